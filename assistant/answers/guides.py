"""What a guide to one service says under the heading that a question asks for: 办…许可证要多少钱, 去哪办, 多久能办好, 要什么条件.

A guide tells of one thing, which its title names, under headings that all guides have (办理机构, 申请条件, 办理时限, 收费标准); a
question that names that thing and asks for one of these is told what stands there. Knows nothing of texts that are no
guide by their headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.headed import Headed
from assistant.answers.render import Composed, Draft
from assistant.answers.statements import flat
from assistant.understand.asker import Concern
from assistant.understand.question import Query
from assistant.understand.words import Word
from corpus.types import Clause


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that guides have: what asks for it, how it is headed, best first."""

    asked: re.Pattern[str]
    headed: tuple[re.Pattern[str], ...]


_PARTS = tuple(
    _Part(re.compile(asked), tuple(map(re.compile, headed)))
    for asked, headed in (
        (
            "(?:补助|补贴|奖励|资助|奖补|奖金|贴息|扶持)[^，,。？?]{0,6}(?:多少|几)|(?:最高|最多|能拿|能领|给|补|奖)(?:多少|几[百千万])",
            (
                "(?:补助|补贴|奖励|资助|奖补|支持|扶持|贴息)(?:的)?(?:标准|额度|金额)",
                "^(?:奖励|奖金)(?:[与和及][一-龥]{2,4})?$",
            ),
        ),
        (
            "(?:不能|不可以|不得|不让|不予)(?:申?报|申请|支持|享受|参评|受理)|报不了",
            ("不予(?:支持|受理|申报|补助)|不得申报|不支持|负面清单",),
        ),
        (
            "多少钱|收不收(?:费|钱)|要不要(?:钱|交费|收费)|(?:要|用|得)(?:花|交)(?:多少)?(?:钱|费)|收费|费用|免费|花钱|工本费",
            ("收费|费用",),
        ),
        (
            "材料|资料|证件|(?:带|交|准备|提供|提交)(?:些|点)?(?:什么|啥|哪些)",
            ("(?:申请|申报|办理|所需|提交|受理)的?材料|材料(?:清单|目录)",),
        ),
        (
            "多久|几天|多少(?:天|个?工作日)|多长时间|什么时候能?(?:办好|办完|办下来|拿到|下来)|时限",
            ("(?:办理|办结|承诺|审批|法定)?时限|办理期限",),
        ),
        (
            "(?:去|到|在|往|上)(?:哪|什么地方)|哪里|哪儿|地址|地点|窗口|什么地方",
            ("(?:办理|受理|办公|服务)?(?:地点|地址|窗口)", "(?:办理|受理|实施)(?:机构|部门|单位)"),
        ),
        (
            "(?:哪个|什么|啥)(?:部门|单位|机构|局)|归谁|谁(?:来)?(?:办|管|批|负责)",
            ("(?:办理|受理|实施|审批|决定)(?:机构|部门|单位)",),
        ),
        (
            "条件|(?:谁|什么人|哪些人|哪些企业)(?:能|可以)(?:办|申请)|(?:要|得)(?:满足|符合|具备)",
            ("(?:申请|申报|办理|受理|许可)?条件",),
        ),
        (
            "流程|步骤|程序|手续|(?<![了的过])(?:怎么|咋|如何|怎样)(?:个)?(?:办(?!好)|申请|申领|申?报|评(?!价|分)|认定)",
            ("(?:办理|申请|申报|审批|许可|评审|评选|评定|认定)?(?:流程|程序|步骤)",),
        ),
        ("几点|上班|下班|周末|周六|办公时间|工作时间|开门", ("(?:办公|工作|受理|服务)时间",)),
        ("依据|根据(?:什么|哪)", ("(?:设定|办理|法律|政策)?依据",)),
        ("进度|办到哪", ("进度|查询",)),
        ("电话|怎么联系|联系方式|咨询", ("(?:咨询|联系)(?:电话|方式)|电话",)),
    )
)
_CONCERNS = (Concern.NONE, Concern.CASE)
LEAST = 2  # of these parts, in a guide
HEADING = 12  # characters of their headings, and of a label that a sentence begins with
WEIGHT = 0.3  # of a word that names a thing
NAMED, ALL_NAMED = 0.5, 0.75  # of such a word, of them all, by the guide's title
# what asks for a part of a guide, and names nothing
_OF_ASKING = re.compile(
    "几点|(?:几|多少)个?(?:天|日|工作日|星期|周|月)|办|办?理|申请|申领|需要?|花|钱|费用?|收费|免费|材料|资料|证件|带|准备|提供|提交|交|时间|时限|多久|地方|地点|地址|窗口|部门|单位|机构|条件|流程|程序|步骤|手续|"
    "上班|下班|办公|周末|周六|依据|进度|能|要|去|多少|什么|哪里|怎么|满足|符合|具备|拿到?|下来|办好|局|管|批|负责|最高|最多|给|补|奖金|奖励|奖|报|不能|不可以|不得|不让|企业|公司|单位|项目|哪些|拿|领|评|认定|电话|联系|咨询|证"
)

