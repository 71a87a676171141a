"""What of a clause is said: figures, sentences, rows.

Everything is built from cells and sentences of the corpus. The base of the rooms that word answers
(provisions, facts, duties, comparisons); whether a statement answers is told by fitting.py. Knows nothing of the
kinds of question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.answers import stretches
from assistant.answers.ranking import Scored
from assistant.answers.refusals import Refusals
from assistant.answers.render import Draft, Span, plain, say_value, tabled
from assistant.answers.rows import asked_together, cell_together, note_on
from assistant.answers.series import of_other_member
from assistant.answers.siblings import CAP_ASKED
from assistant.answers.signals import RANK
from assistant.answers.statements import Statement, flat
from assistant.answers.stretches import limb_around, untitled
from assistant.answers.tiers import Tier, Tiers
from assistant.answers.units import counts, unit_is, units_in
from assistant.answers.verdicts import opens_denial
from assistant.understand.question import Kind, Query, Understander
from assistant.understand.words import Word, coverage
from corpus.gazetteer import Region
from corpus.gridded import Columns
from corpus.indicators import piece_around
from corpus.types import Clause, Document, Indicator

SHORT_SENTENCE = 100  # characters of a sentence whose figures are all read out; half of it may mislead
WHOLE_PIECE = 0.8  # of what a sentence says of the question: the piece around a figure says it alone
RANKED_PIECE = 0.7  # ... where it names the rank asked for
GATHER = 270  # characters of an answer put together from several sentences
WHOLE_CLAUSE = 180  # characters of a clause that is read out whole
YEAR_REACH = 400  # characters back to the year a figure is meant for
# …，写在哪一条: where it stands is asked besides
_WHERE = re.compile(r"[，,](?:写在|在|出自)(?:哪一?条|哪里|哪儿|第几条)[？?。\s]*$")
LONG = 560  # of answers that list clauses
SUPPORT_COVERAGE = 0.42  # of a department's clause

_CONDITION = re.compile(r"的[，,：:]\s*$")
_WHEN = re.compile("什么时候|何时|哪一?年|几几年|多会儿|when")

# a piece that only says for whom or in what case
_HALF_RULE = re.compile("的[，,]?$")
_CASE = re.compile("的[。；;]?$")  # an item that only says in what case
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）][。；;]?")  # 责任单位
_RULES_ALL = re.compile(
    "(?:下列|以下)[^，。；]{0,8}(?:情形|情况|行为|条件)|的[，,](?:不得|不予|不能|可以|应当)"
)

_CAP_SAID = re.compile(
    r"(?:不得?超过|不高于|最高|最多|至多|上限|封顶)[^，,；;。\d]{0,8}[\d一二三四五六七八九十百千万]+"
)


class Readout(Refusals):
    """Words figures and sentences of one index."""

    @cached_property
    def tiers(self) -> Tiers:
        """The tables of fines by degree."""
        return Tiers(self.index, self.ranker.book)

    @cached_property
    def understander(self) -> Understander:
        """Reads another question, or a part of one."""
        return Understander(self.lexicon)

    def places_of(self, query: Query) -> list[str]:
        """The place names a question writes, as it writes them."""
        mentions = self.lexicon.mentions(query.text)
        thing = self.understander.places.names_a_thing  # 陕西质量奖 in a city's text
        return [m.text for m in mentions if not thing(m, mentions, query.text)]

    def unscoped(self, query: Query) -> str:
        """The question without the places and documents it names."""
        text = _WHERE.sub("", re.sub("《.*》", " ", query.text))
        for name in (*query.called, *self.places_of(query)):
            text = text.replace(name, " ", 1)
        return text.strip(" 的省市区县，,：:《》")

    def telling(self, query: Query, asking: re.Pattern[str], least: float) -> list[Word]:
        """The words by which a question names more than documents, places and what it wants told.

        :param asking: the words that only ask for it.
        :param least: the weight from which on a word names anything.
        """
        titles = "".join(self.lexicon.titles[d] for d in query.named_docs or query.doc_ids)
        return [
            w
            for w in query.words
            if w.weight >= least and not asking.fullmatch(w.text) and w.text not in titles
        ]

    def quotes(self, spans: Iterable[Span]) -> list[str]:
        """What stands in the documents at some spans, as statements are matched."""
        return [flat(self.index.documents[s.clause.doc_id].text[s.start : s.end]) for s in spans]

    def names(self, regions: Sequence[Region]) -> str:
        return "、".join(r.name for r in regions)

    def year_lead(self, clause: Clause, year: int) -> Span | None:
        """The words around a clause that set the year for it (主要目标。到2025年，…)."""
        for up in self.index.tree.ancestors(clause):
            for statement in self.ranker.book.of(up):
                # a table's head stands before its first row, and again where the page turns
                if str(year) in statement.text and statement.start < clause.start:
                    return Span(up, statement.start, statement.end)
        return None

    def say_indicator(self, query: Query, indicator: Indicator, years: Sequence[Indicator] = ()) -> str:
        """到2025年，西安市…的目标为≥80%（预期性）; the year only where the question says it (its column does else).

        What is no target is said so: 2024年，昆明市…为58.6%（现状值）.

        :param years: the row's targets where all of them are said, each with its year.
        """
        document = self.index.documents[indicator.doc_id]
        region = document.region or ""
        name = indicator.name
        where = "" if name.startswith(region) or not region else region
        attribute = f"（{indicator.attribute}）" if indicator.attribute else ""
        if years:
            targets = "，".join(f"{i.year}年{say_value(i)}" for i in years)
            return f"{where}{name}目标为{targets}{attribute}"
        to = "" if indicator.actual else "到"
        when = f"{to}{indicator.year}年，" if indicator.year and str(indicator.year) in query.raw else ""
        if indicator.actual:
            stage = f"（{indicator.stage}）" if indicator.stage else ""
            return f"{when}{where}{name}为{say_value(indicator)}{stage}"
        return f"{when}{where}{name}目标为{say_value(indicator)}{attribute}"

    def all_years(self, query: Query, statement: Statement, indicator: Indicator) -> list[Indicator]:
        """A row's targets for several years, where the question names none and the table's head says them."""
        row = [i for i in statement.indicators if i.name == indicator.name and not i.actual]
        alike = [i for i in row if i.year] if indicator in row else []
        several = len({i.year for i in alike}) > 1 and not query.years
        said = several and all(self.year_lead(statement.clause, i.year) for i in alike if i.year)
        return alike if said else []

    def say_all_years(self, draft: Draft, query: Query, statement: Statement, indicator: Indicator) -> bool:
        """Say a row's targets for all years where the question names none; False where it has not several."""
        alike = self.all_years(query, statement, indicator)
        if not alike:
            return False
        clause = statement.clause
        heads = [head for i in alike if i.year and (head := self.year_lead(clause, i.year))]
        row = Span(clause, clause.start, clause.end)
        draft.say(self.say_indicator(query, indicator, alike), row, *dict.fromkeys(heads))
        return True

    def say_figure(self, query: Query, indicator: Indicator) -> str:
        clause = self.index.tree.get(indicator.clause_id)
        if clause is not None and clause.row:
            return self.say_indicator(query, indicator)
        document = self.index.documents[indicator.doc_id]
        start, end = piece_around(document.text, indicator.start, indicator.end, indicator.quantity.start)
        text = untitled(plain(document.text[start:end])).rstrip("，,、；;。")
        year = f"到{indicator.year}年，"
        begin = self.year_start(clause, indicator) if clause else indicator.start
        said = document.text[begin : indicator.end] + query.raw
        if indicator.year and str(indicator.year) not in text and str(indicator.year) in said:
            text = year + text
        return text

    def figure_span(self, clause: Clause, indicator: Indicator) -> Span:
        if clause.row:
            return Span(clause, clause.start, clause.end)
        return Span(clause, self.year_start(clause, indicator), indicator.end)

    def year_start(self, clause: Clause, indicator: Indicator) -> int:
        """Where a figure's quote begins so that its year stands in it: at the 到2027年 shortly before, if any."""
        document = self.index.documents[indicator.doc_id]
        if indicator.year:
            reach = max(clause.start, indicator.start - YEAR_REACH)
            at = document.text.rfind(str(indicator.year), reach, indicator.quantity.start)
            if 0 < at < indicator.start:
                return at - 1 if document.text[at - 1] in "到至" else at
        return indicator.start

    def where(self, query: Query, document: Document) -> str:
        if len(query.doc_ids) == 1 or len(self.index.documents) == 1:
            return ""
        alike = [
            d
            for d in self.scope(query) or self.index.documents
            if self.index.documents[d].region == document.region
        ]
        # a law is known by its name; 全国： would say nothing
        by_place = document.region and len(alike) == 1 and document.level != "国家级"
        return f"{document.region}：" if by_place else f"《{document.title}》："

    def with_items(self, clause: Clause, end: int) -> int:
        """Where the list ends that a sentence opens with a colon (有下列情形之一的：), as far as it can be read out."""
        tree = self.index.tree
        parent = tree.parent(clause)
        items = [c for c in tree.children(clause) if c.start >= end - 1]
        items = items or [c for c in (tree.children(parent) if parent else ()) if c.start >= end - 1]
        reach = end
        for item in items:
            if item.end - clause.start > GATHER + 60:
                break
            reach = item.end
        return reach

    def sentences_of(self, clause: Clause) -> list[Statement]:
        """The sentences of a clause that say something: no headings, nor the bodies behind it in brackets."""
        told = (s for s in self.ranker.book.of(clause) if not s.heading)
        return [s for s in told if not _IN_BRACKETS.fullmatch(s.text)]

    def whole_clause(self, statement: Statement) -> Sequence[Statement]:
        """All sentences of a statement's clause that say something, where they are short enough to be read out together.

        What is excepted or added may stand in the sentence after the rule. () for a long clause.
        """
        own = self.sentences_of(statement.clause)
        if statement not in own or own[-1].end - own[0].start > WHOLE_CLAUSE:
            return ()
        return own if len(own) > 1 else ()

    def stem(self, clause: Clause) -> Statement | None:
        """The sentence that opens the list a clause stands in (有下列情形之一的：), if it stands in one."""
        if clause.kind not in ("subparagraph", "item", "subitem", "paragraph", "article"):
            return None
        for up in self.index.tree.ancestors(clause):
            if up.kind in ("chapter", "section", "part"):
                opening = next((s for s in reversed(self.ranker.book.of(up)) if s.end <= clause.start), None)
                if opening and opening.text.endswith(("：", ":")) and _RULES_ALL.search(opening.text):
                    return opening  # 三、不予支持的情形, and below it 有下列情形之一的，不予受理：
                # 三、有下列情形之一的，不得申报: a heading that is the rule itself
                heading = next(iter(self.ranker.book.of(up)), None) if _RULES_ALL.search(up.title) else None
                return heading if heading and heading.heading else None
            if clause.kind == "article":
                continue
            before = [s for s in self.ranker.book.of(up) if s.end <= clause.start]
            if before and before[-1].text.endswith(("：", ":")):
                return before[-1]
        return None

    def excerpt(
        self, query: Query, statement: Statement, holding: tuple[int, int] | None = None
    ) -> tuple[int, int]:
        """The stretch of a statement that says most of the question (stretches.py)."""
        text = self.index.documents[statement.clause.doc_id].text
        return stretches.excerpt(text, query.words, statement, holding)

    def stretch(self, query: Query, statement: Statement, indicator: Indicator | None) -> tuple[int, int]:
        """What of a statement is read out: for a figure only the words around it, neighbours are other figures."""
        if not (query.asks_figure and indicator):
            return self.excerpt(query, statement)
        figure = indicator.quantity
        # 2026年底达到60%，2027年底达到85%: of a year only its own
        by_year = bool(query.years) and len(statement.years) > 1
        listed = statement.lists_targets
        if statement.end - statement.start <= SHORT_SENTENCE and not by_year and not listed:
            return statement.start, statement.end
        beside = statement.years & set(query.years) - {indicator.year}
        if indicator.year and beside and indicator.year not in query.years:
            # 到2025年底达到70%，到2027年底达到95%: the year asked for stands beside it
            return self.excerpt(query, statement)
        text = self.index.documents[indicator.doc_id].text
        start, end = piece_around(text, statement.start, statement.end, indicator.quantity.start)
        cap = _CAP_SAID.search(text, statement.start, statement.end)
        if cap and CAP_ASKED.search(query.text) and not _CAP_SAID.search(text, start, end):
            # 资金池2000万元，…单户额度不超过300万元: how much at most, which the other figure tells
            return self.excerpt(query, statement, cap.span())
        # a list of targets is cut to the one asked for; a rule with its amounts stays whole, half of it may mislead
        if end < statement.end and _CONDITION.search(text[start:end]):
            # …一百万元以上的，: who is meant, without what holds for him
            return self.excerpt(query, statement, (figure.start, figure.end))
        piece = flat(text[start:end])
        # 省级…, and the piece begins with it: that it lacks 企业 makes it no other one's
        ranked = any(rank in piece for rank in RANK.findall(query.text))
        least = RANKED_PIECE if ranked else WHOLE_PIECE
        says = coverage(query.words, piece) >= least * coverage(query.words, statement.text)
        units = units_in(text[start:end])
        if not says or not unit_is(query.unit, units):
            return self.excerpt(query, statement, (figure.start, figure.end))
        if _HALF_RULE.search(text[start:end]) or _HALF_RULE.search(text[statement.start : start]):
            # 一百万元以上的，不低于百分之四十: neither half is a rule
            return self.excerpt(query, statement, (figure.start, figure.end))
        if not by_year and not listed:
            # 高校可抵扣50%，每年不超过30万元: what stands between semicolons holds together
            limb = limb_around(text, statement, start, end)
            if limb[1] - limb[0] <= SHORT_SENTENCE:
                return limb
        own = coverage(query.words, indicator.name.lower())
        # figures asked for together are read out together (1个国家级、1-2个省级); 各地, 西安和陕西 ask for one of each
        together = re.search("分别|各(?![地省市县区处份])", query.text) or re.search("[和、]", query.topic)
        for other in statement.indicators:
            a, b = piece_around(text, statement.start, statement.end, other.quantity.start)
            slack = 0.3 if together else 0.05
            alike = coverage(query.words, other.name.lower()) >= own - slack
            if by_year and other.year and other.year not in query.years:
                continue  # 2027年底达到85%, where 2026 is asked for
            if of_other_member(flat(query.text), flat(other.name)):
                continue  # 国家级…20家, where 省级 is asked for
            if other is not indicator and alike and (a == end or b == start):
                start, end = min(start, a), max(end, b)
        return start, end

    def note_further(self, draft: Draft, units: Sequence[Clause], named: int) -> None:
        """Where else a thing is written: so many clauses by name, and how many in all."""
        places = [self.renderer.label(unit) for unit in units[:named]]
        more = f"等{len(units)}处" if len(units) > named else ""
        draft.note(f"写到它的还有：{'、'.join(places)}{more}")

    def say_statement(
        self,
        draft: Draft,
        query: Query,
        scored: Scored,
        *,
        with_year: bool = False,
        figure: Indicator | None = None,
    ) -> None:
        """:param figure: the one of its figures that is asked for, where that is known."""
        statement = scored.statement
        clause = statement.clause
        indicator = figure or self.indicator_of(query, statement)
        if clause.kind == "row" and (columns := self.ranker.book.columns(clause)):
            where = self.where(query, self.index.documents[clause.doc_id])
            if tiers := self.tiers.asked(query.text, clause):
                self.say_tiers(draft, query, where, tiers)
                return
            draft.say(where + tabled(columns), *self.row_spans(clause, columns))
            self._say_note(draft, query, clause)
            return
        if clause.row and indicator:
            span = Span(clause, clause.start, clause.end)
            if cell := cell_together(query, statement, indicator):
                where = self.where(query, self.index.documents[clause.doc_id])
                name = f"{clause.title}：" if clause.title else ""
                draft.say(where + name + plain(self.index.documents[clause.doc_id].text[slice(*cell)]), span)
                return
            for figure in asked_together(query, statement, indicator):
                if self.say_all_years(draft, query, statement, figure):
                    continue
                text, spans = self.say_indicator(query, figure), [span]
                unsaid = figure.actual and figure.year and str(figure.year) not in query.raw
                if unsaid and (lead := self.year_lead(clause, figure.year or 0)):
                    text = f"{figure.year}年，{text}"
                    spans.append(lead)  # the table's head shows the year
                draft.say(text, *spans)
                if figure.year and str(figure.year) not in query.raw + text:
                    of = "所指" if figure.actual else "目标"
                    draft.note(f"{of}年份为{figure.year}年（见表头）")
            self._say_note(draft, query, clause)
            return
        # 2025年建几个？我知道27年有个数: which of the two it is
        with_year = with_year or len(query.years) > 1
        if indicator and indicator.year and (with_year or _WHEN.search(query.text)):
            text = self.say_figure(query, indicator)
            spans = [self.figure_span(clause, indicator)]
            if str(indicator.year) not in text and (lead := self.year_lead(clause, indicator.year)):
                text = f"到{indicator.year}年，{text}"
                spans.append(lead)
            where = "" if clause.row else self.where(query, self.index.documents[clause.doc_id])
            draft.say(where + text, *spans)
            return
        start, end = self.stretch(query, statement, indicator)
        document = self.index.documents[clause.doc_id]
        whole = self.whole_clause(statement)
        whole = () if any(self.signals.of_other_level(query, s) for s in whole) else whole
        target = indicator and (indicator.year or counts(indicator.unit or indicator.quantity.unit))
        if not any(s.rules for s in whole) and ((query.asks_figure and target) or query.kind is Kind.FACT):
            whole = ()  # a target stands alone, no exception to it follows
        if whole and (start, end) == (statement.start, statement.end):
            start, end = whole[0].start, whole[-1].end
        if document.text[start:end].rstrip().endswith(("：", ":")):
            end = self.with_items(clause, end)
        text = plain(document.text[start:end]).rstrip("，,、；;")
        where = self.where(query, document)
        stem = self.stem(clause)
        if stem is not None and (_CASE.search(text) or opens_denial(stem.text)):
            # 近三年内受到…处罚的, without what follows from it; 最高奖超过五万元, without 不得
            draft.say(where + untitled(plain(self.text_of(stem))).rstrip("：:"), self.span_of(stem))
            where = ""
        draft.say(where + untitled(text), Span(clause, start, end))
        if indicator and indicator.year and str(indicator.year) not in text:
            draft.note(f"目标年份为{indicator.year}年（见上文）")

    def say_tiers(self, draft: Draft, query: Query, where: str, tiers: Sequence[Tier]) -> None:
        """What some degrees of one offence cost, row by row; what the offence is is said once, and what a note takes out."""
        for n, tier in enumerate(tiers):
            text = tabled(tier.columns)
            text = text if n == 0 else text.partition("——")[2] or text
            draft.say((where if n == 0 else "") + text, *self.row_spans(tier.row, tier.columns))
        said = len(draft.sentences)
        for tier in tiers:
            if len(draft.sentences) == said:
                self._say_note(draft, query, tier.row)
        if len(tiers) == 1 and len(self.tiers.of(tiers[0].row)) > 1:
            draft.note("同一违法行为分档处罚，这里只读出了所说数额对应的一档，有其他情节的按原表核对")

    def _say_note(self, draft: Draft, query: Query, row: Clause) -> None:
        """What a note below the table says of this row by its number, where that is asked for."""
        holder = self.index.tree.parent(row)
        note = note_on(query, row, self._notes_under(holder)) if holder is not None else None
        for clause in (holder, self.index.tree.parent(holder)) if holder is not None and note else ():
            if note and clause is not None and clause.start <= note[0] < clause.end:
                draft.say(
                    untitled(plain(self.index.documents[row.doc_id].text[slice(*note)])), Span(clause, *note)
                )
                return

    def _notes_under(self, table: Clause) -> list[Statement]:
        """The sentences of a table, and those of what it stands in up to the next part: notes numbered on below it."""
        own, up = list(self.ranker.book.of(table)), self.index.tree.parent(table)
        if up is None or table.kind != "box":
            return own
        ends = [c.start for c in self.index.tree.children(up) if c.start >= table.end]
        end = min(ends, default=up.end)
        return [*own, *(s for s in self.ranker.book.of(up) if table.end <= s.start < end)]

    def row_spans(self, row: Clause, columns: Columns) -> list[Span]:
        """What a row that is read out with its heads is cited by: the row, and the head where it has figures."""
        spans = [Span(row, row.start, row.end)]
        holder = self.index.tree.parent(row)
        figured = columns.unit or any(re.search(r"\d", head) for head, _ in columns.cells)
        if holder is not None and figured:
            spans.append(Span(holder, columns.start, columns.end))
        return spans

    def note_around(self, draft: Draft, query: Query) -> None:
        """Say that a place without documents of its own is answered from those around it."""
        bare = [r.name for r in query.regions if not self.lexicon.docs_by_region.get(r.name)]
        regions = "、".join(bare or [r.name for r in query.regions])
        draft.note(f"文件中没有{regions}自己的文件，以上依据的是其上级地区的文件")
