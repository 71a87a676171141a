"""What stands under the heading of the matter that a question asks about as a whole: 质量基础设施怎么建, 对计量有什么规定.

A chapter or a box is told by the headings in it, or by how its articles begin where they have none; an article is read
out. A matter that no heading names is told by other rooms (topics.py, facts.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.answers.outline import head_of
from assistant.answers.provisions import Provisions
from assistant.answers.readout import LONG
from assistant.answers.render import Composed, Draft, Span, plain
from assistant.answers.statements import flat
from assistant.understand.asker import Concern
from assistant.understand.matters import matter_of
from assistant.understand.question import Kind, Query
from assistant.understand.words import Word, content_words, coverage
from corpus.types import Clause

_TOPICAL = frozenset({Kind.FACT, Kind.LIST})
# how headings end, whatever they are on: 提升公共技术服务能力
_OF_HEADINGS = re.compile(
    "能力|水平|体系|建设|工程|行动|计划|行动计划|机制|制度|工作|效能|作用|措施|办法|要求|发展|质量水平|服务体系"
)
# of the matter, by the heading; of the heading, by the matter, which has its heaviest word
SAID, MEANT = 0.85, 0.3
AS_MUCH = 0.8  # of what the heading nearest to the matter says of it, by others on the same
LONGEST = 32  # characters of a heading
EACH = 3  # documents that are told where none is named; beyond, which is meant is asked
MOST = 8  # documents of which that is asked
FIRST = 70  # characters of an article without a heading, among others
NAMED = 3  # further clauses that are named


class Headed(Provisions):
    """Answers what a document says under a heading."""

    def told_under(self, query: Query, found: Sequence[tuple[Clause, list[Clause]]]) -> Composed:
        """What stands under some headings.

        :param found: as ``under_heading`` finds them.
        """
        draft = Draft()
        if len(found) > EACH:
            draft.say("多份文件都讲到这个，请说明要问哪一份")
            for clause, _ in found:
                title = self.index.documents[clause.doc_id].title
                draft.say(f"《{title}》：{clause.label}{clause.title}", head_of(clause))
            return Composed("clarify", draft, tuple(draft.clauses()), settled=True)
        for clause, _ in found:
            before = len(draft.sentences)
            self.say_headed(draft, query, clause)
            if len(found) > 1:
                text, spans = draft.sentences[before]
                draft.sentences[before] = (f"《{self.index.documents[clause.doc_id].title}》：{text}", spans)
        if query.asks_where:
            self.say_where(draft)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        if others := [c for _, rest in found for c in rest]:
            self.note_further(draft, others, NAMED)
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)

    def tells_whole(self, told: Sequence[Clause], heading: Clause) -> bool:
        """Whether what is told stands under a heading; in more than one of its parts, where these are headed themselves."""
        tree = self.index.tree
        parts = [c for c in tree.children(heading) if c.title and c.kind != "row"]
        if len(parts) > 1 and heading not in told:
            return sum(any(t in (p, *tree.descendants(p)) for t in told) for p in parts) > 1
        return any(t in (heading, *tree.descendants(heading)) for t in told)

    def under_heading(self, query: Query) -> list[tuple[Clause, list[Clause]]]:
        """Of each document the clause headed by the matter that a question asks about as a whole, and the others that are.

        [] for any other question.
        """
        if query.kind not in _TOPICAL or query.refs or query.asks_figure or query.claims or query.english:
            return []
        if query.absent or query.unheard or query.concern is not Concern.NONE or query.attribute:
            return []
        matter = matter_of(self.unscoped(query))
        words = tuple(w for w in query.words if w.text in matter)
        if not matter or not words or any(not w.known for w in words):
            return []
        scope = self.scope(query) or tuple(self.index.documents)
        if not query.named_docs:
            now = tuple(d for d in scope if not self.renderer.expired(self.index.documents[d]))
            scope = now or scope
        found = [
            (c, meant)
            for c in self.index.tree
            if c.doc_id in scope and (meant := self._heading_meant(c, matter, words)) >= MEANT
        ]
        nearest = self._nearest_of(query, {c.doc_id for c, _ in found})
        docs = [d for d in dict.fromkeys(c.doc_id for c, _ in found) if d in nearest]
        if len(docs) > MOST:
            return []
        return [self._chosen_of([(c, m) for c, m in found if c.doc_id == d]) for d in docs]

    def _nearest_of(self, query: Query, docs: Set[str]) -> Set[str]:
        """Of some documents those of the nearest place around one that has none of its own: 西安 before 陕西 for 蓝田."""
        if query.doc_ids or not query.around:
            return docs
        around = (r.name for place in query.regions for r in self.lexicon.places.path(place)[1:])
        own = (docs & set(self.lexicon.docs_by_region.get(name, ())) for name in around)
        return next((d for d in own if d), docs)

    def _heading_meant(self, clause: Clause, matter: str, words: tuple[Word, ...]) -> float:
        """How much of a clause's heading is the matter, 0 .. 1; 0 where it does not say the matter."""
        title = flat(clause.title)
        if not 2 <= len(title) <= LONGEST or clause.kind == "row" or coverage(words, title) < SAID:
            return 0.0
        at = [title.find(w.text) for w in sorted(words, key=lambda w: matter.find(w.text))]
        if sorted(n for n in at if n >= 0) != [n for n in at if n >= 0]:
            return 0.0  # 工程品质 is no 服务品质提升工程
        own = content_words(title, self.lexicon.rarity, self.lexicon.knows)
        own = tuple(w for w in own if not _OF_HEADINGS.fullmatch(w.text) or w.text in matter) or own
        heaviest = max(own, key=lambda w: w.weight, default=None)
        # 加快农产品冷链建设 is on the 冷链
        return coverage(own, flat(matter)) if heaviest and heaviest.said_in(flat(matter)) >= SAID else 0.0

    def _chosen_of(self, found: Sequence[tuple[Clause, float]]) -> tuple[Clause, list[Clause]]:
        """The widest of the headings that are most of all on the matter, one around most others if there is such; the others."""
        best = max(meant for _, meant in found)
        near = [c for c, meant in found if meant >= AS_MUCH * best]
        around = [
            c
            for c in near
            if sum(c in self.index.tree.ancestors(other) for other, _ in found) * 2 > len(found) - 1 > 0
        ]
        first = min(around or near, key=lambda c: len(self.index.tree.ancestors(c)))
        inside = {c.clause_id for c in self.index.tree.descendants(first)}
        rest = [c for c, _ in found if c is not first and c.clause_id not in inside]
        return first, [c for c in rest if first not in self.index.tree.descendants(c)]

    def say_headed(self, draft: Draft, query: Query, clause: Clause) -> None:
        """An article is read out, and what is short; others are told by the headings in them, or by how each part begins."""
        parts = [c for c in self.index.tree.children(clause) if c.kind != "row"]
        own = sum(s.end - s.start for s in self.ranker.book.of(clause) if not s.heading)
        titled = [c for c in parts if c.title]
        text = self.index.documents[clause.doc_id].text
        if parts and clause.end - parts[0].start <= LONG and own <= FIRST:
            for part in parts:
                draft.say(plain(text[part.start : part.end]), Span(part, part.start, part.end))
            return
        if not parts or len(titled) * 2 >= len(parts) or own > FIRST:
            self.say_clause(draft, query, clause)
            return
        self.say_parts(draft, query, parts)
