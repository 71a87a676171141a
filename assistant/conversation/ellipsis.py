"""What a follow-up leaves unsaid: the question before it, put together again with another part.

烟台软件企业收入破1亿奖多少 → 破5亿呢: the amount is exchanged; 对奶业怎么说 → 那仿制药呢: the subject. Which of the
earlier words still go with the new ones, the corpus tells: words it writes in one clause go together. frames.py
takes the question apart, counterparts.py finds what in it is made like the new words. Knows nothing of answers;
which places and documents are meant is decided elsewhere (slots.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answers.units import is_money
from assistant.conversation.by_sense import in_what_is_asked, nearest
from assistant.conversation.counterparts import (
    beside,
    like_but_for_a_place,
    likest,
    of_one_make,
    other_amount,
    qualified_amount,
    same_place,
)
from assistant.conversation.followup import headless
from assistant.conversation.frames import Frame, frame_of, without_time
from assistant.conversation.kin import actor, kind_of, place_too, same_kind
from assistant.conversation.parts import (
    RAISED,
    Span,
    chunks_of,
    content,
    deed_of,
    how_found,
    names_thing,
    nominal,
    pieces,
    spans_of,
    things,
    verbal,
    wanted,
)
from assistant.conversation.supposed import supposes, supposing, whole_deed
from assistant.understand.kinds import attributes_of
from assistant.understand.lexicon import Lexicon
from assistant.understand.measured import asked_unit
from assistant.understand.naming import longest_common
from assistant.understand.question import Kind, Query
from assistant.understand.words import segment

_FRAMED = re.compile(r"^(?P<how>对于?|关于|给|为|向|针对)(?P<what>.{1,})$")
# the new thing is a field the old one lies in, not a thing in its place
_MEASURE_END = re.compile("(?:率|指数|比重|占比|强度|满意度|数|数量|额|值)$")
# what says nothing of what it is measured of
_BARE_MEASURE = re.compile(
    "[一-龥]{0,2}(?:利率|费率|费用?|额度|限额|期限|比例|价格?|税率|满意度|覆盖率|合格率|金额|上限|下限)"
)
_RATE_END = re.compile("(?:率|指数|比重|占比|强度|满意度)$")
# a deed with the number of what it is done to
_COUNTS = re.compile(
    "[一-龥]{2}(?:了|到)?(?:多少|几)(?:人|名|家|户|个(?!百分?点|点)|项|件|所|场|张)|"
    f"(?:{RAISED})(?:了|到)?多少[？?。]*$"
)
_CHANGE = re.compile("提高|降低|增长|增加|减少|下降|提升|上升|达到|取消|完成")
_FIELD = re.compile(r"(?:方面|领域|行业|这块|那块|这一块|这方面|这边)$")
_PRESENT = re.compile("现状值?|现在的?|目前的?|当前的?|基期值?|基数")
_DONE_DEED = re.compile("(?P<verb>[一-龥]{1,2})了(?P<thing>[一-龥]{2,8}?)的?$")
_DEGREE = re.compile(r"^(?:最[多高少低大小快慢]|至少|起码|至多|顶多|上限|下限|平均)$")
_ASKED_FOR = re.compile(
    r"(?:哪些|什么|啥|多少|哪几[项条种])(?P<what>[一-龥]{0,4}?(?:要求|义务|责任|任务|支持|扶持|补贴|补助|奖励|处罚|罚款|好处|优惠|政策|措施|条件|材料|规定|待遇|目标|指标))"
)
_COMPARED_TO = re.compile(
    "(?:要|应|会|能)?[比跟和较][^，,]{1,12}(?:相?差|高|低|多|少|大|小|快|慢|长|短)(?:多少|几)?$"
)
# 多大的公共建筑要装: what was asked of the thing is told by now
_ASKED_SIZE = re.compile("^(?:多[大高长久远重小少](?:面积|规模|年纪|年龄)?|(?:哪|什么|啥)(?:些|样|种)?)的")
_DWELLING = re.compile("城市|农村|城镇|乡村|城乡|县城|乡镇|社区|城区|郊区")
# things themselves are counted, or a target asked for
_COUNTED = re.compile(r"(?:多少|几)[个家项名件人种类条座张户台辆处次]|目标|指标")
_CLASSIFIER = re.compile(r"多少[家项名件种条座张户台辆处](?![一-龥])")
# what is asked of a sum that somebody gets or pays
_SUM_ASKED = re.compile(
    "(?:能|可以|要|得|会|应该?|最[高多低少]|每[年月人天次]|一年|一共|又)*(?:给|补|奖|罚|领|拿|交|收|赔|发|抵|减|免|享受|资助)[^，,]{0,4}(?:多少|几)|(?:最[高多低少])(?:是)?多少"
)
_TERM = re.compile(
    "(?<=..)的?(?:办公|营业|上班|办理|受理|开放|截止)?(?:有效期限?|期限|时限|时间|日期|地址|地点|电话|条件|材料|流程|手续|金额上限|年度限额|限额|上限)$"
)
# 要备案吗, 有奖励吗: what is asked is whether, and what is asked next is of that
_DEED_ASKED = re.compile(
    "(?:要|需要?|得|必须|应该?|应当|用|有)(?:不要|去)?(?P<deed>(?![几多什哪])[一-龥]{2})(?:吗|么|不)"
)
_OF_DEED = re.compile("(?!.*(?:谁|哪))[^，,]{1,8}")
_PAID = re.compile("补贴|补助|奖励|资助|罚款|赔偿|收费")
_ABOUT_TERM = re.compile(
    "(?:能|可以|会)?(?:延|缩|提前|推迟|改|变|调)|[过超]|到了|从|怎么[算定]|如何[算定]|逾"
)
_OBJECTS = re.compile("(?:要是|如果)?(?:不服|不认|有异议|不接受)")
# what makes a deed worse is said beside it
_CIRCUMSTANCE = re.compile("逾期|情节|拒不|屡|再次|仍|多次|造成|后果")
_BREACH = re.compile(
    "(?:违反|违规|违法|不遵守|不执行|不落实|做不到|没做到|(?P<not>[不没][办交报登建装买培训测检验]))(?:了)?(?:的话)?"
)
_DONE = re.compile("(?P<deed>[一-龥]{2,4})了(?:的话)?")
# what is asked of a thing, and is none itself
_ASPECTS = "要求|条件|门槛|材料|手续|流程|程序|步骤|时限|时间|地点|地址|电话|范围|对象|名额|方式|渠道|依据"
_ASPECT = re.compile(
    f"(?:收入|申请|申报|办理|报名|受理|户籍|年龄|学历|资格|所需|具体|咨询|联系|适用|评选|审批)?(?:的)?(?:{_ASPECTS})"
)
_ASPECT_END = re.compile(f"的?(?:{_ASPECTS})$")
_OBJECT = re.compile("(?:什么|啥|哪些|哪种)(?P<what>[一-龥]{1,3})$")
_ON_US = re.compile(
    "(?:条款|规定|政策|内容|文件|条|项)*(?:都|会|能)?(?:管|和|跟|与|同|适用|涉及|针对|对|约束|提到|说到|影响)(?:到|着|于)?(?:我们?|俺们?|咱们?)(?:有关|相关|有效|适用)?"
)
_SHORT_DEED = re.compile("[一-龥](?:多少|几|多[久长])")
_OF_MONEY = re.compile("钱|元|多少(?![个家项名人次年天])|发|花|用|拨|领|拿|到账|给|付|交|退|扣|税")
_HOW_MUCH_OF_IT = re.compile("(?:能?(?:给|补|拿|有|是))?(?:多少|几)(?:钱|万|元)?[？?。]*")
_WHETHER_GIVEN = re.compile("有(?:没有)?(?P<what>补助|补贴|奖励|资助|奖金|津贴|减免)(?:吗|么|没有)?[？?。]*$")
_WHAT = re.compile("(?:些|点)?(?:什么|啥|哪些)")
_TO_BE_DONE = re.compile(
    "(?<=..)(?:要|应该?|应当|需要?|得|该|必须|能够?|可以|都)*(?:做|干|办|遵守|注意|落实|得到|享受到?|拿到?|(?:提|说|讲|写|列)(?=[了过到]))(?:了|过|到)?$"
)
_NEGATED = re.compile(r"^[没不未无非]")
# 研发投入强度3.4%对吧, then 那是多少
TAKEN_FOR_GRANTED = re.compile(
    r"[，,]?(?:也|就|还)?(?:是|要|应|达到?|为)*(?:≥|>|超过|不低于)?\d[\d.,]*(?:%|[一-龥]{0,3})?(?:以上|左右)?[，,]?(?:对吧|没错吧|是吧|对不对|是不是|对吗|没错|对|吧|吗)*$"
)
_SURELY = re.compile("(?<=..)(?:对吧|没错吧|是吧|对不对|是不是|对吗|没错)$")
_AGAINST = re.compile("[比较跟]|差")
_SAME_BEGINNING = 3  # characters of a name
# what anybody may be asked to do
_GENERAL = frozenset(("要做", "做", "干", "遵守", "注意", "享受", "申请"))


class Ellipsis:
    """Puts a follow-up's words into the question before it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return spans_of(text, self._lexicon.contexts.writes)

    def frame(self, before: Query) -> Frame:
        """The question before, taken apart."""
        return frame_of(before, self._lexicon)

    def exchange(self, before: Query, new: str, *, supposed: bool = False, ask: str = "") -> str | None:
        """The question before with ``new`` (破5亿, 农产品, 旅游方面) in place of its like; None where it has no place.

        :param supposed: it was said with 要是.
        :param ask: what is asked beside it (装修工人撞坏了呢，厂家也给修？).
        """
        frame = self.frame(before)
        if _SURELY.search(frame.subject):
            # 首席质量官500人是吧, then 那覆盖率呢: what was taken for granted is of the old thing
            frame = replace(frame, subject=TAKEN_FOR_GRANTED.sub("", frame.subject), back="是多少")
        done = _DONE.fullmatch(new)
        if done and frame.subject and f"{done['deed']}吗" in frame.back:
            return f"{frame.lead}{frame.subject}{new}会怎么处罚"  # 能转租吗, then 转租了呢
        if (breach := _BREACH.fullmatch(new)) and frame.subject:
            # 企业要做什么, then 违反了呢; 小作坊要办什么证, then 不办呢
            subject = _TO_BE_DONE.sub("", frame.subject) if _WHAT.match(frame.back) else frame.subject
            object_ = _OBJECT.search(frame.back)
            what = (
                object_["what"]
                if object_ and breach["not"] and breach["not"][1:] in frame.front + frame.back
                else ""
            )
            return f"{frame.lead}{subject}{new.removesuffix('的话').removesuffix('了')}{what}会怎么处罚"
        if (m := _ASKED_FOR.search(before.text)) and _ASKED_FOR.fullmatch("什么" + new):
            return before.text[: m.start("what")] + new + before.text[m.end("what") :]
        if _ASPECT.fullmatch(new) and frame.subject and not before.refs:
            # 公租房什么人能申请, then 收入要求呢, 申请材料呢, 时限呢
            subject = _ASPECT_END.sub("", frame.subject) or frame.subject
            return f"{frame.lead}{subject.removesuffix('的')}{new}是什么"
        if not frame.subject and re.search("目标|指标", frame.back):
            return f"{frame.lead}{new.removesuffix('的')}的{frame.back.lstrip('的')}"  # 2025年目标有哪些, then 食品呢
        if not frame.subject:
            return None
        if before.refs and before.refs[-1].kind in ("item", "row"):
            # 附件1第4项谁负责, then 智慧停车呢: no row by that number
            numbers = "|".join(re.escape(r.text) for r in before.refs)
            subject = re.sub(f"{numbers}|[“”]", "", frame.subject)
            if not subject:
                return f"{frame.lead}{frame.front}{new}{frame.back}"
            frame = replace(frame, subject=subject)
        when = [f for w, f in segment(new) if w.strip()]
        if when and all(f == "t" for f in when) and new not in frame.subject:
            # 加班工资怎么算, then 周末呢: when, and no other thing
            return f"{frame.lead}{new}{frame.front}{frame.subject}{frame.back}"
        compared = bool(_AGAINST.search(frame.back))
        figure = before.wants_number or not (frame.front or frame.back)
        if figure and not compared and not kind_of(new) and self._lexicon.names_figure(new, before.doc_ids):
            # 消费品召回计划完成率多少, then 国家标准样品呢: another figure by its whole name
            if is_money(before.unit) and frame.back:
                return f"{frame.lead}{frame.front}{new}{frame.back}"  # 市长质量奖给多少钱, then 提名奖呢
            of_it = self._measure_of(frame.subject, new, before)
            return f"{frame.lead}{of_it}{new}是多少"
        if self._lexicon.names_figure(new, before.doc_ids) and self._lexicon.names_figure(frame.subject):
            # 持证无人机驾驶员谁负责, 两年差多少, then 整机企业呢
            return f"{frame.lead}{frame.front}{new}{frame.back}"
        other_measure = all(map(_MEASURE_END.search, (new, frame.subject))) and new[-2:] != frame.subject[-2:]
        if (
            other_measure
            and len(new) > 3
            and not compared
            and self._lexicon.contexts.writes(new, before.doc_ids)
        ):
            # 研发投入强度, then 劳动生产率呢: no part of the name before is kept
            return f"{frame.lead}{frame.front}{new}{frame.back}"
        if like_but_for_a_place(frame.subject, new, self._lexicon.places):
            # 陕西质量奖, then 中国质量奖呢
            return f"{frame.lead}{frame.front}{new}{frame.back}"
        if (paid := _PAID.match(frame.back)) and new.endswith(paid.group()) and len(new) > len(paid.group()):
            # 建床 | 补贴多少, then 运营补贴呢
            frame = replace(frame, subject=frame.subject + paid.group(), back=frame.back[paid.end() :])
        if supposed and _NEGATED.match(new) and nominal(frame.subject) and new[0] not in frame.subject:
            # 合格率多少, then 要是没达到呢
            return f"{frame.lead}{frame.front}{frame.subject}{new}会怎么样"
        if _PRESENT.fullmatch(new):
            # 床位目标多少, then 现状呢
            return f"{frame.lead}{frame.front}{frame.subject}现状值是多少"
        if _MEASURE_END.search(new) and not _MEASURE_END.search(frame.subject) and before.wants_number:
            # 服务圈多少分钟, then 满意度呢
            return f"{frame.lead}{self._measure_of(frame.subject, new, before)}{new}是多少"
        rest = frame.front + frame.subject + frame.back
        if (deed := _DONE_DEED.match(new)) and segment(rest)[0][1][:1] == "v":
            # 得了提名奖还能报吗, then 得了质量奖的呢; 骗奖金会怎样, then 出了事故呢
            had = re.match(
                f"{deed['verb']}了?(?:{deed['thing'][-1:]}|[一-龥]{{1,8}}?{deed['thing'][-1:]})", rest
            )
            end = had.end() if had else len(frame.subject) if not frame.front else 0
            if end:
                return frame.lead + new.removesuffix("的") + rest[end:]
        if verbal(new.removesuffix("的")) and (
            span := next(iter(of_one_make(rest, new.removesuffix("的"))), None)
        ):
            return frame.lead + rest[: span[0]] + new.removesuffix("的") + rest[span[1] :]
        if _NEGATED.match(new) and any(w in frame.back for w in content(new)):
            # 要备案吗, then 没备案的呢
            return f"{frame.lead}{frame.front}{frame.subject}{new.removesuffix('的')}会怎么样"
        if _DEGREE.match(new):
            back = re.sub(r"最[多高少低大小快慢]|至少|至多", "", frame.back)
            return frame.lead + frame.front + frame.subject + new + back
        if (other := other_amount(frame, new)) is not None:
            return other
        if (other := qualified_amount(frame, new)) is not None:
            return other
        if supposed and any(f"{n}{w}" in new[1:] for w in content(frame.subject) for n in "没不未"):
            # 牵头搞标准, then 要是光参与没牵头呢: what was done is done no more
            return frame.lead + frame.front + new + frame.back
        if not _NEGATED.match(new) and supposes(new, said=supposed):
            return supposing(frame, new, ask)
        new = f"{new}的" if _DWELLING.fullmatch(new) else new
        field = bool(_FIELD.search(new))
        bare = _FIELD.sub("", new)
        if (m := _FRAMED.match(bare)) and _FRAMED.match(frame.subject):
            bare = m["what"]
        owned = bare.endswith("的") and bare.count("的") == 1
        bare = bare.removesuffix("的") if owned else bare
        if not bare:
            return None
        if not owned and (made := in_what_is_asked(self._lexicon, frame, bare)):
            return made
        return self._exchanged(before, frame, bare, field=field, owned=owned)

    def _measure_of(self, subject: str, new: str, before: Query) -> str:
        """The subject before, where what is asked for now (利率, 满意度) is measured of it there; "" else."""
        contexts = self._lexicon.contexts
        if contexts.writes(subject + new):
            return subject
        bare = _BARE_MEASURE.fullmatch(new) and not _MEASURE_END.search(subject)
        return (
            subject if bare and contexts.together([*content(subject), *content(new)], before.doc_ids) else ""
        )

    def _exchanged(self, before: Query, frame: Frame, new: str, *, field: bool, owned: bool) -> str | None:
        contexts, docs = self._lexicon.contexts, before.doc_ids
        words = content(new)
        known = contexts.together(words, docs)

        def written(begin: str, rest: str, head: str) -> str:
            """What the corpus calls the new thing where it does not call it as the old one with the new words."""
            return "" if contexts.writes(begin + rest, docs) else contexts.name(begin, head, docs)

        made, kin = "", ""
        counted = bool(_COUNTED.search(frame.front + frame.back))
        for subject, like, near in self._variants(
            frame.subject, new, field=field, owned=owned, counted=counted, written=written
        ):
            if kin and not like:
                return kin
            front, back = frame.front, frame.back
            if not like or near:
                # 5G基站多少个, then 上云企业呢: who knows what they are counted in
                front, back = _CLASSIFIER.sub("多少", front), _CLASSIFIER.sub("多少", back)
            made = frame.lead + front + subject + back
            kin = kin or (made if like else "")
            rest = content((frame.front + subject + frame.back).replace(new, " "))
            kept = [w for w in rest if self._lexicon.knows(w) and not contexts.everywhere(w, docs)]
            if not known or contexts.together([*words, *kept], docs):
                return made
        if kin:
            return kin
        if (
            frame.front
            and before.wants_number
            and not contexts.together([*words, *content(frame.front)], docs)
        ):
            return f"{frame.lead}{new}{generic(before)}"
        return made or None

    def _variants(
        self,
        subject: str,
        new: str,
        *,
        field: bool,
        owned: bool,
        counted: bool,
        written: Callable[[str, str, str], str],
    ) -> Iterator[tuple[str, bool, bool]]:
        """The subject with the new words in it, those first that keep most; and whether it exchanges like for like.

        Last, whether only the sense of the two tells that they are alike.
        """
        chunks = chunks_of(subject, self._lexicon.contexts.writes)
        if _CIRCUMSTANCE.match(new):
            yield f"{subject}{new}", True, False
            return
        writes = self._lexicon.contexts.writes
        prefix = _FRAMED.match(subject)
        seen: set[str] = set()

        def put(
            start: int, end: int, said: str = new, like: bool = False, near: bool = False
        ) -> Iterator[tuple[str, bool, bool]]:
            if start and _NEGATED.match(subject[start - 1]) and not verbal(said):
                return  # 不培训, then 个人呢: what is not done is no person
            if (
                start
                and end == len(subject)
                and _MEASURE_END.search(subject)
                and not _MEASURE_END.search(said)
            ):
                return  # 大米抽检合格率, then 面粉呢: no flour in place of a rate
            # 离学校, then 离水源呢
            while start and said[0] == subject[start - 1]:
                start -= 1
            # 节点型, then 末端型呢, where 节点 alone is a word
            while end < len(subject) and said[-1] == subject[end] and like:
                end += 1
            # 15分钟服务圈, then 农村呢: no number is left without what it counts
            while start and re.match(r"[\d.]", subject[start - 1]) and not re.match(r"\d", said):
                start -= 1
            made = subject[:start] + said + subject[end:]
            if made not in seen:
                seen.add(made)
                yield made, like, near

        if (own := _other_head(subject, chunks, new)) is not None:
            yield from put(*own, like=True)  # 放心消费单元, then 放心消费承诺店呢
        deeds = [w for w, flag in segment(new) if flag == "v" and len(w) > 1]
        if any(subject.endswith(w) and not new.startswith(w) for w in deeds):
            # 公租房转租, then 中介帮忙转租呢: the same deed of somebody else
            yield from put(0, len(subject))
        for span in of_one_make(subject, new):
            yield from put(*span, like=True)
        if there := same_place(subject, chunks, new):
            yield from put(*there, like=True)
        if kind := same_kind(subject, chunks, new, writes):
            yield from put(*kind, like=True)
        elif actor(new) and deed_of(new):
            # 排第二的参与单位呢: whoever does something else is asked for by that alone
            yield from put(0, len(subject))
            return
        elif actor(new) and not counted and not there:
            # 上云券最高多少, then 个体户呢: for whom it is asked
            yield from put(0, 0, like=not place_too(new))
        if verbal(new) and owned and len(new) > 2:
            # 卖过期的呢: a deed of its own
            yield from put(0, len(subject), f"{new}的")
            return
        if verbal(new) and owned and chunks:
            # 定做的呢: which of the things
            head = chunks[-1][-1][0]
            yield from put(head, head, f"{new}的")
            return
        if _NEGATED.match(new) and len(new) > 2 and (had := subject.find(new[1:])) >= 0:
            yield from put(had, had + len(new) - 1, like=True)  # 跨县的航线, then 不跨县呢
        if not _NEGATED.match(new) and verbal(new):
            # 在岗职工, then 离岗退休的呢
            for span in nearest(self._lexicon, subject, self._spans(subject), chunks, new):
                yield from put(*span, like=True, near=True)
        if _NEGATED.match(new) or verbal(new):
            at = next((i for i, c in enumerate(subject) if _NEGATED.match(new) and c == new[0]), None)
            if at is None:
                ends = chunks[0][-1][1] if chunks and chunks[0][0][0] == 0 else 0
                at = ends if ends < len(subject) else 0
            yield from put(at, len(subject))
            yield from put(0, len(subject))
            return
        found = likest(subject, chunks, new, self._lexicon.contexts.writes)
        if not found:
            words = self._spans(subject)
            side = beside(subject, words, chunks, new, self._lexicon.contexts)
            for span in side:
                yield from put(*span, like=True)
            if not (side or _DWELLING.fullmatch(new)):
                for span in nearest(self._lexicon, subject, words, chunks, new):
                    yield from put(*span, like=True, near=True)
        for a, b in found:
            a = self._whole_word(subject, a, b, new)
            # the corpus's own name with this beginning and the same head: 食品〔安全评价性抽检〕合格率
            chunk = next((c for c in chunks if c[0][0] <= a < b < c[-1][1]), None)
            end = chunk[-1][1] if chunk else b
            tail = subject[slice(*chunk[-1])] if chunk else ""
            name = written(new, subject[b:end], tail) if chunk else ""
            if name:
                yield from put(a, end, name, like=True)
            elif (
                how_found(how := subject[b : end - len(tail)])
                and len(how) > 4
                and not writes(new + subject[b:end])
            ):
                # 食品安全评价性抽检合格率, then 药品呢: how the one is found out is not how the other is
                yield from put(a, end, new + tail, like=True)
            whole = writes(subject) and len(new) > 3 and not writes(subject[:a] + new + subject[b:])
            if whole and writes(new) and (_MEASURE_END.search(new) or not _MEASURE_END.search(subject)):
                # 质量强市示范城市, then 质量品牌提升示范区呢: one name for another
                yield from put(0, len(subject), like=True)
            start = next((c[0][0] for c in chunks if c[0][0] <= a < b <= c[-1][1]), a)
            if writes(new) and writes(subject[start:b]) and not writes(subject[start:a] + new):
                yield from put(start, b, like=True)  # 市长质量奖, then 提名奖呢
            yield from put(a, b, like=True)
        if (field or owned) and chunks:
            # 小微的: of the things named, the one the corpus says it of
            said_of = (c for c in chunks if len(c) > 1 and writes(new + subject[slice(*c[-1])]))
            chunk = next(said_of, chunks[-1])
            if _DWELLING.fullmatch(new):
                # 农村的公共服务圈: no other thing, but the same there
                yield from put(chunk[0][0], chunk[0][0])
            if len(chunk) > 1:
                # 制造业大中型企业 → 小微的: the nearest that qualifies
                yield from put(*(chunk[-2] if owned and len(chunk) > 2 else chunk[0]))
                yield from put(chunk[0][0], chunk[-2][1])
            if field:
                yield from put(0, 0, f"{new}方面的")
            elif len(chunk) > 1:
                return
        if prefix:
            yield from put(prefix.start("what"), len(subject))
            return
        if chunks and _MEASURE_END.search(subject) and 0 < chunks[-1][0][0] <= 4:
            yield from put(0, chunks[-1][0][0])
        # a thing takes no body's place where there is another thing
        order = sorted(
            chunks, key=lambda c: (c[-1][1] - c[0][0] < 2, not actor(new) and actor(subject[slice(*c[-1])]))
        )
        for chunk in order if len(subject) > 4 else ():
            if re.match("[^的，,]+的", subject[chunk[-1][1] :]):
                continue  # 数据入表的企业, then 标准制定呢: no part of what tells which
            start = self._whole_word(subject, chunk[0][0], chunk[-1][1], new)
            # 定做的衣服, then 生鲜呢: what was said of the old thing goes with it
            words = [s for s in self._spans(subject) if s[1] <= start][-2:]
            if len(words) == 2 and subject[slice(*words[1])] == "的" and verbal(subject[slice(*words[0])]):
                start = words[0][0]
            yield from put(start, chunk[-1][1])
        yield from put(0, len(subject))

    def _whole_word(self, subject: str, start: int, end: int, new: str) -> int:
        """Where the word begins that a stretch ends: 上云券, of which 云券 is only found."""
        before = [s for s in self._spans(subject) if s[1] == start]
        if not before or before[0][1] - before[0][0] > 1:
            return start
        longer = subject[before[0][0] : end]
        if self._lexicon.knows(longer) and not self._lexicon.knows(subject[before[0][0]] + new):
            return before[0][0]
        return start

    def completed(self, before: Query, text: str) -> str:
        """要建几个国家级的 after 国家级农安县新添几个: with the thing that stands behind that word there; "" for none."""
        m = re.search(r"(?:多少|几)[个家项名件种条所座]?(?P<which>[一-龥]{2,6})的[？?。\s]*$", text)
        if m is None or (at := before.text.find(m["which"])) < 0:
            return ""
        word, kind = next(iter(segment(before.text[at + len(m["which"]) :])), ("", ""))
        return f"{text[: m.end('which')]}{word}" if kind[:1] == "n" else ""

    def for_kind(self, before: Query, new: str) -> str | None:
        """The question before with another body, person or degree in the place of one; None where it names none."""
        frame = self.frame(before)
        writes = self._lexicon.contexts.writes
        span = same_kind(frame.subject, chunks_of(frame.subject, writes), new, writes)
        if span is None:
            return None
        subject = frame.subject[: span[0]] + new + frame.subject[span[1] :]
        return frame.lead + frame.front + subject + frame.back

    def asked_of(self, before: Query, text: str) -> str | None:
        """公司老总个人要罚多少, of what was asked before: where all that a question names is whom it asks for."""
        m = _SUM_ASKED.search(text)
        if m is None:
            return None
        whom, ask = text[: m.start()], text[m.start() :]
        if not whom or not actor(whom) or not all(actor(t) for t in things(text)) or "的" in whom:
            return None
        frame = self.frame(before)
        writes = self._lexicon.contexts.writes
        told = "，" in frame.subject or "," in frame.subject
        span = None if told else same_kind(frame.subject, chunks_of(frame.subject, writes), whom, writes)
        if not frame.subject:
            return None
        if span is None:
            return f"{frame.lead}{frame.front}{frame.subject}，{text}"
        return f"{frame.lead}{frame.front}{frame.subject[: span[0]]}{whom}{frame.subject[span[1] :]}{ask}"

    def with_subject(self, before: Query, ask: str, lead: str | None = None) -> str:
        """A question that names no subject of its own (罚多少, 要提前报备不) about the subject of the one before."""
        frame = self.frame(before)
        ask = whole_deed(ask, before.text)
        if _HOW_MUCH_OF_IT.fullmatch(ask) and (given := _WHETHER_GIVEN.search(before.text)):
            ask = given["what"] + ask  # 我们做检测，有没有补助, then 多少
        # 有贴息吗, 最高多少: of the thing, not of whether there is one
        subject = re.sub(r"(?:有没有|(?<![拥持具所])有(?!效|限|关|机))(?=[一-龥]{2,6}$)", "", frame.subject)
        subject = _ASKED_SIZE.sub("", subject)
        if _WHAT.match(frame.back):
            # 检测机构要做什么, then 有补助吗
            subject = _TO_BE_DONE.sub("", subject)
        subject = TAKEN_FOR_GRANTED.sub("", subject)
        if deed := _DEED_ASKED.fullmatch(frame.back):
            # 开健身房收预付款要备案吗, then 收费吗
            subject += deed["deed"] if _OF_DEED.fullmatch(ask) and deed["deed"] not in ask else ""
        if lead is not None:
            # 智慧工地覆盖率西安多少, then 陕西是哪一年
            for m in reversed(self._lexicon.mentions(subject)):
                if set(m.regions) & set(before.regions):
                    subject = subject[: m.start] + subject[m.end :]
        if frame.told and _ON_US.fullmatch(subject):
            subject = ""  # 我们是装修公司，哪些条款管我们, then 有什么优惠
        if frame.told and all(wanted(w) or w in _GENERAL for w in content(subject)):
            # 我们是食品企业，有什么义务, then 有没有补贴
            subject = ""
        if _PRESENT.match(ask):
            # 比西安低多少, then 现在是多少: of the thing itself, and of no year talked of
            subject = without_time(_COMPARED_TO.sub("", subject))
            frame = replace(frame, lead=without_time(frame.lead))
        if "罚" in before.text and _OBJECTS.match(ask):
            return f"{frame.lead if lead is None else lead}对处罚{ask}"
        if not _ABOUT_TERM.match(ask) and not _PRESENT.match(ask):
            # 办公时间是？, then 星期六能去办吗; 有效期多久, then 能转让吗
            subject = _TERM.sub("", subject)
        if re.search("多少|几|最[高低多少]|封顶", ask):
            # 补助比例多少, then 一年封顶多少
            subject = re.sub(
                r"(?<=..)的?(?:比例|金额|数额|额度|幅度|(?<=[贴助励费金偿赔罚])标准)$", "", subject
            )
        if not _OF_MONEY.search(ask):
            # 奖金能发给员工吗, then 几年评一次
            subject = re.sub("(?<=..)的?(?:奖金|钱)$", "", subject)
        other = _MEASURE_END if headless(ask) else _RATE_END if _COUNTS.search(ask) else None
        if other and other.search(subject) and len(parts := content(subject)) > 1:
            # 首席质量官覆盖率, then 新拿证的要多少人, 培训多少人: no share is so many
            subject = subject.removesuffix(parts[-1])
        contexts = self._lexicon.contexts
        words = [w for w in content(ask) if self._lexicon.knows(w)]
        if any(len(w) > 2 and w in subject for w in content(ask)) or len(longest_common(subject, ask)) > 2:
            # 品字标企业有多少, then 西安有品字标吗
            return f"{frame.lead if lead is None else lead}{ask}"
        if (
            words
            and words[0] in ask[: len(words[0]) + 2]
            and subject.endswith(words[0])
            and len(subject) > len(words[0]) + 2
        ):
            # 首席质量官有培训吗, then 培训多少人
            subject = subject.removesuffix(words[0])
        elsewhere = lead is not None and lead not in frame.lead
        thing = re.search(r"(?:哪些|什么|啥|多少|几[个家项])(?P<what>[^，,]{2,})$", ask)
        # 学多少小时: what it is measured in is no other thing
        anew = thing is not None and names_thing(ask) and thing["what"].strip("个？?。呢 ") != asked_unit(ask)
        # 覆盖率有培训吗: of the measure no such thing is said, of the officer it is
        measured = (
            bool(_MEASURE_END.search(subject))
            and not attributes_of(ask)
            and any(len(w) > 1 and not wanted(w) and not _CHANGE.fullmatch(w) for w in words)
        )
        if (elsewhere or anew or measured) and words and not contexts.together([*content(subject), *words]):
            # another place, or another thing: what of the subject goes with what is asked now
            long = 4 if measured else 2
            fits = (s for s in pieces(subject) if len(s) >= long and contexts.together([*content(s), *words]))
            subject = next(
                (self._to_its_end(s, subject) for s in fits), "" if anew and not measured else subject
            )
        lead = frame.lead if lead is None else lead
        joint = "，" if len(subject) > 6 and re.search(r"[，,]", ask) else ""
        if subject and _SHORT_DEED.match(ask) and segment(ask)[0][1][:1] in "vn" and ask[0] not in "要有是":
            joint = "要"  # 首席质量官|学多少小时, and no 官学
        return f"{lead}{subject}{joint}{ask}"

    def _to_its_end(self, piece: str, text: str) -> str:
        """首席质量, of 首席质量官证书, with as much behind it as the corpus writes: 首席质量官."""
        start = text.find(piece)
        end = start + len(piece)
        while end < len(text) and self._lexicon.knows(text[start : end + 1]):
            end += 1
        return text[start:end]


def _other_head(subject: str, chunks: list[list[Span]], new: str) -> Span | None:
    """The stretch of a subject that begins as a new name does, and ends in another thing; None where there is none."""
    for chunk in chunks:
        start, end = chunk[0][0], chunk[-1][1]
        old = subject[start:end]
        pairs = enumerate(zip(old, new, strict=False))
        same = next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
        if same >= _SAME_BEGINNING and len(old) - same >= 2 and len(new) - same >= 2 and old[-1] != new[-1]:
            return start, end
    return None


def generic(before: Query) -> str:
    """What a question of the kind of the one before asks of any subject."""
    if before.kind is Kind.RESPONSIBLE:
        return "由谁负责"
    return "是多少" if before.wants_number else ""
