"""How far the asker's own figure is from a target: 我们现在62项，离目标还差几项; 做到95%了，达标了吗.

The verdict is computed from the two figures. Whether the asker's figure is true is not known here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answers.differences import Figure, one_unit
from assistant.answers.intervals import Amount, amount_of_indicator, amounts, say_number
from assistant.answers.render import Composed, Draft
from assistant.answers.standing import Standing
from assistant.understand.question import Kind, Query

# where the asker says how things stand
_STANDS = re.compile(
    r"(?:我们?|咱们?|俺们?|本|我)?(?:[市县区省厂司]|公司|企业|单位|这边|这里|这儿)?(?:现在|目前|眼下|如今|当前|现有|已经|今年|去年|上半年|截至[^，,]{1,8}?|刚|才|只有?|统计|实际|大概|差不多|都|是|有|到|达到?|做到|完成|为|了|的|[核算测查报]下来|[核算测查报统计]{1,2}出来)*$"
)
_SAYS_NOW = re.compile(
    "我|咱|俺|现在|目前|眼下|如今|当前|现有|已|今年|去年|上半年|截至|刚|才|只|统计|实际|大概"
)
_OURS = re.compile("(?:我们?|咱们?|俺们?)(?:[市县区省厂司]|公司|企业|单位)?|现在|目前|眼下|如今|当前")
_GAP = re.compile(
    r"[，,]?(?:那|请问)?(?:离|距离?|照|按|比|跟|和|对照)?(?P<aim>[^，,。？?]{0,20}?(?:目标|要求|指标|任务|标准)(?:值|数)?)?(?:要求)?(?:的话)?(?:还|是不是还|还会)?"
    r"(?:(?:差|缺|少|要|得|需要?|欠)(?:再)?(?:做|建|补|增加|提高|完成|有)?(?:多少|几|多远|多大)[^，,]{0,5}|够(?:不够|了?吗|了没有?)|(?:算)?(?:达标|完成|达到|合格|够数)(?:了)?(?:吗|没有?|么|不|目标了?吗))[？?。\s]*$"
)


class Shortfall(Standing):
    """Answers how far it is from the asker's own figure to the target."""

    def shortfall(self, query: Query) -> Composed | None:
        """The verdict on the asker's figure, and the target; None where none is told, or no target is found."""
        if query.english or query.refs or query.kind in (Kind.META, Kind.CLAUSE, Kind.TASKS):
            return None
        gap = _GAP.search(query.text)
        told = [a for a in amounts(query.text) if a.kind and a.point is not None] if gap else []
        if gap is None or len(told) != 1 or told[0].start >= gap.start():
            return None
        stands = _STANDS.search(query.text[: told[0].start])
        if stands is None or not _SAYS_NOW.search(query.text[: told[0].end + 1]):
            return None
        named = _OURS.sub("", query.text[: stands.start()])
        rest = query.text[told[0].end : gap.start()]
        aim = re.sub("^(?:的)?(?:目标|要求|指标|任务|标准)(?:值|数)?$", "", gap["aim"] or "")
        asked = self.understander.understand(f"{named}{rest}{aim}目标是多少？")
        asked = replace(asked, regions=query.regions, doc_ids=query.doc_ids, around=query.around)
        measure = self.named_figure(asked, self.scope(asked))
        found = self._aim(asked, measure) if measure is not None else None
        if found is None:
            return None
        verdict = _verdict(told[0], amount_of_indicator(found[1]))
        if not verdict:
            return None
        draft = Draft([(verdict, ())])
        self._say_dated(draft, asked, *found)
        draft.note("按问题里说的数算得，该数未经核实")
        return Composed("answered", draft, (found[0].clause,), settled=True)


def _verdict(mine: Amount, aim: Amount) -> str:
    """比目标还差28项; 已达到目标; "" where the two cannot be compared."""
    own, other = (f.amount for f in one_unit([Figure("", mine, ""), Figure("", aim, "")]))
    if own.kind != other.kind or own.point is None or other.point is None or other.bound == "range":
        return ""
    missing = other.point - own.point
    if other.bound == "≤":
        return f"比目标还高{say_number(-missing, aim.kind)}" if missing < 0 else "已符合目标"
    return f"比目标还差{say_number(missing, aim.kind)}" if missing > 0 else "已达到目标"
