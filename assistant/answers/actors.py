"""Which body a sentence says acts, or is to be gone to: 由…主管部门责令改正, 向…部门备案, 办公室设在市民政局.

Only grammar over (simplified) text without white space; knows nothing of clauses or of which bodies exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# what the name of a body of the administration ends in
_END = re.compile(
    r"部门|机关|政府|国务院(?![一-龥]{0,14}(?:部门|机构|机关|办公厅|委员会))|管理委员会|管委会|办事处|委员会|领导小组|联席会议|办公室|局(?![面部限势])|厅(?!堂)|检察院|法院|[总支大]队|"
    r"(?:发展改革|发展和改革|卫生健康|国资|国有资产|发改|经信|卫健|城乡建设|住建|科技|商务|金融|编|党|监|政法|教体|教)委(?!员|托|派)|"
    r"(?:防疫|救援|执法|监督|经办|管理|鉴定|检疫|救助|调解|仲裁)机构|协会|银行[一-龥]{0,6}?分行|(?:促进|服务|监测|投资|数据|交易|鉴定|结算|中介)中心|海关|工会|[一-龥](?<=财政|商务|教育|公安|科技|环境|建设|运输)部(?!分|门|署|位|品|件)"
)
# what a body's name cannot reach back over
_LEFT = re.compile(
    r"由|向|报(?:请|送|经)?|经(?![信济贸发商办营])|到|告知|移送|交由|应当|取得|拒绝|拖延|阻挠|接受|参与|听取|请求|通过|配合|协助|提请|发现|接到|所在地的?|当地|"
    r"属地|辖区|依法|依照|按照|根据|对|使|将|把|被|与|是|在"
)
_BY = re.compile(r"(?:由|交由|应由)(?:其|本|原)?(?:所在地|当地|属地|辖区)?的?$")
_TO = re.compile(
    r"(?:向|请求|要求|报(?:请|送|经)?|经|到|告知|移送|交(?:给|至)?)(?:其|本|原|项目|单位)?(?:所在地|当地|属地|住所地|辖区)?的?$"
)
_DOES = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:在各自(?:的)?职责范围内)?(?:应当|应|要|可以|须|必须|均|共同|分别|具体|依法|及时|定期|统一|应急)*"
    r"(?:按照|依照|根据|依据|按(?!揭)|会同|商|牵头|负责(?!人(?![用员力口民才事工社行]))|主管|组织|统筹|承担|责令|处(?!理|置|于|在|罚的)|给予|予以|批准|审核|审查|核发|颁发|受理|"
    r"决定|查处|制定|公布|发放|实施|监督|指导|协助|督促|提请|没收|吊销|认定|评定|办理|登记|征收|追回|取缔|监管|检查|对|每年|每季度|每月|自|将|"
    r"设立|建立|出具|拨付|兑现|提供|落实|推进|开展|加强|撤销|取消|处罚|发现|规定|确定|划定|收到|相互|互相|采取|进行|备案|验收|统计|分析|参与|配合|公开|发布|负有|做好|协调|接到|确认|核定|裁决|仲裁|"
    r"[是为][^，。；是为]{1,20}(?:主管|监管|牵头|责任)(?:部门|机关|单位))"
)
_GOTO = re.compile(
    r"(?:(?:书面|如实|及时|提前|立即|统一|和|或者?|及|、|[一-龥]{0,6}?(?:部门|机关|政府|代表大会))*)"
    r"(?:备案|登记|报告|举报|投诉|申报|申请|申领|提出|提交|办理|批准|审批|审查|审核|同意|核准|领取|反映|检举|控告|咨询|报名|缴纳|查询|请求|告发|予以惩处|调解|处理|裁决|申诉|起诉)"
)
# 如实报告当地…部门: the verb may stand before
_TOLD = re.compile(r"(?:报告|举报|投诉|告知|通知|上报)(?:其|本)?(?:所在地|当地|属地|主管)?的?$")
_SEAT = re.compile(r"设在(?:所在地|当地)?$")
_HEAD = re.compile(
    r"^(?:#+|\*+|[—\-]+|第[〇零一二三四五六七八九十百千\d]+条|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])+"
)
_WHOSE = re.compile(
    r"^(?:其他?(?!部)|本|原|该|并|和|及|或者?|应(?!急)|也|各自|主管的|会同|商|组织(?![一-龥]{0,1}部)|督促)+"
)
_COMMISSIONS = re.compile(
    "(?:委托|聘请|邀请|选聘)[一-龥、]{0,8}?(?:第三方|专家|(?:社会|中介|专业)[一-龥]{0,4}机构|高校|院校)"
)
_VAGUE = re.compile(r"^(?:各|有关|相关|等|责任|牵头|受理|负责|本|其|该|同级|上级|下级|其他)*(?:部门|机关)$")
# a name is a noun phrase: a verb in it means that a sentence was cut in the wrong place
_NO_NAME = re.compile(
    r"生产经营单位|企业|公司|建立|完善|健全|优化|提升|支持|鼓励|引导|强化|[，。；：]|任何|以及其|发挥|深化|召开|进行|成立(?!的)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that acts in a text. ``start``/``end``: the name, offsets into that text."""

    start: int
    end: int
    name: str  # 县级农业农村主管部门
    verb: str  # what it does, or what one does there
    goto: bool  # one goes there (向…备案); else it acts itself


def actors(text: str) -> tuple[Actor, ...]:
    """The acting bodies of a (simplified, without white space) text, in reading order."""
    found: list[Actor] = []
    for piece in re.finditer(r"[^，,；;。：:！？!?]+", text):
        head = _HEAD.match(piece.group())
        begin = piece.start() + (head.end() if head else 0)
        taken = begin
        for end in _END.finditer(text, begin, piece.end()):
            actor = _actor(text, taken, begin, end.end(), piece.end())
            if actor is not None:
                found.append(actor)
                taken = actor.end
    return tuple(found)


def names_body(text: str) -> bool:
    """Whether a text has anything like the name of a body in it, acting or not."""
    return bool(_END.search(text) or commissions(text))


def commissions(text: str) -> bool:
    """Whether a text gives a task to somebody outside the administration: 委托第三方承担, 聘请专家评审."""
    return _COMMISSIONS.search(text) is not None


def _actor(text: str, taken: int, begin: int, end: int, stop: int) -> Actor | None:
    """The body whose name ends at ``end``, if it acts; its name may not begin before ``taken``."""
    lefts = [m.end() for m in _LEFT.finditer(text, taken, end - 1)]
    left = lefts[-1] if lefts else taken
    before = text[begin:left]
    name = text[left:end]
    if whose := _WHOSE.match(name):
        left += whose.end()
        name = text[left:end]
    if len(name) < 2 or _VAGUE.match(name) or _NO_NAME.search(name) or len(name) > 60:
        return None
    rest = text[end:stop]
    if _SEAT.search(before):
        return Actor(left, end, name, "设在", True)
    if _TO.search(before) and (m := _GOTO.match(rest)):
        return Actor(left, end, name, m.group(), True)
    if _TOLD.search(before) and not rest:
        return Actor(left, end, name, before[-6:], True)
    by = _BY.search(before)
    first = not re.search(r"[一-龥]", before) or (taken > begin and left == taken)
    if (by or first) and (m := _DOES.match(rest)):
        return Actor(left, end, name, m.group(), False)
    if by and not rest.strip("）) "):
        return Actor(left, end, name, "", False)
    return None
