"""What a sentence means for a body it speaks of: a duty of that body, support for it, or work of the authorities.

Plans of the administration leave their subject out: 加强食品监管, 建设检验实验室 say what an authority will do, and bind
no enterprise, however strict they sound. A duty wants words that bind whoever is spoken of (应当, 不得, 主体责任).
Only grammar; knows nothing of who is spoken of.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Address(StrEnum):
    """What a sentence means for somebody."""

    DUTY = "义务/要求"
    SUPPORT = "支持/鼓励"
    OFFICIAL = "政府工作"  # what an authority does with or about him; nothing that he has to do
    RELATED = "可能相关"


# what binds the body that is spoken of
_BINDS = re.compile(
    r"(?:落实|压实|夯实|强化|严格|履行|承担|明确)[^，；]{0,40}(?:责任(?!单位|部门|分工)|义务|主责)|督促|责令|必须|应当|不得|严禁|禁止|"
    r"限制|惩戒|处罚|查处|召回|[列纳]入[^，；]{0,8}黑名单|(?:规范|加强|强化|深化)[^，；]{0,30}(?:从业行为|合规管理|资质管理)|(?<!服务)(?<!服务”)(?<!培训)(?<!诊断)全覆盖|全部(?:聘任|配备|设立|建立|接入|纳入|实现|取得|通过)"
)
_REGIME = re.compile(
    r"(?:推行|实行|建立|推进|执行|落实|实施)[^，；]{0,30}(?<!奖励)(?<!激励)(?:制度|(?<![机体编研])制(?!造|定|品|度|约))"
)
# a regime that an authority runs over others
_RUN_OVER = re.compile(
    r"(?:信用|监管|监督|分级|分类|公示|评价|评估|通报|考核|审批|许可|抽查|披露|统计|监测|联席|会商|联系|包联|约谈|白名单|服务|保障|调解|举报|预警|准入)"
    r"[^，；]{0,6}(?:制度|制|机制)|(?:探索|研究|试行|试点|领跑者|黑名单).*制"
)
# what an authority does with the body that is spoken of
_WATCHES = re.compile(
    r"(?:加强|强化|严格|加大|规范|实行|实施|优化|完善|健全|创新)[^，；]{0,30}(?:监管|监督|抽查|检查|督查|整治|准入|许可|执法)|"
    r"对[^，；]{0,30}(?:进行|开展|实施)[^，；]{0,12}(?:监管|监督|抽查|检查|督查|整治|执法|监测|评价|评估|考核)"
)
_HELPS = re.compile(
    r"(?:支持|扶持|帮扶|培育|奖励|补贴|补助|贷款|融资|金融|信贷|激励|优惠|减免|资助|表彰)|提供[^，；]{0,30}(?:服务|支撑|方案|支持|诊断|辅导|培训|咨询|贷款)|"
    r"推广[^，；]{0,30}(?:服务|技术|应用|产品)|发挥[^，；]*作用|降低[^，；]{0,20}(?:成本|门槛)|取消[^，；]{0,6}(?:审批|收费)|免收|免费|"
    r"简化[^，；]{0,8}(?:手续|程序|流程)|告知承诺"
)
_HELPING = re.compile(
    r"鼓励|支持|引导|引领|遴选|筛选|培育|培优|壮大|帮扶|帮助|扶持|奖励|补助|补贴|资助|表彰|激励|吸引|吸纳|动员|推动|助推|促进|打造|保护|减轻|减免|降低|服务|指导|提升|争创|推广"
)
_HELPED = re.compile(r"(?:鼓励|支持|引导|帮扶|扶持|遴选|引领)[^，；]*$")
# what is taken away is no support
_TAKEN = re.compile(
    r"(?:取消|停止|追回|收回|不予|不再|不得享受|扣减|暂停)[^，；。]{0,10}(?:补贴|补助|奖励|扶持|支持|资金|政策|享受|兑现|受理)|"
    r"移送|取消[^，；]{0,8}资格"
)
_MUST = r"(?:应当|必须|不得|须|(?<![适响反供对相效])应(?!用|急|对|收|链|付)|严禁|禁止)"
_BEFORE_MUST = re.compile(rf"^[^，；]{{0,12}}?{_MUST}")
_TO_WHOM = ("对", "向", "为")
# 不得向企业摊派, 不得要求供应商重复检测: it is others who must not
_DONE_TO = re.compile(
    r"(?:不得|严禁|禁止)[^，；]{0,14}(?:要求|强[制迫]|迫使|[向对]|歧视|拖欠|克扣|误导|欺骗|骗取|[损侵]害|限制|干扰)[^，；]{0,10}$"
)
# what somebody may do is neither asked of him nor given to him
_MAY = re.compile(r"^[^，；]{0,24}?(?:有权|可以(?!获|享|得到|领))")
# an authority that acts: 县级以上人民政府应当, 市场监督管理部门依法
_AUTHORITY = re.compile(
    r"(?:政府|部门|机关|国务院|国家|管委会|办事处|海关|[一-龥](?:局|厅|委))(?:及其[^，；。]{0,16})?(?:依法|按照[^，；。]{0,10}|在各自[^，；。]{0,10})?"
    rf"(?:{_MUST}|可以|负责|加强|建立|制定|组织)"
)
# what only those who make, sell, build or run something can keep
_KEPT = re.compile(
    r"应当|必须|不得|严禁|禁止|进货查验|进场验收|见证取样|先检后用|先验后|出厂检验|索证索票|亮[证照]经营|明码标价|持证上岗|自查自纠|"
    r"(?:主体|首负|终身|首要|法定)责任"
)


def meant_for(verb: str, before: str, rest: str, piece: str, following: str, sentence: str) -> Address:
    """What a piece of a sentence means for the body it names.

    :param verb: the verb that governs the body's name, "" for none.
    :param before: the piece up to and with the name; ``rest``: what follows it.
    :param following: the next piece of the sentence, where the verb may stand.
    """
    # 服务站对企业咨询应当答复: who is spoken to is not who must
    if (verb not in _TO_WHOM and _BEFORE_MUST.search(rest)) or _TAKEN.search(sentence):
        return Address.DUTY
    if _HELPED.search(before) and "支持力度" not in before:
        return Address.SUPPORT
    if _MAY.search(rest) or _DONE_TO.search(before):
        return Address.RELATED
    spoken_to = verb in _TO_WHOM and _BEFORE_MUST.search(rest)
    official = bool(spoken_to or _AUTHORITY.search(before)) and not re.search(r"督促|责令", piece)
    said = Address.RELATED if official else _bound(piece)
    if said is not Address.RELATED:
        return said
    if _HELPS.search(piece) or _HELPING.fullmatch(verb):
        return Address.SUPPORT
    if official:
        return Address.OFFICIAL
    # 面向…等优势产业，引导企业…: the verb may stand in the next piece
    said = _bound(following)
    if said is Address.RELATED and _HELPS.search(following):
        return Address.SUPPORT
    return said


def _bound(piece: str) -> Address:
    """Whether a piece binds whom it names or has an authority watch over him; RELATED for neither."""
    if _BINDS.search(piece):
        return Address.DUTY
    if _WATCHES.search(piece):
        return Address.OFFICIAL
    if _REGIME.search(piece) and "告知承诺" not in piece:
        return Address.OFFICIAL if _RUN_OVER.search(piece) else Address.DUTY
    return Address.RELATED


def binds_handlers(sentence: str) -> bool:
    """Whether a (simplified, without white space) sentence about goods or works binds those who deal in them."""
    for part in re.split(r"[；;。]", sentence):
        kept = _KEPT.search(part)
        if kept and not _AUTHORITY.search(part[: kept.end()]):
            return True
    return False
