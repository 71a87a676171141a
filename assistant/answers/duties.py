"""Who is responsible for what: departments of a clause, bodies that its sentences name, clauses of a department.

Knows nothing of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.actors import Actor, actors, names_body
from assistant.answers.answerable import features, probability
from assistant.answers.provisions import OWN_NAME, Provisions
from assistant.answers.readout import EXCERPT, LONG, SUPPORT_COVERAGE, Composed, cut, untitled
from assistant.answers.render import Draft, Span, plain
from assistant.answers.statements import SMALL_CORPUS, Scored, Statement, flat
from assistant.understand.glossary import expand
from assistant.understand.lexicon import subsequence
from assistant.understand.question import Query
from assistant.understand.words import Word, coverage, segment
from corpus.departments import names
from corpus.types import Clause, Document

DATE_WEIGHT = 1.0  # of a day that stands for something (3·15)
RUN_WEIGHT = 0.6  # of a name put together from characters
LIKELY = 3  # clauses that need say less of the subject
PARTIES = 8  # likeliest statements that are looked at for a party
UNITS = 5  # clauses that are looked at for a body
# a clause with its 责任单位 is a safe answer: its own words and headings need say less of the question
LOW_WHOLE, LOW_SEARCH, LOW_COVERAGE = 0.4, 0.3, 0.25
HEADING = 0.35  # what a heading that says all of the subject adds to a clause's score
LISTED, DEED_FITS = 0.3, 0.35  # ... and 责任单位; a body that does what is asked for
FITTING = 0.6  # ... of that share, where the body does what is asked for
NEXT_CLAUSE = 0.8  # share of the likeliest clause's score that another one needs
OTHER_CLAUSE = 0.75  # share of the subject that a sentence of another clause than the likeliest must say
# share of the subject in words that neither the corpus nor the clause writes: at most so much, and where the
# clause is not a sure answer else
STRANGE, STRANGE_UNSURE = 0.8, 0.4
SURE = 0.72  # probability of an answer from which a clause is one
WRITTEN, LIKE = (
    0.4,
    0.75,
)  # how far a clause must say a word that the corpus never writes, in letters or in sense
TELLING = 0.2  # weight of a word that tells something
PARTLY = 0.35  # how far a clause must say one of the telling words of the subject
# what somebody wants of a body → how clauses say it
_PAYING = "出钱|掏钱|谁[来]?出(?![现生台示具来])|买单|埋单|谁承担.{0,4}费|费.{0,6}谁.{0,2}承担"
_WATCHING = "盯|督促|督查|督办|督导|监督(?!管理)|落没落实|落实情况|落实得怎么样"
_DEEDS = (
    ("备案|登记|报备", "备案|登记"),
    ("举报|投诉|反映|告状|检举|揭发|申诉", "举报|投诉|反映|检举|控告|受理|申诉"),
    (
        "罚|查处|处罚|来查|去查|谁查|[门局]查|抓|整治|取缔|责令",
        "查处|责令|处[^理置于]|罚款|没收|吊销|取缔|处罚|惩处",
    ),
    ("审批|批准|许可|发证|办证|核准|验收|审查|谁批|[门局]批", "审批|批准|许可|核发|颁发|核准|验收|审查|审核"),
    ("解释(?!一下)", "解释"),
    ("拨|打钱|发钱|兑现|到账", "拨付|兑现|发放"),
    (_PAYING, "经费|费用|资金|出资|财政|预算|承担|补偿|赔偿|支付|拨付"),
    ("报告|上报|报给", "报告|上报"),
    ("申报|申请|申领|报名|交材料|材料交|提交|递材料", "申报|申请|申领|提交|提出|报名"),
    ("补偿|赔", "补偿|赔偿"),
    ("制定|定(?![得为期])|划定|规定", "制定|规定|确定|划定"),
    (_WATCHING, "督促|督查|督导|督办|监测评估|评估|考核|检查|调度"),
)
# no 责任单位 of a clause answers these unless the clause speaks of them
_NEVER_IMPLIED = re.compile(f"解释(?!一下)|{_PAYING}")
_IN_CHARGE = re.compile("负责|主管|监督管理|牵头")
_PENALTY = re.compile("责令|罚款|处[一二三四五六七八九十百千万\\d]|吊销|没收")
# who asks for a body of the administration is not answered with the parties of a contract
_BODY_ASKED = re.compile(
    "部门|单位|[哪个省市]局|厅|委办|政府|机关|牵头|主管|监管|挑头|主抓|分管|备案|举报|投诉|审批"
)
_PARTY = re.compile(
    "由(?!于|此)[^，。；由]{2,16}(?:承担|分担|负责|支付|负担|收取|赔偿|出资|提供|办理|申请|组织)|"
    "[一-龥]{2,10}(?:负(?!责)[^，。；]{0,4}责任|承担[^，。；]{0,8}责任)|负[^，。；]{0,4}责任"
)
_WHO = re.compile("谁|哪|什么部门|啥部门|什么单位|部门|单位")
# words of asking for a department: they tell nothing of the subject
_ASKING = re.compile(
    r"^(?:负责|主管|主抓|牵头|落实|承担|实施|部门|单位|局|厅|委|机构|责任|责任单位|管|归|找|办|查|搞|弄|抓|罚|来|去|处|里|家|事|活|口)$"
)
_LABELLED = re.compile(
    r"^[【\[]?(?:主要)?(?:责任|牵头|主管|实施|承办|主办|受理)(?:单位|部门)[】\]]?[：:]?(.+)$"
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A sentence in which a body acts. ``start``/``end``: what of it is read out, offsets into Document.text."""

    statement: Statement
    actor: Actor
    start: int
    end: int
    text: str  # of that stretch, flat


