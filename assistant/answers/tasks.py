"""What a body has to do: the clauses that list it as 责任单位, and the sentences in which it acts.

Knows nothing of subjects: who is responsible for one is the other way round (duties.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.actors import Actor
from assistant.answers.bodies import LABELLED, Bodies, Deed
from assistant.answers.ranking import SMALL_CORPUS
from assistant.answers.readout import LONG, WHOLE_CLAUSE
from assistant.answers.render import Composed, Draft, Span, plain, tabled
from assistant.answers.statements import flat
from assistant.answers.stretches import EXCERPT, cut, untitled
from assistant.understand.glossary import expand
from assistant.understand.lexicon import subsequence
from assistant.understand.question import Query
from assistant.understand.words import coverage
from corpus.departments import names
from corpus.types import Clause

_TOGETHER = re.compile("共同|一起|联合|同时|一块|都(?:有|管|负责|参与)")
_OF_LEVEL = re.compile("([省县区]|市(?![场政容]))(?=..)")
_APIECE = re.compile("分别|各")
_HOW_MANY = re.compile("(?:多少|几)(?:条|项|个)")
# what only asks for tasks names none: 参与哪些工作
_ASKING = re.compile("参与|参加|配合|牵头|负责|承担|落实|工作|任务|职责|事项|分工|主管|安排")
_TO_DO = re.compile(
    "(?:做|干|抓|负责|承担|落实|参与|管)(?:些|点)?(?:什么|啥|哪)|任务|职责|(?:哪些|什么)(?:工作|事)"
)
_COUNTIES = re.compile("各(?:县|区|市)")
_LEADING = re.compile("牵头|挑头|领头|带头|打头|主抓")


class Tasks(Bodies):
    """Answers what a body has to do."""

    def tasks(self, query: Query) -> Composed:
        departments = query.departments
        clauses = self.lookup.tasks_of(departments, self.scope(query))
        if not clauses:
            # 农业局 is 市农业农村局 in one document and 农业农村主管部门 in another
            cores = _cores(query)
            departments = tuple(
                d
                for d in self.lexicon.departments
                if any(same(c, core(d)) for c in cores) and not _of_other_level(query.unknown_bodies, d)
            )
            clauses = self.lookup.tasks_of(departments, self.scope(query)) if departments else []
            named = {d for c in clauses for d in c.departments}
            departments = tuple(d for d in departments if d in named)
        if not clauses:
            return self._deeds_of(query)
        if len(departments) > 1 and _TOGETHER.search(query.text):
            clauses = [c for c in clauses if all(d in c.departments for d in departments)]
            if not clauses:
                return self.refuse(query, what=f"没有条款同时列有{'、'.join(departments)}")
        if query.topic:
            titles = "".join(self.lexicon.titles[d] for d in self.scope(query) or self.lexicon.titles)
            wanted = tuple(
                w
                for w in query.words
                if w.weight >= 0.5
                and not _ASKING.fullmatch(w.text)
                and w.text not in titles
                and not any(w.text in d for d in (*departments, *query.departments, *query.unknown_bodies))
            )
            narrowed = [c for c in clauses if wanted and coverage(wanted, flat(c.text)) >= 0.8]
            clauses = narrowed or clauses
        together = len(departments) > 1 and _TOGETHER.search(query.text)
        role = "责任单位中同时列有{}的条款" if together else "责任单位中列有{}的条款"
        if _LEADING.search(query.text) and (led := [c for c in clauses if self._leads(c, departments)]):
            clauses, role = led, "由{}牵头的条款"
        draft = Draft()
        if not _LEADING.search(query.text):
            self._say_standing(draft, query, departments)
        # 市卫健委和市教育局分别负责什么
        groups = [(d,) for d in departments] if _APIECE.search(query.text) and not together else [departments]
        for group in groups:
            mine = [c for c in clauses if len(groups) == 1 or group[0] in c.departments]
            if mine:
                self._say_listed(
                    draft, role.format("、".join(group)), mine, counted=bool(_HOW_MANY.search(query.text))
                )
        return Composed("answered", draft, tuple(clauses))

    def standing_tasks(self, query: Query) -> Composed | None:
        """What those have to do whom a sentence names for all clauses (以下工作均需各区县政府、西咸新区落实); else None."""
        if not _TO_DO.search(query.text) or query.refs:
            return None
        draft = Draft()
        named = [
            d
            for note in self.index.standing
            for d in note.departments
            if re.search(
                rf"{re.escape(d.lstrip('各'))}(?:都|又|主要|具体|今年)*[要该应得需有负承参做干管抓]",
                query.text,
            )
        ]
        counties = [r for r in query.regions if r.level == "县级"]
        if not named and counties and not any(self._writes_name(r.name, query) for r in counties):
            # 蓝田县有什么任务: one of 各区县政府
            named = [d for note in self.index.standing for d in note.departments if _COUNTIES.match(d)]
        self._say_standing(draft, query, named)
        if not draft.sentences:
            return None
        told = self.lookup.tasks_of(tuple(named), self.scope(query))
        if told:
            self._say_listed(draft, f"责任单位中另列有{'、'.join(named)}的条款", told, counted=False)
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)

    def _writes_name(self, name: str, query: Query) -> bool:
        """Whether the documents asked about write a name: what they say of it is told by other rooms."""
        docs = self.scope(query)
        return any(name in s.text for d in docs for s in self.ranker.book.of_document(d))

    def _say_standing(self, draft: Draft, query: Query, named: Sequence[str]) -> None:
        """The sentence that gives every clause of a document to a body besides its 责任单位."""
        doc_ids = self.scope(query)
        for note in self.index.standing:
            clause = self.index.tree.get(note.clause_id)
            if clause is None or (doc_ids and note.doc_id not in doc_ids):
                continue
            if any(n == d or same(core(n), core(d)) for n in named for d in note.departments):
                where = self.where(query, self.index.documents[note.doc_id])
                draft.say(where + plain(note.text), Span(clause, note.start, note.end))

    def _say_listed(self, draft: Draft, role: str, clauses: Sequence[Clause], *, counted: bool) -> None:
        """The clauses by label and heading; how many, where that is asked."""
        spans, listed = [], []
        for clause in clauses:
            holder_end = min(clause.end, clause.start + len(clause.text.split("。")[0]) + 1)
            spans.append(Span(clause, clause.start, holder_end))
            listed.append(
                f"{clause.label}{clause.title}"
                if clause.kind == "article"
                else f"“{clause.title or clause.label}”"
            )
        number = f"共{len(clauses)}条" if counted else ""
        draft.say(cut(f"{role}{number}：{'；'.join(listed)}", LONG), *spans[:10])
        if len(spans) > 10:
            draft.note("列有该部门的条款较多，引文只列出前十条")
        if len(clauses) == 1:
            self._say_content(draft, clauses[0])

    def _say_content(self, draft: Draft, clause: Clause) -> None:
        """What the only clause that lists a body says is to be done, where it is short."""
        if (columns := self.ranker.book.columns(clause)) is not None:
            draft.say(tabled(columns), *self.row_spans(clause, columns))
            return
        own = self.sentences_of(clause)
        if own and own[-1].end - own[0].start <= WHOLE_CLAUSE:
            text = self.index.documents[clause.doc_id].text[own[0].start : own[-1].end]
            draft.say(untitled(plain(text)), Span(clause, own[0].start, own[-1].end))

    def _leads(self, clause: Clause, departments: Sequence[str]) -> bool:
        """Whether the text of a clause says that one of the bodies leads."""
        return any(
            re.search(rf"{re.escape(d)}[^，,；;。（）()]{{0,8}}牵头", flat(clause.text)) for d in departments
        )

    def _deeds_of(self, query: Query) -> Composed:
        """What sentences say that a body does which no clause lists as 责任单位."""
        asked = "、".join(
            query.unknown_bodies or dict.fromkeys(_as_asked(query, d) for d in query.departments)
        )
        cores = _cores(query)

        def meant(name: str) -> bool:
            return any(same(w, core(name)) for w in cores) and not _of_other_level(query.unknown_bodies, name)

        found: list[Deed] = []
        doc_ids = self.scope(query)
        small = len(self.index.tree) <= SMALL_CORPUS
        pool = self.index.tree if small else [e.clause for e in self.ranker.evidence(query, doc_ids)]
        for clause in (c for c in pool if not doc_ids or c.doc_id in doc_ids):
            for statement in self.ranker.book.of(clause):
                labelled = LABELLED.match(statement.text)
                if labelled and any(map(meant, names(labelled[1]))):
                    unit = statement.unit
                    title = f"{unit.label}{unit.title}"
                    found.append(
                        Deed(statement, Actor(0, 0, asked, "", False), statement.start, statement.end, title)
                    )
                elif not labelled and not statement.heading:
                    found.extend(d for d in self.split(statement) if meant(d.actor.name))
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
            if LABELLED.match(deed.statement.text):
                draft.say(f"“{deed.text}”的责任单位中有它", Span(deed.statement.clause, deed.start, deed.end))
            else:
                self.say_deed(draft, query, deed)
        return Composed("answered", draft, tuple(dict.fromkeys(d.statement.clause for d in found)))


def _as_asked(query: Query, body: str) -> str:
    """A body as the question calls it (市知识产权局), not as the corpus does (省知识产权局)."""
    bare = re.sub(r"^(?:国家|[省市区县州])", "", body)
    found = re.search(rf"(?:国家|[省市区县州])?{re.escape(bare)}", query.text)
    return found.group() if found else body


def _cores(query: Query) -> tuple[str, ...]:
    """The cores of the bodies a question names, by their present names too (环保局: 生态环境)."""
    named = (*query.departments, *query.unknown_bodies)
    return tuple(dict.fromkeys(core(n) for body in named for n in (body, *expand(body.split("的")[-1]))))


def _of_other_level(asked: Sequence[str], written: str) -> bool:
    """Whether bodies are asked for as those of another level than one that is written: 省市场监管局 is none of a 市."""
    levels = {m[1] for body in asked if (m := _OF_LEVEL.match(body))}
    own = _OF_LEVEL.match(written.lstrip("(（"))
    return bool(levels) and own is not None and own[1] not in levels


def same(asked: str, written: str) -> bool:
    """Whether two cores are one body's: 消防 and 消防救援, 农业 and 农业农村; not 市场 and 市."""
    short, long = sorted((asked, written), key=len)
    within = len(short) >= 3 and len(long) <= 3 * len(short) and subsequence(short, long)
    return len(short) >= 2 and (short in long or within)


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
