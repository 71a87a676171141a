"""Whether the asker may apply at all: his own figures held against the conditions that a document sets for all it gives.

营业收入400万能申请吗, where the document asks for 500万元以上 of everybody: that decides before any amount or paper in which a
figure of that kind stands. Knows nothing of what is given.
"""

from __future__ import annotations

import re

from assistant.answers.procedure import Procedure
from assistant.answers.render import Composed, Draft, plain
from assistant.answers.statements import Statement
from assistant.answers.stretches import untitled
from assistant.applies.conditions import Match, facts
from assistant.applies.steps import OwnSteps
from assistant.understand.question import Query

_MAY_I = re.compile(
    "(?:能|可以|可不可以|能不能|能否|可否|有资格|够资格|够格)(?:去)?(?:申请|申报|报名?|享受|参加|拿|领)?(?:到)?[^，,。；;？?多少几什么啥哪怎]{0,8}[吗么不？?]|"
    "(?:够|符合|满足)(?:不够|不符合)?[^，,。？?]{0,4}条件|算不算"
)
_LET_OFF = re.compile("不受(?:此|前款|上述|本)[^，。；]{0,6}限|除外|可以不受")
# a condition of one of the things given, or of somebody else
_OF_ONE = re.compile(
    "第[（(]?[一二三四五六七八九十\\d]+[）)]?[条款项]|申(?:报|请)[^，。；]{2,14}(?:项目|奖励|补助)的|服务商|联合体"
)
MOST = 6  # conditions that are read out


class Eligibility(Procedure, OwnSteps):
    """Answers whether figures told meet a document's conditions."""

    def eligible(self, query: Query) -> Composed | None:
        """What decides on the figures told; None where that is not asked, or no condition bounds such a figure."""
        told = facts(query.text) if _MAY_I.search(query.text) and not query.refs else ()
        scope = self.scope(query)
        conditions = self.conditions(scope[0]) if told and len(scope) == 1 else []
        held = [(s, m) for s in conditions if not _OF_ONE.search(s.text) for m in self.held(told, s)]
        if not held:
            return None
        draft = Draft()
        met = [(s, m) for s, m in held if m.met]
        # 6500万以下的可以申报展会，超过的只能申报…: a sentence that has a part for the figure shuts nobody out
        failed = [(s, m) for s, m in held if not any(s == t for t, _ in met)]
        if failed and re.search("放宽|视同|可以不", failed[0][0].text):
            return None  # the same sentence lets some off
        for statement, match in (failed or met)[:1]:
            self._say_condition(draft, statement, match)
            for beside in (s for s in conditions if s.clause == statement.clause and s != statement):
                if _LET_OFF.search(beside.text):
                    draft.say(untitled(plain(self.text_of(beside))), self.span_of(beside))
        if not failed:
            # one that holds is not yet all of them
            for statement in [s for s in conditions if s != met[0][0]][:MOST]:
                draft.say(untitled(plain(self.text_of(statement))), self.span_of(statement))
        looked = tuple(dict.fromkeys(s.clause for s in conditions))
        return Composed("answered", draft, looked, settled=True)

    def _say_condition(self, draft: Draft, statement: Statement, match: Match) -> None:
        words = untitled(plain(self.text_of(statement))).rstrip("。；;")
        so = "在" if match.met else "不在"
        what = "，还要符合其他条件" if match.met else "，不符合申报条件"
        draft.say(
            f"您说的“{match.fact.text}”{so}“{match.threshold.text}”之内{what}：{words}",
            self.span_of(statement),
        )