@dataclass(frozen=True, slots=True)
class _Found:
    """Somebody who may be asked for: 责任单位 of a clause, or a body that a sentence names (``deed``)."""

    score: float
    unit: Clause
    clause: Clause
    said: float  # share of the subject that the clause's best sentence says
    holder: Clause
    departments: tuple[str, ...]
    deed: _Deed | None = None
    about: float = 0.0  # share of the subject that the deed says


class Duties(Provisions):
    """Answers from the 责任单位 of clauses and from the bodies that their sentences name."""

    def responsible(self, query: Query) -> Composed:
        doc_ids = self.scope(query)
        if query.refs:
            clauses = self.by_refs(query)
            for clause in clauses:
                if draft := self._of_clause(query, clause):
                    return Composed("answered", draft, tuple(clauses))
            if clauses:
                return self._nobody(query, clauses[0], tuple(clauses))
        query = _with_dates(query)
        ranked = self.ranker.rank(query, doc_ids)
        looked = tuple(dict.fromkeys(s.statement.clause for s in ranked))
        units = self._units(query, ranked)
        found = self._by_deed_alone(query, doc_ids, ranked)
        least = 0.0
        for n, (score, scored) in enumerate(units if not found else ()):
            if score < NEXT_CLAUSE * units[0][0] and units[0][1].statement.clause.row is None:
                break
            here = self._in_unit(query, scored, score, least)
            if n == 0:
                # beyond the likeliest clause a body must act on the very subject
                about = max((f.about for f in here if f.deed), default=1.0)
                least = min(OTHER_CLAUSE, 0.9 * about)
            found.extend(here)
        if not found:
            if party := self._party(query, ranked):
                return party
            if units:
                return self._nobody(query, units[0][1].statement.unit, looked)
            return self.refuse(query, nearest=looked[0] if looked else None, looked=looked)
        best = max(found, key=lambda f: f.score)
        draft = Draft()
        self._say(draft, query, best)
        alike = [f for f in found if f.unit != best.unit and f.said >= max(0.9, best.said) and f.departments]
        for other in alike[:2]:
            draft.note(
                f"{self.renderer.label(other.unit)}也写到这件事，责任单位是{'、'.join(other.departments)}"
            )
        return Composed("answered", draft, tuple(dict.fromkeys((best.clause, *looked))))

    def _party(self, query: Query, ranked: Sequence[Scored]) -> Composed | None:
        """Who of those a text is about has to act or pay (运费算谁的: 由消费者承担), where no body was asked for."""
        if _BODY_ASKED.search(query.text) or not re.search("谁|哪家|哪一方|哪方", query.text):
            return None
        subject = _subject(query)
        for n, scored in enumerate(ranked[:PARTIES]):
            if not self._concerns(query, subject, scored, near=n < LIKELY) or not self.supported(query, scored):
                continue
            unit = scored.statement.unit
            mates = [s for s in ranked if s.statement.unit is unit and _PARTY.search(s.statement.text)]
            if mates := [s for s in mates if not s.statement.heading]:
                draft = Draft()
                self.say_statement(draft, query, max(mates, key=lambda s: s.own))
                return Composed("answered", draft, tuple(s.statement.clause for s in ranked[:PARTIES]))
        return None

    def _by_deed_alone(self, query: Query, doc_ids: Sequence[str], ranked: Sequence[Scored]) -> list[_Found]:
        """Who does what is asked of the document as a whole (由谁解释, 谁盯着落实): the sentence that says so."""
        asked = [w for w in _subject(query) if w.weight >= TELLING and not _is_deed(w.text)]
        wanted = _deed_wanted(query.text)
        if asked or wanted is None or not (len(doc_ids) == 1 or len(self.index.documents) == 1):
            return []
        order = {id(s.statement): n for n, s in enumerate(ranked)}
        found: list[_Found] = []
        for clause in (c for c in self.index.tree if c.doc_id in doc_ids or not doc_ids):
            for statement in self.ranker.book.of(clause):
                if (
                    statement.heading
                    or not wanted.search(statement.text)
                    or not OWN_NAME.search(statement.text)
                ):
                    continue
                for deed in self._split(statement):
                    if wanted.search(deed.text):
                        score = 1.0 - 0.001 * order.get(id(statement), len(order))
                        found.append(_Found(score, statement.unit, clause, 0.0, clause, (), deed))
        return found

    def _units(self, query: Query, ranked: Sequence[Scored]) -> list[tuple[float, Scored]]:
        """The best statement of each clause that the question may be about, with a score, best first."""
        subject = _subject(query)
        best: dict[str, tuple[float, Scored]] = {}
        for scored in ranked:
            unit = scored.statement.unit
            titled = coverage(subject, flat(unit.title)) if unit.title else 0.0
            score = scored.score + HEADING * titled
            if unit.clause_id not in best or score > best[unit.clause_id][0]:
                best[unit.clause_id] = (score, scored)
        order = sorted(best.values(), key=lambda pair: -pair[0])
        return [
            (score, s)
            for n, (score, s) in enumerate(order[:UNITS])
            if self._concerns(query, subject, s, near=n < LIKELY)
        ]

    def _concerns(self, query: Query, subject: tuple[Word, ...], scored: Scored, *, near: bool) -> bool:
        """Whether a clause is about the question's subject; the likeliest ones need say less of it."""
        text = self.ranker.book.text_of(scored.statement.unit) + scored.statement.context
        weight = sum(w.weight for w in subject)
        # what the corpus never writes is not what its clauses are about (网约车)
        strange = sum(w.weight for w in subject if not w.known and not _written(w, text))
        sure = probability(features(query, scored, None)) >= SURE
        if strange > (STRANGE if sure else STRANGE_UNSURE) * weight:
            return False
        if not any(w.weight >= TELLING and w.said_in(text) >= PARTLY for w in subject):
            return False
        if scored.coverage >= SUPPORT_COVERAGE or self.supported(query, scored):
            return True
        low = near and scored.search >= LOW_SEARCH and scored.coverage >= LOW_COVERAGE
        return low and coverage(subject, text) >= LOW_WHOLE

    def _in_unit(self, query: Query, best: Scored, score: float, least: float) -> list[_Found]:
        """Who acts in the clause of a statement: by 责任单位, and in its sentences that say ``least`` of the subject."""
        statement, subject = best.statement, _subject(query)
        unit = statement.unit
        said = coverage(subject, statement.text)
        found: list[_Found] = []
        wanted = _deed_wanted(query.text)
        holder, departments = self._departments(statement.clause)
        implied = not _NEVER_IMPLIED.search(query.text)
        if departments and (implied or (wanted and wanted.search(self.ranker.book.text_of(unit)))):
            found.append(_Found(score + LISTED, unit, statement.clause, said, holder, departments))
        for about, deed in self._deeds(query, unit, statement)[:3]:
            fits = bool(wanted and wanted.search(deed.text))
            if (departments or not implied) and not fits:
                continue
            if not departments and (
                about < (least * FITTING if fits else least) or (least and wanted and not fits)
            ):
                continue
            bonus = DEED_FITS if fits else -0.1
            if wanted is None:
                # who is in charge, not who punishes
                bonus = DEED_FITS if _IN_CHARGE.search(deed.text) else 0.0
                bonus -= DEED_FITS if _PENALTY.search(deed.text) else 0.0
            found.append(
                _Found(score + 0.3 * about + bonus, unit, deed.statement.clause, said, unit, (), deed, about)
            )
        return found

    def _say(self, draft: Draft, query: Query, found: _Found) -> None:
        if found.deed:
            self._say_deed(draft, query, found.deed)
        else:
            self._say_departments(draft, found.clause, found.holder, found.departments)

    def _of_clause(self, query: Query, clause: Clause) -> Draft | None:
        """Who is responsible for a clause asked for by number."""
        draft = Draft()
        holder, departments = self._departments(clause)
        if departments:
            self._say_departments(draft, clause, holder, departments)
            return draft
        if within := self.lookup.departments_within(clause):
            for item in within[:5]:
                self._say_departments(draft, item, item, item.departments)
            return draft
        for _, deed in self._deeds(query, clause, None)[:3]:
            self._say_deed(draft, query, deed)
        return draft if draft.sentences else None

    def _departments(self, clause: Clause) -> tuple[Clause, tuple[str, ...]]:
        """责任单位 of a clause: its own, those of what holds it, or of the line 责任单位 beside it."""
        holder, departments = self.lookup.departments_of(clause)
        if departments:
            return holder, departments
        unit = self.ranker.book.unit_of(clause)
        for part in (unit, *self.index.tree.descendants(unit)):
            for statement in self.ranker.book.of(part):
                if m := _LABELLED.match(statement.text):
                    return part, names(m[1])
        return clause, ()

    def _deeds(self, query: Query, unit: Clause, best: Statement | None) -> list[tuple[float, _Deed]]:
        """(share of the subject it says, deed) of a clause's sentences in which a body acts, best first."""
        subject = _subject(query) or query.words
        found: list[tuple[float, _Deed]] = []
        parts = [unit, *(c for c in self.index.tree.descendants(unit) if c.kind not in ("box_item", "row"))]
        for statement in (s for c in parts for s in self.ranker.book.of(c)):
            if statement.heading or _LABELLED.match(statement.text):
                continue
            for deed in self._split(statement):
                score = coverage(subject, deed.text) + 0.4 * coverage(subject, statement.text)
                found.append((score + (0.1 if statement is best else 0.0), deed))
        found.sort(key=lambda pair: -pair[0])
        return found

    def _split(self, statement: Statement) -> list[_Deed]:
        """A sentence's acting bodies, each with the stretch that is about it."""
        source = self.index.documents[statement.clause.doc_id].text[statement.start : statement.end]
        kept = [i for i, c in enumerate(source) if not (c.isspace() or c in '“”‘’"')]
        said = actors(statement.text)
        if not said or len(kept) != len(statement.text):
            return []
        # where each body's part of the sentence begins: at the mark before it
        begins = [
            max((m.end() for m in re.finditer(r"[，,；;：]", statement.text[: a.start])), default=0)
            for a in said
        ]
        out = []
        for n, actor in enumerate(said):
            following = [b for b in begins[n + 1 :] if b > begins[n]]
            start = begins[n] if n and begins[n] > begins[0] else 0
            end = following[0] if following else len(statement.text)
            if end - start > EXCERPT:
                start = begins[n]
                cuts = [
                    m.end() for m in re.finditer(r"[，,；;]", statement.text[:end]) if m.end() > actor.end
                ]
                end = min(end, next((c for c in reversed(cuts) if c - start <= EXCERPT), end))
            text = statement.text[start:end]
            out.append(
                _Deed(
                    statement, actor, statement.start + kept[start], statement.start + kept[end - 1] + 1, text
                )
            )
        return out

    def _say_deed(self, draft: Draft, query: Query, deed: _Deed) -> None:
        document = self.index.documents[deed.statement.clause.doc_id]
        text = untitled(plain(document.text[deed.start : deed.end])).rstrip("，,；;、。")
        draft.say(self.where(query, document) + text, Span(deed.statement.clause, deed.start, deed.end))

    def _nobody(self, query: Query, nearest: Clause, looked: Sequence[Clause]) -> Composed:
        """The clause is there and no sentence of it names a body."""
        draft = Draft()
        draft.say("没有查到由哪个部门负责")
        unit = self.ranker.book.text_of(self.ranker.book.unit_of(nearest))
        # only where nothing in it looks like a body may it be said that the clause names none
        silent = "" if names_body(unit) else "，该条没有写由谁负责"
        draft.say(f"最接近的是{self.renderer.label(nearest)}{silent}")
        return Composed("refused", draft, tuple(looked) or (nearest,))

    def _say_departments(
        self, draft: Draft, clause: Clause, holder: Clause, departments: Sequence[str]
    ) -> None:
        document = self.index.documents[holder.doc_id]
        start, end = self._bracket(holder, document, departments)
        unit = self.ranker.book.unit_of(clause)
        what = clause.row.name if clause.row else (clause.title or unit.title or clause.label)
        lead = re.search(r"([^、，,（(]+)牵头", plain(document.text[start:end]))
        text = f"“{what}”的责任单位是{'、'.join(departments)}"
        if lead:
            text += f"，由{lead[1]}牵头"
        draft.say(text, Span(holder, start, end))
        note = self.lookup.standing_for(clause)
        if note and note.clause_id != holder.clause_id:
            draft.note(f"另外：{plain(note.text)}")

    def _bracket(self, clause: Clause, document: Document, departments: Sequence[str]) -> tuple[int, int]:
        """The last bracket of a clause that names a department, else its last sentence."""
        text = document.text
        for m in reversed(
            list(re.finditer(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]", clause.text))
        ):
            inside = plain(m.group())
            if any(d in inside for d in departments):
                return clause.start + m.start(), clause.start + m.end()
        parts = (clause, *self.index.tree.descendants(clause))
        statements = [
            s for c in parts for s in self.ranker.book.of(c) if any(d in s.text for d in departments)
        ]
        if statements:
            return statements[-1].start, statements[-1].end
        return clause.start, min(clause.end, clause.start + len(text[clause.start : clause.end]))

    def tasks(self, query: Query) -> Composed:
        departments = query.departments
        clauses = self.lookup.tasks_of(departments, self.scope(query))
        if not clauses:
            # 农业局 is 市农业农村局 in one document and 农业农村主管部门 in another
            cores = _cores(query)
            departments = tuple(d for d in self.lexicon.departments if any(_same(c, core(d)) for c in cores))
            clauses = self.lookup.tasks_of(departments, self.scope(query)) if departments else []
            named = {d for c in clauses for d in c.departments}
            departments = tuple(d for d in departments if d in named)
        if not clauses:
            return self._deeds_of(query)
        if query.topic:
            titles = "".join(self.lexicon.titles[d] for d in self.scope(query) or self.lexicon.titles)
            wanted = tuple(
                w
                for w in query.words
                if w.weight >= 0.5
                and w.text not in titles
                and not any(w.text in d for d in (*departments, *query.departments, *query.unknown_bodies))
            )
            narrowed = [c for c in clauses if wanted and coverage(wanted, flat(c.text)) >= 0.8]
            clauses = narrowed or clauses
        draft = Draft()
        department = "、".join(departments)
        spans = []
        listed = []
        for clause in clauses:
            holder_end = min(clause.end, clause.start + len(clause.text.split("。")[0]) + 1)
            spans.append(Span(clause, clause.start, holder_end))
            listed.append(
                f"{clause.label}{clause.title}"
                if clause.kind == "article"
                else f"“{clause.title or clause.label}”"
            )
        draft.say(cut(f"责任单位中列有{department}的条款：{'；'.join(listed)}", LONG), *spans[:10])
        if len(spans) > 10:
            draft.note("列有该部门的条款较多，引文只列出前十条")
        return Composed("answered", draft, tuple(clauses))

    def _deeds_of(self, query: Query) -> Composed:
        """What sentences say that a body does which no clause lists as 责任单位."""
        asked = "、".join(query.unknown_bodies or query.departments)
        wanted = _cores(query)
        found: list[_Deed] = []
        doc_ids = self.scope(query)
        small = len(self.index.tree) <= SMALL_CORPUS
        pool = self.index.tree if small else [e.clause for e in self.ranker.evidence(query, doc_ids)]
        for clause in (c for c in pool if not doc_ids or c.doc_id in doc_ids):
            for statement in self.ranker.book.of(clause):
                labelled = _LABELLED.match(statement.text)
                if labelled and any(_same(w, core(n)) for w in wanted for n in names(labelled[1])):
                    unit = statement.unit
                    title = f"{unit.label}{unit.title}"
                    found.append(
                        _Deed(statement, Actor(0, 0, asked, "", False), statement.start, statement.end, title)
                    )
                elif not labelled and not statement.heading:
                    found.extend(
                        d for d in self._split(statement) if any(_same(w, core(d.actor.name)) for w in wanted)
                    )
        if not found:
            return self.refuse(query, what=f"{asked}的任务（各条的责任单位和条文中没有它）")
        draft = Draft()
        used = 0
        for deed in found:
            text = untitled(plain(self.text_of(deed.statement))[:EXCERPT])
            if used + len(text) > LONG:
                draft.note("写到该部门的条款较多，这里只列出前几条")
                break
            used += len(text)
            if _LABELLED.match(deed.statement.text):
                draft.say(f"“{deed.text}”的责任单位中有它", Span(deed.statement.clause, deed.start, deed.end))
            else:
                self._say_deed(draft, query, deed)
        return Composed("answered", draft, tuple(dict.fromkeys(d.statement.clause for d in found)))


def _deed_wanted(text: str) -> re.Pattern[str] | None:
    """How clauses say what is asked of a body: of several deeds the one that stands nearest to the 谁."""
    who = [m.start() for m in _WHO.finditer(text)]
    if not who:
        return None
    near = [
        (min(abs(m.start() - w) for w in who), said)
        for asked, said in _DEEDS
        for m in re.finditer(asked, text)
    ]
    return re.compile(min(near)[1]) if near else None


def _is_deed(word: str) -> bool:
    """Whether a word only says what somebody wants of a body."""
    return any(re.fullmatch(asked, word) or re.fullmatch(said, word) for asked, said in _DEEDS)


def _with_dates(query: Query) -> Query:
    """The query with 3.15 as a word: texts write 3·15."""
    dates = re.findall(r"(?<!\d)\d{1,2}[.．·•]\d{1,2}(?![\d%％万亿])", query.text)
    words = tuple(
        Word(d, DATE_WEIGHT, True, tuple(re.sub(r"\D", mark, d) for mark in "·•.．"))
        for d in dates
        if not any(d == w.text for w in query.words)
    )
    return replace(query, words=(*query.words, *words)) if words else query


def _written(word: Word, text: str) -> bool:
    """Whether a text says a word that the corpus does not know; 汽车 is no 出租车, however like in sense."""
    if replace(word, akin=()).said_in(text) >= WRITTEN:
        return True
    return any(share >= LIKE and other in text for other, share in word.akin)


def _subject(query: Query) -> tuple[Word, ...]:
    """The words of a question without those of asking for a department; characters that stand together are one word."""
    words = [w for w in query.words if not _ASKING.match(w.text)]
    run, runs = "", []
    for word, flag in [*segment(query.topic), ("", "x")]:
        # an adverb only inside: 网约车
        apart = "xurpcym" if run else "xurpcydm"
        if len(word) == 1 and flag[:1] not in apart and not _ASKING.match(word):
            run += word
            continue
        if len(run) > 1:
            runs.append(run)  # 长护险, 网约车: a name that the dictionary does not know
        run = ""
    # two characters may be a subject and its verb (猪死)
    joined = tuple(Word(r, RUN_WEIGHT, len(r) < 3) for r in dict.fromkeys(runs) if len(r) <= 6)
    return (*joined, *(w for w in words if len(w.text) > 1 or not any(w.text in r for r in runs)))


def _cores(query: Query) -> tuple[str, ...]:
    """The cores of the bodies a question names, by their present names too (环保局: 生态环境)."""
    named = (*query.departments, *query.unknown_bodies)
    return tuple(dict.fromkeys(core(n) for body in named for n in (body, *expand(body.split("的")[-1]))))


def _same(asked: str, written: str) -> bool:
    """Whether two cores are one body's: 消防 and 消防救援, 农业 and 农业农村; not 市场 and 市."""
    short, long = sorted((asked, written), key=len)
    return len(short) >= 2 and (short in long or (len(short) >= 3 and subsequence(short, long)))


def core(body: str) -> str:
    """What a body's name says besides level and kind: 市消防救援支队 → 消防救援, 县级农业农村主管部门 → 农业农村."""
    name = re.sub(
        r"^(?:[一-龥]{2,6}的|国家|全国|[一-龥]{2,4}?(?=[省县区]|市(?!场))|省级|市级|县级|省|市(?![场政容])|县|区|各|本|当地)+(?:级|委)?",
        "",
        body,
    )
    bare = re.sub(
        r"(?:行政主管|监督管理|行政管理|主管|行政|管理)?(?:部门|机关)$|(?:管理|监管)?(?:局|厅|委员会|委)$|[总支大]队$",
        "",
        name,
    )
    return bare if len(bare) >= 2 else name
