"""What somebody wants of a body (备案, 举报, 查处 …), and what a who-question is about besides the asking.

Only grammar; knows nothing of clauses or of which bodies exist.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.understand.question import Query
from assistant.understand.words import Word, segment

DATE_WEIGHT = 1.0  # of a day that stands for something (3·15)
RUN_WEIGHT = 0.6  # of a name put together from characters
WRITTEN, LIKE = (
    0.4,
    0.75,
)  # how far a clause must say a word that the corpus never writes, in letters or in sense
# what somebody wants of a body → how clauses say it
_PAYING = (
    "算谁的(?!事|活|责任|任务|职责)|钱.{0,4}(?:谁|哪[家个里]).{0,3}[出付掏]|谁.{0,3}[付掏]钱|"
    "出钱|掏钱|谁[来]?出(?![现生台示具来])|买单|埋单|谁承担.{0,4}费|费.{0,6}谁.{0,2}承担"
)
_WATCHING = "盯|督促|督查|督办|督导|监督(?!管理)|落没落实|落实情况|落实得怎么样"
_DEEDS = (
    ("备案|登记|报备", "备案|登记"),
    ("举报|投诉|反映|告状|检举|揭发|申诉", "举报|投诉|反映|检举|控告|受理|申诉"),
    (
        "罚|查处|处罚|来查|去查|谁查|[门局]查|抓|整治|取缔|责令",
        "查处|责令|处[^理置于]|罚款|没收|吊销|取缔|处罚|惩处",
    ),
    ("审批|批准|许可|发证|办证|核准|验收|审查|谁批|[门局]批", "审批|批准|许可|核发|颁发|核准|验收|审查|审核"),
    ("解释(?!一下)", "解释"),
    ("运营|运维|运作", "运营|运维|运作"),
    ("拨|打钱|发钱|兑现|到账", "拨付|兑现|发放"),
    (_PAYING, "经费|费用|资金|出资|财政|预算|承担|补偿|赔偿|支付|拨付"),
    ("报告|上报|报给", "报告|上报"),
    ("申报|申请|申领|报名|交材料|材料交|提交|递材料", "申报|申请|申领|提交|提出|报名"),
    ("补偿|赔", "补偿|赔偿"),
    ("制定|定(?![得为期])|划定|规定", "制定|规定|确定|划定"),
    (_WATCHING, "督促|督查|督导|督办|监测评估|评估|考核|检查|调度"),
)
# no 责任单位 of a clause answers these unless the clause speaks of them
_UNIMPLIED = re.compile(f"解释(?!一下)|谁来?(?:评(?!定)|打分|测评|鉴定)|{_PAYING}")
# 终身责任由谁承担: those who build, not the office in charge of it
_BEARS = re.compile(
    "责任(?:应该?|到底|最后)?(?:由|归|算|是|在)?谁(?:来)?(?:承担|负|的|背|扛|担|$|[？?])|谁(?:来)?(?:承担|负|背|扛|担)[^，,。？?]{0,8}责任"
)
_IN_CHARGE = re.compile("负责|主管|牵头|归口|归(?:谁|哪)")
_SOMEBODY = re.compile(
    "(?:单位|公司|企业|机构|者|方|人|业主)[^，。；]{0,12}?(?:应当?|须|要|负责|负有?|承担|落实|履行|是|为|牵头|组织)|"
    "(?:由|向|请|找)[^，。；]{0,16}?(?:单位|公司|企业|机构|人)|(?:主体|首要|全面)责任|[科处]室|[一-龥]{2}科|省、|政府"
)
_WHO = re.compile("谁|哪|什么部门|啥部门|什么单位|部门|单位")
# words of asking for a department: they tell nothing of the subject
_ASKING = re.compile(
    r"^(?:负责|主管|主抓|牵头|落实|承担|实施|部门|单位|局|厅|委|机构|责任|责任单位|管|归|找|办|查|搞|弄|抓|罚|来|去|处|里|家|事|活|口)$"
)


def asks_unimplied(text: str) -> bool:
    """Whether a question asks who explains, judges or pays: no 责任单位 answers that unless its clause speaks of it."""
    return bool(_UNIMPLIED.search(text))


def asks_who_bears(text: str) -> bool:
    """Whether it is asked who pays, explains or bears the responsibility, rather than which office is in charge."""
    return asks_unimplied(text) or bool(_BEARS.search(text))


def asks_body(text: str) -> bool:
    """Whether a body in charge is asked for, not whoever pays or comes."""
    return bool(_IN_CHARGE.search(text))


def names_somebody(text: str) -> bool:
    """Whether a sentence names somebody who has to do a thing, be it no body (建设单位应当…)."""
    return bool(_SOMEBODY.search(text))


def deed_wanted(text: str) -> re.Pattern[str] | None:
    """How clauses say what is asked of a body: of several deeds the one that stands nearest to the 谁."""
    who = [m.start() for m in _WHO.finditer(text)]
    if not who:
        return None
    near = [
        (min(abs(m.start() - w) for w in who), said)
        for asked, said in _DEEDS
        for m in re.finditer(asked, text)
    ]
    return re.compile(min(near)[1]) if near else None


def is_deed(word: str) -> bool:
    """Whether a word only says what somebody wants of a body."""
    return any(re.fullmatch(asked, word) or re.fullmatch(said, word) for asked, said in _DEEDS)


def with_dates(query: Query) -> Query:
    """The query with 3.15 as a word: texts write 3·15."""
    dates = re.findall(r"(?<!\d)\d{1,2}[.．·•]\d{1,2}(?![\d%％万亿])", query.text)
    words = tuple(
        Word(d, DATE_WEIGHT, True, tuple(re.sub(r"\D", mark, d) for mark in "·•.．"))
        for d in dates
        if not any(d == w.text for w in query.words)
    )
    return replace(query, words=(*query.words, *words)) if words else query


def written(word: Word, text: str) -> bool:
    """Whether a text says a word that the corpus does not know; 汽车 is no 出租车, however like in sense."""
    if replace(word, akin=()).said_in(text) >= WRITTEN:
        return True
    return any(share >= LIKE and other in text for other, share in word.akin)


def subject_of(query: Query) -> tuple[Word, ...]:
    """The words of a question without those of asking for a department; characters that stand together are one word."""
    words = [w for w in query.words if not _ASKING.match(w.text)]
    run, runs = "", []
    for word, flag in [*segment(query.topic), ("", "x")]:
        # an adverb only inside: 网约车
        apart = "xurpcym" if run else "xurpcydm"
        if len(word) == 1 and flag[:1] not in apart and not _ASKING.match(word):
            run += word
            continue
        if len(run) > 1:
            runs.append(run)  # 长护险, 网约车: a name that the dictionary does not know
        run = ""
    # two characters may be a subject and its verb (猪死)
    joined = tuple(Word(r, RUN_WEIGHT, len(r) < 3) for r in dict.fromkeys(runs) if len(r) <= 6)
    return (*joined, *(w for w in words if len(w.text) > 1 or not any(w.text in r for r in runs)))
