"""Where to complain: what a document says of complaints and reports, where a breach is told and it is asked whom to turn to.

电梯停了三天没人通知，找谁投诉: the clause on the duty names nobody to ring, another one of the document does (可以通过12345举报).
Asked for where no sentence answers as it is; knows nothing of departments' duties.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import UNRELATED, Statement
from assistant.answers.stretches import untitled
from assistant.answers.topics import Topics
from assistant.understand.question import Kind, Query

_COMPLAIN = "(?:投诉|举报|检举|告状|反映(?:问题|情况)?)"
_ASKS = re.compile(
    rf"(?:找谁|[向跟和]谁|去哪[里儿]?|到哪[里儿]?|哪[里儿]|哪个(?:部门|单位|地方)|什么部门|怎么|咋|如何|怎样|打(?:什么|哪个|啥)?电话|打哪里?)"
    rf"[^，,。；;？?]{{0,6}}{_COMPLAIN}|{_COMPLAIN}(?:应该|要|该|可以|能)?(?:找谁|去哪[里儿]?|到哪[里儿]?|打(?:什么|哪个|啥)|怎么|如何|渠道|途径|电话)"
)
# what only asks where to complain
_ASKING = re.compile(
    rf"(?:应该|要|该|可以|能)*(?:找谁|[向跟和]谁|去哪[里儿]?|到哪[里儿]?|哪个(?:部门|单位|地方)|什么部门|打(?:什么|哪个|啥)?电话)*{_COMPLAIN}"
)
# 可以通过12345举报, 有权向…投诉, 拨打12315投诉
_SAYS = re.compile(
    "(?:有权|可以|应当)?[^。；]{0,20}(?:通过|拨打|向[^，。；]{2,24})[^。；]{0,20}(?:投诉|举报|反映)|"
    "(?:有权|可以)[^。；]{0,24}(?:投诉|举报)|(?:投诉|举报)(?:请)?(?:拨打|电话)[^。；]{0,4}[：:]?[^。；]{0,4}\\d{5}"
)
_REWARDS = re.compile("(?:奖励|奖金)")
LEADING, ABOUT_IT = 3, 0.3  # so many clauses that lead, and how likely one of them has to be about the breach
LEAST_WORDS = 0.25  # the weight of what is complained of
MOST = 2  # sentences read out


class Complaints(Topics):
    """Answers where to complain of a breach."""

    def complaint(self, query: Query) -> Composed | None:
        """What the document that a breach told is of says of complaints; None where that is not asked, or none says it."""
        if query.refs or query.english or not _ASKS.search(query.text):
            return None
        told = tuple(w for w in query.words if not re.search(_COMPLAIN, w.text))
        if sum(w.weight for w in told) < LEAST_WORDS:
            return None
        text = _ASKING.sub("", query.text)
        asked = replace(query, words=told, kind=Kind.FACT, text=text, topic=_ASKING.sub("", query.topic))
        ranked = [s for s in self.ranker.rank(asked, self.scope(query)) if not s.statement.heading]
        first = [s.statement.clause for s in ranked[:LEADING]]
        likely = max((self.pertinence.about(asked, [c]) for c in first), default=0.0)
        # what leads is of one document, and about the breach
        if likely < ABOUT_IT or len({c.doc_id for c in first}) > 1:
            return None
        said = self._saying(ranked[0].statement.clause.doc_id)
        if not said:
            return None
        draft = Draft()
        where = self.where(query, self.index.documents[said[0].clause.doc_id])
        for statement in said[:MOST]:
            draft.say(where + untitled(plain(self.text_of(statement))), self.span_of(statement))
            where = ""
        return Composed(
            "answered", draft, tuple(s.clause for s in (*said, ranked[0].statement)), settled=True
        )

    def _saying(self, doc_id: str) -> list[Statement]:
        """The sentences of a document that say how to complain, of one clause where several do."""
        own = (c for c in self.index.tree if c.doc_id == doc_id and UNRELATED not in self.index.tree.path(c))
        found = [s for c in own for s in self.ranker.book.of(c) if _SAYS.search(s.text) and not s.heading]
        plainly = [s for s in found if not _REWARDS.search(s.text)] or found
        first = plainly[0].unit if plainly else None
        return [s for s in plainly if s.unit is first]
