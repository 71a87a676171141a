"""Whether an answer heeds what a follow-up says: 罚多少 after a target is not answered with the target once more.

The question before is known to be answerable; so what the follow-up adds to it has to stand where the answer
stands. Text in, a verdict out: knows nothing of how questions are joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.conversation.frames import Frame
from assistant.conversation.parts import content, how_found, wanted
from assistant.understand.contexts import flat
from assistant.understand.question import Kind, Query
from assistant.understand.words import coverage
from corpus.numerals import CHINESE_NUMERAL

# so much of what is added, by weight, a clause has to say
LEAST_HEEDED = 0.2
EXCHANGED = re.compile("呢[？?。！!\\s]*$")
# what these ask for is told by their form, not by a clause's words
_TOLD_BY_FORM = frozenset({Kind.RESPONSIBLE, Kind.TASKS, Kind.COMPARE, Kind.META, Kind.CLAUSE})
# what is given or taken is said in few ways, and an answer without any of them is about something else
_DEGREE = re.compile("[最更]?[高低多少大小快慢长短]")
_DEEDS = (
    (re.compile("罚|处分"), re.compile("罚|处分|责令|吊销|没收|撤销|刑事责任|追究")),
    (re.compile("赔"), re.compile("赔|补偿|退还|退货|退款|先行赔付")),
    (re.compile("[奖补]|资助"), re.compile("[奖补]|资助|给予|支持|扶持|贴息|减免|优惠|元")),
)


# one grade is not another, however like it is (二星级 beside 三星级)
_GRADE = re.compile(rf"[{CHINESE_NUMERAL}\d甲乙丙丁A-Za-z高中初低]\s*(?:级|星|档|类|等|型)")
# 倒数第一个呢, 下一条呢: which of the clauses, and nothing that it says
_POINTS = re.compile("第|[上下前后]一?[个条项款章节]|最后|末尾")
# so much surer the judge has to be where words only take the place of others
_SURE_LOGIT = 2.0


@dataclass(frozen=True, slots=True)
class Added:
    """What a follow-up adds to the question before it."""

    words: Query  # its own words
    asked: Query | None  # what is asked of them; None where that is nothing of its own
    supposed: bool = False  # they suppose that something happens
    least: float = 0.0  # the judge's logit from which on an answer tells of them


def in_its_place(words: Query, new: str, frame: Frame, understand: Callable[[str], Query]) -> Added:
    """What is asked of words that took the place of others: 最后总评什么时候做, whatever the text calls it.

    :param frame: the question that was made with them.
    """
    if new not in frame.subject or not frame.back or _GRADE.search(new):
        return Added(words, None)
    return Added(words, understand(new + frame.back), least=_SURE_LOGIT)


def told_instead(question: str, before: str, standalone: str, answer: str) -> list[str]:
    """What a follow-up put in the place of a thing that the answer names still, where it names none of these.

    鲁班奖几项, then 质量奖呢: a sentence on 鲁班奖 answers the question before.

    :param question: the (simplified) follow-up.
    :param before: the question before, as it stands alone.
    :param answer: the answer's own sentences, flattened.
    """
    before, standalone = before.lower(), standalone.lower()  # as content() has words
    new = [w for w in content(question) if not wanted(w) and w in standalone and w not in before]
    left = [w for w in content(before) if w not in standalone and len(w) > 1]
    old = [w for w in left if not wanted(w) and not how_found(w)]
    instead = any(flat(w) in answer for w in old) and not any(flat(w) in answer for w in new)
    return new if instead else []


def heeds(added: Query, whole: Query, answer: str, *, supposed: bool = False) -> bool:
    """Whether an answer speaks of what a follow-up added.

    :param added: the follow-up's own words, understood.
    :param whole: the question that was made of it.
    :param supposed: it supposes that something happens (要是丢了呢), which an answer has to tell of.
    :param answer: the answer with the clauses it cites and their headings.
    """
    said = flat(answer)
    asked = "".join(content(added.text))
    if any(deed.search(asked) and not done.search(said) for deed, done in _DEEDS):
        return False
    # a follow-up that is read within the clause before does not ask for it by number
    within = EXCHANGED.search(added.text) or added.wants_number
    by_place = added.refs or _POINTS.search(added.text) or not within
    kinds = {added.kind, whole.kind} - (set() if by_place else {Kind.CLAUSE})
    if kinds & _TOLD_BY_FORM or added.asks_where or whole.attribute or whole.english:
        return True
    known = {w for w in content(added.text) if not wanted(w) and not _DEGREE.fullmatch(w)}
    words = tuple(w for w in added.words if w.text in known and len(w.text) > 1)
    if EXCHANGED.search(added.text):
        # 新建, then 改建的呢: what takes another thing's place is not said by a word of like sense
        words = tuple(replace(w, akin=()) for w in words)
    if not words:
        return not supposed
    return coverage(words, said) >= LEAST_HEEDED
