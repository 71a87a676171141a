"""Whether a kind of person or body is shut out by name: 我是公务员，能报个人奖吗, where 公务员不得申报个人奖 is written.

Only by the very word, and in the sentence that shuts them out. Knows nothing of what others have to meet.
"""

from __future__ import annotations

import re

from assistant.answers.procedure import Procedure
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.stretches import untitled
from assistant.understand.question import Query
from assistant.understand.words import coverage, segment

_MAY_I = re.compile(
    r"(?:能不能|可不可以|能否|可否|是否可以|可以|有没有资格|有资格|够格|轮得到|能)(?!够?[力源耗])[^，,。；;？?多少几什么啥哪怎]{0,20}?(?:吗|么|不|没|否|[？?]|$)|(?:能不能|可不可以|能否|可否)"
)
_I_AM = re.compile(
    r"(?:我|我们|俺们?|咱们?|本人|家里|孩子|爱人|老公|老婆)(?:这边|现在|目前|就|都|也)*(?:是|属于|算是?|作为|在)(?:一?[个名家位])?(?P<who>[^，,。；;？?]{2,18}?)(?=[，,。；;？?]|$)"
)
_OUT = "[^，。；：]{0,24}?(?:不得|不予|不能|不可以?|不再|不适用|不纳入|不列入|不属于|除外)"
THING = 0.4  # of what is asked beside who asks, by the sentence
LEAST = 2  # characters of a noun


class ShutOut(Procedure):
    """Answers that somebody is not meant, where a sentence says so of their kind."""

    def shut_out(self, query: Query) -> Composed | None:
        """The sentence that shuts out the kind of person the asker is, with 不可以 before it; None where there is none."""
        asks, told = _MAY_I.search(query.text), _I_AM.search(query.text)
        if query.refs or query.english or not asks or not told:
            return None
        nouns = [w for w, flag in segment(told["who"]) if flag[:1] in "nj" and len(w) > LEAST - 1]
        who = nouns[-1] if nouns and told["who"].endswith(nouns[-1]) else ""
        if len(who) < LEAST:
            return None
        words = tuple(w for w in query.words if w.text not in told["who"])
        pattern = re.compile(f"{re.escape(who)}{_OUT}")
        docs = self.scope(query) or tuple(self.index.documents)
        found = [
            s
            for d in docs
            for s in self.ranker.book.of_document(d)
            if not s.heading and pattern.search(s.text) and coverage(words, s.text + s.context) >= THING
        ]
        if not found or len({s.clause.doc_id for s in found}) > 1:
            return None
        best = max(found, key=lambda s: coverage(words, s.text))
        draft = Draft([("不可以", ())])
        draft.say(untitled(plain(self.text_of(best))), self.span_of(best))
        return Composed("answered", draft, (best.clause,), settled=True)
