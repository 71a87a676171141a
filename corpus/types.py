"""The words of the house: what every other module means by document, clause, row and indicator.

The leaf everyone imports; it imports nothing of ours and knows nothing of files, tokens, vectors or chat.
All offsets are half-open ranges of Unicode code points into ``Document.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

ClauseKind = Literal[
    # 公文
    "chapter",  # 一、
    "article",  # （一）; in a law 第一条
    "item",  # 1.
    "subitem",  # （1）
    "box",  # 专栏
    "box_item",  # ——
    "row",  # a row of an indicator table
    # 法规
    "part",  # 编
    "section",  # 节
    "paragraph",  # 款: has no printed number
    "subparagraph",  # 项
    # everything that is not a provision: 题头, 前言, 结尾, 同版其他内容
    "other",
]

Provenance = Literal["text", "manifest"]


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text as it was read.

    ``text`` is the decoded file, unchanged apart from the decoding (a byte order mark is dropped,
    line ends become ``\\n``). ``provenance`` tells for each descriptive field whether the text itself
    says it ("text") or only the manifest does ("manifest").
    """

    doc_id: str
    title: str  # simplified characters, without 书名号
    text: str
    sha256: str  # of the file's bytes, hex
    issuers: tuple[str, ...] = ()  # 发文机关
    number: str | None = None  # 发文字号
    date: str | None = None  # 成文日期: "2024-04-28", "2017-09" or "2015"
    region: str | None = None  # full name as in the gazetteer: 陕西省, 西安市, 全国
    level: str | None = None  # 国家级, 省级, 市级, 县级
    status: str | None = None  # 时效性 as the manifest says it: 现行有效, 已废止, ...
    period_end: int | None = None  # last year the document plans for (规划期末)
    source: str | None = None  # where the text was taken from, free text
    path: str = ""  # file name, for messages
    provenance: dict[str, Provenance] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()  # where manifest and text disagree; Chinese, one line each


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of an indicator row, in simplified characters, merged cells filled in."""

    no: str | None  # 序号
    group: str | None  # 主要任务 ...
    name: str  # without the unit
    unit: str | None  # %, 件, 万元/人 ...
    target: str  # as written, white space removed: "≥80", "6.5（年均）"
    attribute: str | None  # 约束性, 预期性
    year: int | None  # of the target column
    # every target column in order, (year, target); the first is (year, target) above
    targets: tuple[tuple[int | None, str], ...] = ()
    # the other columns of figures, (year, figure, what the column calls it): (2024, "58.6", "现状值"),
    # (None, "300", "累计"); "" where the column names nothing but a year before the document was written
    others: tuple[tuple[int | None, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One addressable piece of a document: a chapter, article, box, row ...

    ``text == document.text[start:end]``; children nest inside their parent, siblings never overlap.
    """

    clause_id: str  # stable across rebuilds, unique in the corpus
    doc_id: str
    parent_id: str | None
    kind: ClauseKind
    number: int | None
    label: str  # as a reader cites it: 一、 （二十） 专栏1 第22项 or the —— heading; simplified
    title: str  # heading without its number, simplified; "" where there is none
    text: str
    start: int
    end: int
    departments: tuple[str, ...] = ()  # 责任单位 named by this very clause, simplified
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class StandingNote:
    """A sentence that gives a duty to every later clause (以下工作均需…落实，不再列出)."""

    doc_id: str
    clause_id: str  # where it stands
    departments: tuple[str, ...]
    text: str  # verbatim
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its clauses in reading order (parents before children)."""

    document: Document
    clauses: tuple[Clause, ...]
    standing: tuple[StandingNote, ...] = ()
    warnings: tuple[str, ...] = ()


Comparator = Literal["=", "≥", "≤", ">", "<", "≈"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it, found in a text.

    ``value`` is scaled (3300亿元 keeps unit 亿元 and value 3300; 万/亿 stay in the unit so that the
    figure is said as the source says it). ``low``/``high`` differ only for ranges (1-2个).
    """

    text: str  # verbatim
    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str  # "" where none
    comparator: Comparator
    yearly: bool = False  # 年均


@dataclass(frozen=True, slots=True)
class Indicator:
    """A target: what, where, until when, how much. From a table row or from a sentence.

    ``actual``: no target but where things stand (现状值, 基期, 2025年实际); ``stage`` is its column's word for that.
    """

    indicator_id: str
    doc_id: str
    clause_id: str
    name: str  # simplified
    region: str | None
    year: int | None
    quantity: Quantity  # start/end are offsets into Document.text
    unit: str | None
    attribute: str | None  # 约束性, 预期性, None where the text does not say
    start: int  # of the row or sentence that states it
    end: int
    group: str | None = None
    actual: bool = False
    stage: str = ""
