"""Targets with a number, and where things stand: from table rows and from sentences into one indicator table.

A sentence states an indicator where a clause of it (between commas) carries a quantity. Its name is what is
left of that clause; its year is the nearest 到2025年 before it in the same clause or, for a numbered
sub-item, in the words of the article around it. Knows nothing of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.columns import SUMMED, SUMS, TARGET, role_of, split_unit
from corpus.decimals import printed_heading
from corpus.numerals import CHINESE_NUMERAL, find_quantities, find_years, flatten
from corpus.script import fold, simplify
from corpus.types import Clause, Document, Indicator, ParsedDocument, Quantity

_SENTENCE_END = re.compile(r"[。！？!?]")
_PIECE = re.compile(r"[，,；;、。：:！？!?]")
_OPEN, _CLOSE = "“《（(「『〈", "”》）)」』〉"
# what leads into a figure and does not belong to the indicator's name
_LEAD = re.compile(r"^(?:(?:力争|争取|确保|实现|使|将|其中|并|以及|及|和|到|至|截至|全面|累计)*)")
_TARGET_YEAR = re.compile(r"(?:到|至|截至|力争)?\s*((?:19|20)\d{2})\s*年(?:底|末|前|以前)?[,，]?")
_VERB_END = re.compile(
    r"(?:不断|稳定|总体|全部|分别)?(?:(?:提高|提升|降低|下降|控制|增长|增加|减少|扩大|压缩|压减|缩短|上升|下调|上调)[到至]|达到|达|为|保持在|稳定在|维持在|控制在|增至|"
    r"突破|超过|不低于|不少于|是|约|近|在)$"
)
_GROWN = (
    r"(?:提高|提升|降低|下降|控制|增长|增加|减少|扩大|压缩|压减|缩短|上升|下调|上调|调整|整合|增)[到至为]"
)
_TIMES = re.compile(rf"(?:同期|水平)?的\s*(?:[\d.]+|[{CHINESE_NUMERAL}]+)\s*[多余]?倍")  # 2020年〔的2.1倍〕
_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年(?:底|末)?的?|目前的?|现有的?)?$")
_ACTION = re.compile(
    r"^(?:新增|培育|培优|建设|建成|创建|打造|培训|遴选|累计|形成|争创|完成|申报建设|申报|推进|实现|组建|引进|制定|修订|发展|认定|"
    r"新建|改造|支持|推广|举办|开展|布局|落地|设立)"
)


# what may stand before a figure that goes on from the one before
_ONWARD = re.compile("进一步|再次?|力争|争取|逐步|稳步|分别|目标|全部|[将要应可至到]")
_SANCTION = re.compile("罚款|罚金|处罚")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int  # offset into the clause's text
    end: int


def extract_indicators(parsed: ParsedDocument) -> tuple[Indicator, ...]:
    """Every target of a document, rows first within their clause, in reading order.

    The bounds of a fine (处五万元以上二十万元以下罚款) are none: each would be told for the whole.
    """
    found: list[Indicator] = []
    by_id = {c.clause_id: c for c in parsed.clauses}
    children: dict[str | None, list[Clause]] = {}
    for clause in parsed.clauses:
        children.setdefault(clause.parent_id, []).append(clause)
    for clause in parsed.clauses:
        if clause.kind == "other":
            continue
        if clause.kind == "row":
            found.extend(_from_row(parsed.document, clause))
        else:
            found.extend(_from_text(parsed.document, clause, children.get(clause.clause_id, []), by_id))
    return tuple(i for i in found if not _SANCTION.search(i.name))


def _from_row(document: Document, clause: Clause) -> Iterator[Indicator]:
    row = clause.row
    if row is None:
        return
    values = [(year, cell, "target", "") for year, cell in row.targets]
    values += [
        (year, cell, "span" if role_of(word) == "span" else "base", word) for year, cell, word in row.others
    ]
    for n, (year, cell, role, word) in enumerate(values):
        summed = SUMMED.fullmatch(cell)
        bare = summed[1] if summed else cell
        quantities = find_quantities(bare)
        if not quantities:
            continue
        actual = role == "base" or (role == "span" and not SUMS.search(word))
        start, end = _locate(cell, clause, before=row.target if role == "base" else "")
        if _says_itself(bare):
            yield from _from_cell(document, clause, bare, year, n)
            continue
        first = quantities[0]
        name, unit = row.name, row.unit
        if role == "span":  # 教育提升 | 县级资金（万元）
            word, own = split_unit(word)
            name, unit = name + word, own or unit
        elif summed and "累计" not in name:
            name += "（累计）"
        quantity = Quantity(
            text=bare,
            start=start + cell.index(bare) if end - start == len(cell) else start,
            end=start + cell.index(bare) + len(bare) if end - start == len(cell) else end,
            low=first.low,
            high=first.high,
            unit=first.unit or unit or "",
            comparator=first.comparator,
            yearly=first.yearly,
        )
        yield Indicator(
            indicator_id=f"{clause.clause_id}@{n}",
            doc_id=document.doc_id,
            clause_id=clause.clause_id,
            name=name,
            region=document.region,
            year=year,
            quantity=quantity,
            unit=first.unit or unit or None,
            # 约束性 is said of the target
            attribute=None if actual else row.attribute,
            start=clause.start,
            end=clause.end,
            group=row.group,
            actual=actual,
            stage=word if role == "base" else "",
        )


def _says_itself(cell: str) -> bool:
    """Whether a cell is no bare figure but says what of (装配式建筑占新建建筑面积比例达到30%)."""
    return not TARGET.fullmatch(flatten(cell)) and len(re.findall(r"[\u4e00-\u9fff]", cell)) > 6


def _from_cell(
    document: Document, clause: Clause, text: str, year: int | None, n: int
) -> Iterator[Indicator]:
    """The targets of the ``n``-th cell of a row, where the cell is a sentence."""
    row = clause.row
    start, end = _locate(text, clause)
    exact = end - start == len(text)
    count = 0
    for piece in _pieces(text):
        flat = simplify(flatten(piece.text))
        found = find_quantities(piece.text)
        edges = [0, *(q.end for q in found)]
        begins = [*(q.start for q in found[1:]), len(flat)]
        for quantity, edge, following in zip(found, edges, begins, strict=False):
            before = _VERB_END.sub("", _TARGET_YEAR.sub("", flat[edge : quantity.start]))
            named = len(before) > 2 and not _ACTION.fullmatch(before)
            own = flat[edge : quantity.end if named else following]
            name = _name(own, quantity, edge, "")
            if not name or not _is_target(flat, quantity, 0):
                continue
            places = _places(quantity.text, simplify(clause.text))
            at = start + piece.start + quantity.start
            if not exact:  # a line was broken in the cell
                at = clause.start + places[0][0] if places else clause.start
            yield Indicator(
                indicator_id=f"{clause.clause_id}@{n}~{count}",
                doc_id=document.doc_id,
                clause_id=clause.clause_id,
                name=name,
                region=document.region,
                year=year,
                quantity=replace(quantity, start=at, end=at + len(quantity.text)),
                unit=quantity.unit or None,
                attribute=row.attribute if row else None,
                start=clause.start,
                end=clause.end,
                group=row.group if row else None,
            )
            count += 1


def _locate(cell: str, clause: Clause, before: str = "") -> tuple[int, int]:
    """Where a cell's characters stand in its row: the last place, since names may carry numbers too.

    :param before: a cell that stands behind it, where there is one.
    """
    text = simplify(clause.text)
    hits = _places(cell, text)
    if before and (behind := _places(before, text)):
        hits = [h for h in hits if h[1] <= behind[-1][0]] or hits
    if not hits:
        return clause.start, clause.end
    return clause.start + hits[-1][0], clause.start + hits[-1][1]


def _places(cell: str, text: str) -> list[tuple[int, int]]:
    """Where a cell stands whole in its row, or else where its characters do."""
    pattern = r"\s*".join(re.escape(c) for c in cell if not c.isspace())
    whole = rf"(?:(?<=[|\s])|^){pattern}(?=[|\s]|$)"
    return [m.span() for m in re.finditer(whole, text)] or [m.span() for m in re.finditer(pattern, text)]


def _from_text(
    document: Document, clause: Clause, children: list[Clause], by_id: dict[str, Clause]
) -> Iterator[Indicator]:
    year = _inherited_year(clause, by_id)
    count = 0
    for start, end in own_spans(clause, children):
        if start == clause.start:
            start += heading_line(clause)
        for s_start, s_end in sentences(clause.text[start - clause.start : end - clause.start]):
            s_start, s_end = start + s_start, start + s_end
            sentence = document.text[s_start:s_end]
            lead = ""
            before_it: Indicator | None = None  # in this sentence
            for piece in _pieces(sentence):
                flat = simplify(flatten(piece.text))
                if years := _years_for(flat):
                    year = years[-1]
                if action := _ACTION.match(_TARGET_YEAR.sub("", flat.strip())):
                    lead = action.group()
                base = s_start + piece.start
                grown = ""  # 由640元提高到670元: both are figures of what stands before 由
                for quantity in find_quantities(piece.text, base=base):
                    if not _is_target(flat, quantity, base):
                        continue
                    before, after = flat[: quantity.start - base], flat[quantity.end - base :]
                    origin = _FROM.search(before) if re.match(rf".{{0,3}}{_GROWN}", after) else None
                    if origin:
                        grown = before[: origin.start()]
                    elif grown and not re.search(rf"{_GROWN}(?:(?:19|20)\d\d年(?:底|末)?的?)?$", before):
                        grown = ""
                    nearest = find_years(before) if origin else _years_for(flat, len(before))
                    name = _name(grown, quantity, base, lead) if grown else _name(flat, quantity, base, lead)
                    of_year = nearest[-1] if nearest else year
                    if before_it is not None and _goes_on(name, before_it, quantity, of_year):
                        name = before_it.name
                    if not name:
                        continue
                    before_it = Indicator(
                        indicator_id=f"{clause.clause_id}~{count}",
                        doc_id=document.doc_id,
                        clause_id=clause.clause_id,
                        name=name,
                        region=document.region,
                        year=of_year,
                        quantity=quantity,
                        unit=quantity.unit or None,
                        attribute=None,
                        start=s_start,
                        end=s_end,
                        actual=bool(origin),
                    )
                    yield before_it
                    count += 1
                if not piece.text.endswith("、"):
                    lead = ""


def _goes_on(name: str, before: Indicator, quantity: Quantity, year: int | None) -> bool:
    """Whether a figure without a name is the one before it at another time: 达到32件；到2030年，达到45件."""
    bare = len(_ONWARD.sub("", name)) < 2
    return bare and year is not None and year != before.year and before.unit == (quantity.unit or None)


def _years_for(piece: str, end: int | None = None) -> list[int]:
    """The years a piece speaks for: 由2015年的…, 比2015年…, 是2015年的2.1倍 is only what it is set against.

    :param end: those before it.
    """
    return [
        int(m[1])
        for m in _TARGET_YEAR.finditer(piece)
        if m.end() <= (len(piece) if end is None else end)
        and not piece[: m.start()].endswith(tuple("由从较比与"))
        and not _TIMES.match(piece, m.end())
    ]


def heading_line(clause: Clause) -> int:
    """How many characters of a clause its heading takes, where it stands in a line of its own."""
    line, stop, _ = clause.text.partition("\n")
    alone = stop and clause.title and fold(line).strip("*_#|。").endswith(fold(clause.title))
    return len(line) if alone else 0


def _is_target(piece: str, quantity: Quantity, base: int) -> bool:
    """A bare number is a target only behind its verb (指数达到92); in a name it is part of it (中国制造2025)."""
    before = piece[: quantity.start - base]
    if piece[quantity.end - base :].startswith("级"):  # 百亿元级园区
        return False
    if before.count("《") > before.count("》") or before.count("〈") > before.count("〉"):
        return False
    if not any(c.isdigit() for c in flatten(quantity.text)) and re.search("[余多]", quantity.text):
        return False  # 百余家: an order of magnitude, no target to compare
    return bool(quantity.unit or quantity.comparator != "=" or quantity.yearly or _VERB_END.search(before))


def _inherited_year(clause: Clause, by_id: dict[str, Clause]) -> int | None:
    """到2025年 in the words of the clause around this one, before it begins."""
    parent = by_id.get(clause.parent_id or "")
    while parent is not None:
        first = min(c.start for c in by_id.values() if c.parent_id == parent.clause_id)
        before = parent.text[: first - parent.start]
        if parent.kind in ("article", "item") and (found := _TARGET_YEAR.findall(flatten(before))):
            return int(found[-1])
        if parent.kind == "box" and (found := find_years(before)):
            return found[-1]
        parent = by_id.get(parent.parent_id or "")
    return None


def _name(piece: str, quantity: Quantity, base: int, lead: str) -> str:
    """The words of a piece without the quantity, target year and the verbs that lead into it."""
    before = piece[: quantity.start - base]
    after = piece[quantity.end - base :]
    before = _TARGET_YEAR.sub("", re.sub(r"\s", "", before))
    # a figure before this one in the same piece belongs to another indicator (80家以上企业…达到2级)
    before = _VERB_END.sub("", before)
    before = _LEAD.sub("", before)
    after = re.sub(r"[\s。，,；;、：:]", "", after)
    name = (before + after).strip("—")
    for left, right in ("“”", "（）", "()"):
        if name.count(left) != name.count(right):
            name = name.replace(left, "").replace(right, "")
    if lead and not _ACTION.match(name) and len(name) < 30 and lead not in name:
        name = lead + name
    return name if len(name.strip("新增培育")) >= 2 else ""


def own_spans(clause: Clause, children: list[Clause]) -> Iterator[tuple[int, int]]:
    """The parts of a clause that belong to none of its children, as document offsets.

    The number of an outline (2.1) says nothing, and its heading in a line of its own is no part of the sentence below.
    """
    number, heading = printed_heading(clause.label, clause.title, clause.text)
    at = clause.start + number
    if heading:
        yield at, clause.start + heading
        at = clause.start + heading
    for child in sorted(children, key=lambda c: c.start):
        if at < child.start:
            yield at, child.start
        at = max(at, child.end)
    if at < clause.end:
        yield at, clause.end


_TABLE_LINE = re.compile(r"(?m)^[^\n]*[^\s|][^\S\n]*(?:\||\t|｜[^\n]*｜)[^\n]*[^\s|][^\n]*$")
_RULE_LINE = re.compile(r"[\s|:\-—]+")


def table_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, start of its head line) of each line of the tables in a text, written with | or tabs.

    A table is at least two such lines, one under the other; the line under a Markdown head is none.
    """
    block: list[tuple[int, int]] = []
    for m in _TABLE_LINE.finditer(text):
        if block and text[block[-1][1] : m.start()].strip("\n"):
            yield from _block(text, block)
            block = []
        block.append(m.span())
    yield from _block(text, block)


