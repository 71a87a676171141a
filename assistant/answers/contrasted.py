"""What a question asks of the things it sets side by side: a figure of which kind, a penalty, a meaning.

Works on the question's words only. Which things they are is read by sides.py; knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.sides import Sides
from assistant.understand.question import Kind, Query
from assistant.understand.words import segment
from corpus.script import simplify

# what is asked for → the kinds of figure that answer it, the first that fits counts
_KINDS = (
    (re.compile(r"几倍|多少倍"), frozenset({"倍"})),
    (re.compile(r"百分之几|几个?(?:百分)?点|几成|比例|占比|[^效频利产]率(?!先)"), frozenset({"%"})),
    (
        re.compile(
            r"几[天日年周月]|(?<![\d度])[天日月年]数(?![字据量值])|几个(?:月|工作日|小时)|多[久长]|多少[天日年]|期限|时限|时间|年头|年限|有效期|哪个[快慢]|更[快慢久]|得久|(?:谁|哪)[^，,。？?]{0,4}久"
        ),
        frozenset({"日", "工作日", "月", "年", "小时", "分钟", "周"}),
    ),
    (re.compile(r"多远|几米|多少米|距离"), frozenset({"米", "千米", "公里"})),
    (
        re.compile(
            r"罚(?!则)|奖(?:励|金|补|的|多少|几|给|钱)|[别各会能就要得]奖|补贴|补助|补多少|补得|给多少(?!家|个|人)|赔|钱|元|块|费用|金额|资助|贴息|租金|工资"
        ),
        frozenset({"元", "倍", "%"}),
    ),
)
SANCTION = re.compile(r"罚|处罚|处分|追责|法律责任|后果")
AWARD = re.compile(r"奖(?:励|金|补|的|多少|几|给|钱)|[别各会能就要得]奖|补贴|补助|补多少|补[的得]|资助|贴息")
_PAYS = re.compile(
    "(?:给|奖励?|补[助贴]?|资助)(?:了)?(?:多少|几)(?![家个人项名])|多少钱|(?:给|奖|补|赏)(?:得|的)?(?:钱)?(?:最|更|较|比较)?[多高](?![少于])"
)
DEFINES = re.compile(r"怎么分|咋分|区分|区别|什么叫|是什么|算什么|界定|不同|不一样")
FIGURE = re.compile(
    r"多少|(?<!第)几|多[久长大高重远]|相?差|[高低多少大小快慢重轻长短早晚](?:些|点)?$|罚得|谁(?:更)?[高低多少快慢重轻]|"
    r"(?:更|最)[高低多少大小快慢重轻长短]|[高低多少快慢重轻长短](?:，|,)?还是|罚款|处罚|金额|比例"
)
SAME = re.compile("一样|一个样|相同|一致|不同|区别")
# put as if it were to be checked: 都提到了吗, 浙江有没有, 能直接比吗
_CHECKED = re.compile(
    SAME.pattern
    + "|都(?:提|写|有|定|讲|说|规定)(?!关)|[定提写有](?:到|了)没|有没有|(?:约束|预期)性|一回事|口径|能.{0,3}比"
)
_KINDS_OF_TWO = frozenset({Kind.FACT, Kind.INDICATOR, Kind.LIST, Kind.DEFINITION, Kind.COMPARE})
_FRAME = re.compile(
    r"要求|规定|目标|标准|说法|做法|政策|文件|指标|任务|数字|数值|方案|意见|情况|内容|动词|措辞|用词|字眼|表述|提法|写法|口径|语气|口气|力度"
)
_OURS = re.compile("^(?:咱们?|我们?)|(?:定|写|说|要)?的$")  # 咱西安定的
# those who are no special case, beside one
GENERAL = re.compile("(?:一般|普通|平常|平时|通常|正常|其他|其它|别)(?:的|人|家|情况|情形)*$")
# places as they are said without a name
LEVELS = ("省里", "市里", "全省", "全市", "省上", "市上", "中央")


def asks_money(query: Query) -> bool:
    """Whether a question asks how much is paid: 各给多少, 奖多少, and counts nothing else (奖励多少项)."""
    return query.unit in ("", "元", "钱", "块") and bool(_PAYS.search(query.text))


def compares(query: Query) -> bool:
    """Whether a question may set things side by side."""
    return query.kind in _KINDS_OF_TWO or (query.kind is Kind.CHECK and bool(_CHECKED.search(query.text)))


def kinds_wanted(*texts: str) -> frozenset[str]:
    """The kinds of figure a question asks for; empty where any will do."""
    for text in texts:
        # 鲁班奖 is a name, nothing that is paid out
        text = "".join(w for w, _ in segment(text) if not (len(w) > 2 and w.endswith("奖")))
        for pattern, kinds in _KINDS:
            if pattern.search(text):
                return kinds
    return frozenset()


def differ_in_thing(sides: Sides, places: Sequence[str]) -> bool:
    """Whether the sides differ in more than the place or the year: those are compared as such."""
    bare = []
    for side in sides.sides:
        name = simplify(side.name)
        for place in places:
            name = re.sub(re.escape(place) + "[省市]?", "", name)
        name = re.sub(r"全?[省市](?!级)里?的?|国家(?:的|层面的?|$)|中央|(?:19|20)?\d\d年|[的里]", "", name)
        name = _OURS.sub("", _FRAME.sub("", name))
        if re.fullmatch(r"[\d.,%]+[一-龥]?|", name):
            return False  # 西安180、陕西2500: what the places are told to have
        bare.append(name)
    return all(len(b) >= 2 for b in bare) and len(set(bare)) == len(bare)
