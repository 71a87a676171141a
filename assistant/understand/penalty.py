"""What a question asks of a breach: what it costs, whom, how much at most, who enforces; and which words tell the breach.

Only the grammar of asking; knows nothing of clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.understand.question import Query

_MAY = (
    "(?:会|要|该|得|能|可以?|可能|将|应该?|还|一般|通常|到底|具体|法律上|最后|那|那么|这种|这|"
    "他们?|它|我们?|人家|商家|企业|公司|单位|老板|个人)*"
)
_GET = "(?:被|受到?|挨|遭到?|面临|承担|负|吃|有|给|收到)?"
_MUCH = "(?:多少|几(?:[十百千万]+|倍|元|块|成|个点)?|多重)(?:倍|万|元|块|钱|的?罚款|个?百分点)*"
_HOW = "(?:怎么?样?|如何|咋样?|怎么样|怎样)"
_FINE = "(?:罚款|罚金|处罚|惩罚|罚)"
_WHAT = "(?:什么|啥|哪些|何种|多大|怎样|什么样|啥样)"
_WHOM = "(?:他们?|它|我们?|你们?|人家|商家|店家|店里|老板|负责人|个人|公司|单位|企业|本人)?"
_END = "(?:的|钱|款|呢|啊|呀|吗|么|吧|了|[？?。！!，,\\s])*"
# asking for the consequence, in whatever words; what is left of a question tells the conduct
_ASKS = re.compile(
    rf"{_MAY}{_GET}(?:最多|最高|最少|最低|至少|顶格|上限|起步|顶多|总共)?{_MAY}{_GET}{_FINE}{_WHOM}(?:的?(?:金额|标准|上限|下限|幅度|额度|数额|款项?)|款)?(?:是|为|到|要|最多|最高)*{_MUCH}|"
    rf"{_MAY}{_GET}{_HOW}(?:个|算|被)?(?:{_FINE}|处理|处置|处分|追责|追究|收拾|算账)(?:法|的)?|"
    rf"{_MAY}{_GET}{_FINE}到(?:多少|{_WHAT})(?:个?数|程度|份上|地步)?|"
    rf"{_MAY}{_GET}{_WHAT}(?:样)?的?(?:法律|行政|严重)*的?(?:后果|{_FINE}|处理|处分|责任|罚则|下场)|"
    rf"{_FINE}款?(?:金额|标准|幅度|上限|下限)?(?:是|该|要|为)?(?:{_HOW}(?:算|定|规定)|{_WHAT})|{_FINE}(?:金额|标准|上限|幅度|规定)|"
    rf"(?:法律)?(?:后果|下场|罚则|法律责任)(?:是|有)?{_WHAT}?|"
    rf"{_MAY}(?:会{_HOW}(?=[？?。！!，,呢啊\s]|$)|{_HOW}(?=的?(?:话)?[？?。！!，,\s]*$))|"
    rf"{_MAY}{_GET}(?:不会|会不会|要不要|是不是要|罚不){_GET}{_FINE}|{_MAY}{_GET}{_FINE}(?:款)?(?:我|他|人)?(?=[吗么不没]|[，,]?(?:是吧|对吧|对吗|是吗|对不对|行吗|可以吗)?[？?。！!\s]*$)|"
    rf"(?:能不能|可不可以|能否|可否|可以|能|会)?(?:少|轻|免|不|减)(?:一?点|些)?(?:处罚|罚款|罚)(?:一?点|些)?|(?:从轻|减轻|免予|免于)(?:处罚|处理)|"
    rf"(?:由|归|该)?(?:谁|{_WHAT}?(?:哪(?:个|些|一?家|级)?)?(?:部门|单位|机关|机构|局)|哪个?局)(?:来|去|有权|负责|可以|能)*(?:{_FINE}|查处|查|管|处理|执法|监管|监督检查)"
    rf"{_END}"
)
_PENAL = re.compile(f"{_FINE}|后果|处分|追责|罚则|法律责任|下场|拘留|吊销|没收|坐牢|判刑")
# what comes of it, where something is left undone or broken: 距离不够的话会咋样
_COMES = re.compile(
    f"(?:会|要|得|将|能)?{_HOW}(?:的?话)?[呢啊呀了的]*[？?。！!\\s]*$|(?:怎么|咋|如何)(?:处理|处置|算账|收拾)"
)
_BREACH = re.compile(
    "不(?:够|足|到|按|报|交|建|办|设|做|配|遵守|符合|达标|合规|合格|执行|履行|整改|落实|改|配合|给|退)|没(?:有)?(?!想|听|问)|未|达不到|违反|违规|超(?:过|出|标)|少于|低于|"
    "擅自|私自|偷|骗|骂|造假|假|乱|拒|瞒|虚|冒|抢|逃|辱|威胁|"
    # what somebody is caught at is told as a breach, in whatever words (社保卡借给嫂子，被查到会怎样)
    "(?:[被给]|要是|一旦|万一|让人)(?:人家?|城管|警察|交警)?(?:查|抓|逮)(?:到|住|着|出来|出|实)|(?:抓|逮)(?:到|住|着)|被(?:发现|举报|投诉|曝光)"
)
_REWARD = re.compile(
    "奖励|举报.{0,8}奖|补贴|补助|罚款.{0,4}(?:交到|缴到|上缴)|处罚(?:决定|听证|程序)|"
    "(?:不服|复议|申诉|起诉).{0,6}(?:处罚|罚款)|(?:处罚|罚款).{0,6}(?:不服|复议)"
)
_WHO = re.compile(
    rf"谁(?!们?的)|{_WHAT}?哪(?:个|些|一?家|级)?(?:部门|单位|机关|机构|局)|(?:什么|啥|哪个)(?:部门|单位|机关|局)"
)
_MUCH_ASKED = re.compile(rf"{_MUCH}|{_HOW}(?:罚|算|处)|标准|上限|最[多高]")
_SEVERE = {
    "情节": re.compile("情节|严重|恶劣|性质"),
    "逾期": re.compile("逾期|到期|期限|还不改|不改|没改|拒不|不肯|不整改|屡教|不听|仍"),
    "违法所得": re.compile("违法所得|赚|获利|所得|盈利"),
    "再次": re.compile("再次|第二次|又犯|再犯|多次|屡次|两次"),
    "犯罪": re.compile("犯罪|坐牢|判刑|刑"),
    "造成": re.compile("造成|导致|出了事|死|伤"),
}
# the same as texts of law write it
SEVERE = {
    "情节": "情节|严重",
    "逾期": "逾期|拒不|仍",
    "违法所得": "违法所得|所得",
    "再次": "再次|两次|多次",
    "犯罪": "犯罪",
    "造成": "造成|导致|致",
}
_PERSON = re.compile("个人|本人|负责人|责任人|直接责任|主管人员")
# who is called so may be meant, or be somebody else in the tale (给采购经理塞回扣)
_TITLED = re.compile("老板(?!娘)|法人代表|法定代表人|法人|经理|厂长|店长|老总|一把手|领导|员工|职工")
_TITLED_FIRST = re.compile(rf"^[^，,。；;]{{0,4}}?(?:{_TITLED.pattern})")
_UNIT = re.compile(
    "公司|企业|单位(?!.{0,2}[罚管查])|工厂|厂(?!长|名|址)|机构|商场|店(?!长|员)|饭馆|餐馆|养殖场|银行|平台"
)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a question asks of a breach."""

    conduct: str  # the question without the words of asking
    who: bool  # who enforces
    much: bool  # how much, or what at all
    person: bool  # of a person: 老板个人罚多少
    unit: bool  # of a firm or another body
    severe: tuple[str, ...]  # keys of SEVERE: the circumstances that are told