_IDLE = re.compile(
    "请问|想问|问|一下|大概|大约|一般|到底|现在|目前|最快|最|总共|一共|全部|我们|你们|咱们|那里|那边|这边|市里|县里|哪|几|谁|什么人|[我你您他的了在是想呢吗啊呀个本要能可以需得应该会给都又还有这那份新去到往上里用]"
)


class Guides(Headed):
    """Answers from a guide's own parts."""

    def under_its_heading(
        self, query: Query, composed: Composed, headed: Sequence[tuple[Clause, list[Clause]]]
    ) -> Composed | None:
        """What stands under a heading that is asked for as a whole, where an answer tells next to nothing of it; else None.

        :param headed: the clauses headed by the matter asked about (``under_heading``); a guide's part, where there are none.
        """
        told = composed.draft.clauses() if composed.outcome == "answered" else []
        if headed:
            whole = all(self.tells_whole(told, first) for first, _ in headed)
            return None if whole else self.told_under(query, headed)
        part = self.part_of_guide(query)
        if part is None or any(t in (part, *self.index.tree.descendants(part)) for t in told):
            return None
        return self.told_of_guide(query, part)

    def part_of_guide(self, query: Query) -> Clause | None:
        """The part of the one guide to the thing that a question names; None where it names another, or asks for no part."""
        if query.refs or query.english or query.claims or query.concern not in _CONCERNS or query.attribute:
            return None
        if query.outside or query.unheard:
            return None
        wanted = [p for p in _PARTS if p.asked.search(self.unscoped(query))]
        if wanted[:1] == [_PARTS[0]]:
            wanted = wanted[:1]  # 补助多少钱 asks of no fee
        guide = self._guide_to(query) if len(wanted) == 1 and not self._says_more(query) else None
        return self._part_at(guide, wanted[0]) if guide is not None else None

    def told_of_guide(self, query: Query, clause: Clause) -> Composed:
        """What stands in a part of a guide; of a table of windows the row of the place that is named."""
        names = [n for r in query.regions for n in (r.name, r.short) if r.level == "县级"]
        rows = [
            c
            for c in self.index.tree.descendants(clause)
            if c.kind == "row" and any(n in c.text for n in names)
        ]
        if len(rows) == 1:
            return self.row_told(rows[0], query)
        draft = Draft()
        self.say_headed(draft, query, clause)
        if query.around and not query.doc_ids:
            self.note_around(draft, query)
        return Composed("answered", draft, tuple(draft.clauses()), settled=True)

    def _says_more(self, query: Query) -> bool:
        """Whether a question tells of more than the thing and the part it asks for (搬了地方怎么办)."""
        left = self.unscoped(query)
        for word in sorted((w.text for w in query.words if w.weight >= WEIGHT), key=len, reverse=True):
            left = left.replace(word, "")
        return bool(re.search("[一-龥]", _IDLE.sub("", _OF_ASKING.sub("", left))))

    def _guide_to(self, query: Query) -> str | None:
        """The document that is a guide and whose title names the thing asked about, where there is one such."""
        things = [w for w in query.words if w.weight >= WEIGHT and not _OF_ASKING.fullmatch(w.text)]
        if not things:
            return None
        scope = self.scope(query) or tuple(self.index.documents)
        named = [d for d in scope if _names(flat(self.index.documents[d].title), things)]
        guides = [d for d in named if sum(self._part_at(d, p) is not None for p in _PARTS) >= LEAST]
        return guides[0] if len(guides) == 1 else None

    def _part_at(self, doc_id: str, part: _Part) -> Clause | None:
        """The widest clause of a document that is headed by a part, or begins with its name: 办理地点：…."""
        clauses = [c for c in self.index.tree if c.doc_id == doc_id and c.kind != "row"]
        for heading in part.headed:
            for clause in clauses:
                title = flat(clause.title)
                if 0 < len(title) <= HEADING and heading.search(title):
                    return clause
            for clause in clauses:
                first = next((s.text for s in self.ranker.book.of(clause)), "")
                label, colon, _ = first.partition("：")
                if colon and len(label) <= HEADING and heading.fullmatch(label):
                    return clause
        return None


def _names(title: str, things: Sequence[Word]) -> bool:
    """Whether a title names some things; a licence is one to what is licensed (食品经营许可证: 食品经营许可)."""
    said = [1.0 if w.text.removesuffix("证") in title else w.said_in(title) for w in things]
    share = sum(w.weight * s for w, s in zip(things, said, strict=True)) / sum(w.weight for w in things)
    return min(said) >= NAMED and share >= ALL_NAMED
