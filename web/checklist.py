"""适用条款: place, trade, size and roles → a list of what applies, each with its sentence, clause and department.

What a clause means for whom is assistant.applies.applicability's; here it is put in order for a reader and exported.
Knows nothing of HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.render import plain, titled
from assistant.applies.applicability import Applicability
from assistant.applies.applicable import Applicable
from assistant.applies.profile import profile_from_fields
from assistant.understand.lexicon import Lexicon
from corpus.address import Address
from corpus.errors import InputError
from index.policy_index import PolicyIndex
from web.cards import UNKNOWN_STATUS
from web.word import as_bytes, chinese_document, clean

SIZES = ("规模以上", "规模以下", "大型", "中型", "小型", "微型", "个体工商户")
ROLES = ("生产", "销售", "出口", "餐饮服务", "工程建设", "检验检测", "科研", "行业协会", "平台")
MOST = 60
ORDER = (Address.DUTY, Address.SUPPORT, Address.OFFICIAL, Address.RELATED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist. ``missing``: the fact that is needed to be sure, "" where none."""

    clause_id: str
    kind: str
    words: str  # the sentence, in simplified characters
    addressee: str
    basis: str
    departments: tuple[str, ...]
    status: str
    missing: str
    generic: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """What applies, by kind in the order of ORDER; ``unknown`` are facts the form was not told."""

    profile: str
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    unknown: tuple[str, ...]
    more: int  # further lines that were left out


def make(
    index: PolicyIndex,
    lexicon: Lexicon,
    applicability: Applicability,
    *,
    place: str,
    trade: str,
    size: str,
    roles: Sequence[str],
) -> Checklist:
    """The checklist for what the form says.

    :raises InputError: neither trade nor size nor role is said, or the place is not known.
    """
    place, trade = place.strip()[:40], trade.strip()[:200]
    if not (trade or size or roles):
        raise InputError("请至少填写行业、规模或从事的环节。")
    body = (
        ""
        if any(trade.endswith(end) for end in ("企业", "公司", "厂", "店", "机构", "合作社", "协会"))
        else "企业"
    )
    description = f"{size}{trade}{body}" + "".join(f"，从事{role}" for role in roles)
    profile = profile_from_fields(lexicon, place=place, description=description)
    if place and profile.place is None:
        raise InputError(f"没有认出地区“{place}”，请写省、市或区县的名称。")
    found = applicability.applicable(profile, search=description)
    # what has run out is listed behind what is in force
    kept = sorted(found[:MOST], key=lambda entry: not _in_force(index, entry))
    lines = [(entry.kind, _line(index, entry)) for entry in kept]
    unknown = [name for name, told in (("地区", place), ("行业", trade), ("规模", size)) if not told]
    return Checklist(
        profile="，".join(part for part in (place, size, trade, "、".join(roles)) if part),
        sections=tuple(
            (kind.value, tuple(line for of, line in lines if of is kind))
            for kind in ORDER
            if any(of is kind for of, _ in lines)
        ),
        unknown=tuple(unknown),
        more=max(0, len(found) - MOST),
    )


def _in_force(index: PolicyIndex, entry: Applicable) -> bool:
    return index.documents[entry.clause.doc_id].status in (None, "", "现行有效", "有效")


def _line(index: PolicyIndex, entry: Applicable) -> Line:
    document = index.documents[entry.clause.doc_id]
    return Line(
        clause_id=entry.clause.clause_id,
        kind=entry.kind.value,
        words=plain(document.text[entry.start : entry.end]),
        addressee=entry.addressee,
        basis=f"{titled(document.title)}{index.tree.reader_label(entry.clause)}",
        departments=entry.departments,
        status=document.status or UNKNOWN_STATUS,
        missing=entry.missing,
        generic=entry.generic,
    )


def word(checklist: Checklist) -> bytes:
    """The checklist as a .docx file, a box to tick before each line."""
    document = chinese_document()
    document.add_heading("适用条款清单", level=1)
    document.add_paragraph(clean(checklist.profile))
    if checklist.unknown:
        document.add_paragraph(f"未填写：{'、'.join(checklist.unknown)}，补充后结果会更准。")
    for kind, lines in checklist.sections:
        document.add_heading(kind, level=2)
        for line in lines:
            document.add_paragraph(clean(f"☐ {line.words}"))
            facts = [
                f"依据：{line.basis}（{line.status}）",
                f"责任单位：{'、'.join(line.departments) or '本条未列'}",
            ]
            if line.missing:
                facts.append(f"还要看：{line.missing}")
            document.add_paragraph(clean("；".join(facts)), style="List Bullet")
    return as_bytes(document)