def asks_penalty(text: str) -> bool:
    """Whether a (simplified) question asks what a breach costs or who punishes it."""
    if _REWARD.search(text):
        return False
    if _PENAL.search(text) and _ASKS.search(text):
        return True
    return bool(_COMES.search(text) and _BREACH.search(text))


def as_penalty(text: str) -> str | None:
    """A (simplified) question for what comes of a deed that no word calls a breach (转租公寓会怎么样), as one for its
    consequence; None for any other.
    """
    if asks_penalty(text) or _REWARD.search(text) or not (m := _COMES.search(text)) or m.end() < len(text):
        return None
    deed = text[: m.start()].strip("，, ")
    return f"{deed}有什么后果" if deed else None


def penalty_of(text: str) -> Penalty:
    """What a (simplified) question that asks for a consequence asks of it."""
    left = _ASKS.sub("，", text)
    asked = "".join(m.group() for m in _ASKS.finditer(text)) or text
    return Penalty(
        conduct=re.sub("[，,\\s]+", "，", left).strip("，？?。！! ") or text,
        who=bool(_WHO.search(text)),
        much=bool(_MUCH_ASKED.search(asked)) or not _WHO.search(text),
        person=bool(_PERSON.search(text) or _TITLED.search(asked) or _TITLED_FIRST.search(text))
        and not _UNIT.search(asked),
        unit=bool(_UNIT.search(text)),
        severe=tuple(name for name, said in _SEVERE.items() if said.search(text)),
    )


_SAYS_NOTHING = re.compile(
    "^(?:罚|罚款|处罚|惩罚|罚金|钱|个人|本人|情节严重|情节|严重|后果|责任|部门|单位|公司|企业|老板|商家|店家|店|抓|查到|查|管|被查|抓到|发现|上限|最高|最多|倍|万元|元|话|一家|家)$"
)


def conduct_of(query: Query, penalty: Penalty) -> Query:
    """The query for the conduct alone: without the words that ask what it costs and whom it befalls."""
    words = tuple(
        w for w in query.words if w.text in penalty.conduct.lower() and not _SAYS_NOTHING.match(w.text)
    )
    search = _ASKS.sub(" ", query.search).strip() or query.search
    return replace(query, words=words or query.words, search=search, wants_number=False, unit="")


def questions_of(text: str) -> list[str]:
    """The questions of a text that asks for several consequences, one after the other; [] where it asks for one."""
    parts = [p.strip() for p in re.split("[？?]", text) if p.strip()]
    several = len(parts) > 1 and all(asks_penalty(p) and len(penalty_of(p).conduct) > 3 for p in parts)
    return parts if several else []