def _block(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    if len(block) > 1:
        for start, end in block:
            if not _RULE_LINE.fullmatch(text[start:end]):
                yield start, end, block[0][0]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of a text, stops included, outer white space left out.

    A line of a table is a sentence of its own.
    """
    at = 0
    for start, end, _ in table_lines(text):
        if not _RULE_LINE.fullmatch(text[at:start]):
            yield from _between(text, at, start)
        yield from _trim(text, start, end)
        at = end
    yield from _between(text, at, len(text))


def _between(text: str, at: int, to: int) -> Iterator[tuple[int, int]]:
    # quotation marks are often unbalanced in the wild, so they do not hold a sentence together
    for stop in _SENTENCE_END.finditer(text, at, to):
        if stop.start() < at:
            continue
        end = stop.end()
        while end < to and text[end] in _CLOSE:
            end += 1
        yield from _trim(text, at, end)
        at = end
    yield from _trim(text, at, to)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def piece_around(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """The part between commas of the sentence text[start:end] in which ``offset`` lies, as offsets into text."""
    for piece in _pieces(text[start:end]):
        if start + piece.start <= offset < start + piece.end:
            return start + piece.start, start + piece.end
    return start, end


def _pieces(sentence: str) -> Iterator[_Piece]:
    """The parts of a sentence between commas, marks included, those in quotes and brackets left whole."""
    at = depth = 0
    if sum(map(sentence.count, _OPEN)) != sum(map(sentence.count, _CLOSE)):
        depth = -len(sentence)  # unbalanced: marks tell nothing here
    for i, c in enumerate(sentence):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = depth - 1 if depth else 0
        elif depth <= 0 and _PIECE.match(c):
            # an enumeration is one piece until it has its figure: 煤盐化工、压力仪表、羊乳制品等3家
            if c == "、" and not re.search(r"[\d０-９]", sentence[at:i]):
                continue
            yield _Piece(sentence[at : i + 1], at, i + 1)
            at = i + 1
    if at < len(sentence):
        yield _Piece(sentence[at:], at, len(sentence))
