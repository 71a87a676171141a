"""What a question is about, once places, years, clause numbers and words of asking are taken away.

Knows nothing of documents; what is a word, the caller says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.understand.asker import SELF
from assistant.understand.kinds import WHO_ASKED
from assistant.understand.naming import LEVELS
from assistant.understand.references import ClauseRef
from assistant.understand.rulings import without_asking
from assistant.understand.words import Word
from corpus.numerals import flatten

# words of asking, politeness and aim that tell nothing of the subject
_STOP = re.compile(
    r"请问|您好|你好|麻烦(?:你|您)?|劳驾|帮(?:我|忙)?(?:查|看|找|问)?(?:一下|下)?|想(?:要)?(?:问|了解|知道|咨询|"
    r"查)(?:一下|下)?|我(?:们)?(?:想|要)?(?=问|查|知道)|咨询(?:一下)?|"
    r"告诉我|(?<![申邀聘提约敬宴])请(?![求示假愿教柬])(?:告诉)?|问(?:一)?下|一下|到底|究竟|大概|大约是|具体(?:是|来说)?|现在|目前|那么|那|呢|啊|呀|吧|嘛|吗|么|哦|的话|"
    r"(?:多少|几)(?:天|日|个?工作日|个?小时|个?钟头|周|个?星期|个?礼拜|个月|年)(?:时间|的)?(?:之内|以内|以后|之后|[内里后])?|"
    r"所谓的?|(?:是|所)指(?:的是?)?(?:什么|啥|哪些)|几月几[号日]|几月份?|"
    r"是(?:多少|什么|啥|哪些|哪几个|几)|(?:应|应该|要|需要|需|得|必须)?(?:达到|做到|实现|完成)?(?:多少|几)(?:个|家|项|名|"
    r"人|年|件|张|分|倍|种|类|所|处|条|万|成|级|款)?|多少|"
    r"(?:达到|做到|占到?)?百分之(?:几|多少)|怎么(?:样|规定|说|写|做|办|要求|定|安排|概括|表述|描述|阐述)?(?:的)?|如何|怎样|有没有|是不是|是否|对吧|对不对|没错吧|是吧|对么|"
    r"没(?:有)?(?:记|弄|搞|听|看|说)(?:错|反|混|岔)(?:了)?|记错|记反|没错|对吗|对不|真的假的|说说而已|有这回事|"
    r"(?:差|少|低|晚)(?:个|那么)?一?(?:丁?点|些)(?:儿)?(?:也|都|应该)?(?:没关系|没事儿?|不要紧|没问题|问题不大|无所谓)|"
    r"(?:两边|各自|分别)?的?数(?:字)?(?:都)?(?:报|念|给)(?:一下|我)|(?:帮我)?(?:点个名|捋捋|捋一捋|列个单子|报个数|念一下)|"
    r"^(?:什么|啥)叫[做作]?|(?:都|分别|各自|各)?(?:有|是|包括|提到|涉及|提出|说|要求|规定)?(?:了)?(?:哪些|哪几(?:个|项|条|类|种)?|什么|啥)(?:样|"
    r"内容|规定|要求|措施|具体)?|哪个|哪(?:一|两|三|四|五|六)?(?:个|项|条|类|种|家)|"
    r"分开(?:来)?(?:说|讲|列)|根据|按照|依据|(?:按|照)?法律(?:上|里|规定)|文件(?:里[面头]?|中)?|政策(?:里[面头]?|中)?|方案(?:里[面头]?|中)|意见(?:里[面头]?|中)|条款|规定(?:的)?|目标值?(?:是|为|定)?|"
    r"指标值?|要求(?:是|达到)?|数值|"
    r"谁(?:来)?(?:负责|牵头|管|主管|落实)|由谁|哪些?部门|哪个部门|责任单位|牵头单位|负责(?!人|任制)|"
    r"[两三四五]地|[两三四五几]个地方|对比|相比|比较|比一比|谁(?:更)?[高低多少大]|哪个(?:更)?[高低多少大]|差多少|相差|"
    r"几个(?:百分)?点|"
    r"[？?。！!，,；;：:、\"'“”‘’（）()《》\s]"
)  # fmt: skip
_ATTRIBUTE_WORD = "(?:约束性?|预期性?|硬性|强制性?)"
# 是约束性还是预期性: which of the two a figure is
ATTRIBUTE_CHOICE = (
    rf"(?:这个|它|这)?(?:属于|是)?{_ATTRIBUTE_WORD}(?:的|指标)*还是(?:属于)?{_ATTRIBUTE_WORD}(?:的|指标)*"
)
_ATTRIBUTE_ASKED = re.compile(rf"{ATTRIBUTE_CHOICE}|是(?:不是)?{_ATTRIBUTE_WORD}的?(?:指标)?(?=吗|么|吧|对)")
_A_NOT_A = re.compile(r"([一-龥])[没不]\1([一-龥])")
_STORY = re.compile(
    r"你好|您好|我家|有人问|朋友|打电话|(?:写|做|准备|整理|赶)(?:[一两]?[个份篇张]|的|点)*[一-龥]{0,4}(?:材料|报告|汇报|稿子?|论文|作业|ppt|总结|表格)"
)
_ASKING = re.compile(r"多少|几|哪|什么|啥|谁|吗|呢|怎么|如何|有没有|是不是|能不能|[?？]")


def topic_of(
    text: str, mentions: list[str], refs: tuple[ClauseRef, ...], knows: Callable[[str], bool]
) -> str:
    """What is left of a question when places, years, clause numbers and asking words are taken away."""
    for piece in [*mentions, *(r.text for r in refs)]:
        text = re.sub(re.escape(piece) + "(?:[省市](?!长))?", " ", text, count=1)
    for _, pattern in LEVELS:
        text = pattern.sub(" ", text)
    text = _ATTRIBUTE_ASKED.sub(" ", text)
    text = without_asking(WHO_ASKED.sub(" ", text))
    # 落没落实, 合不合格 ask whether, the word is 落实
    text = _A_NOT_A.sub(lambda m: m[1] + m[2] if knows(m[1] + m[2]) else m.group(), text)
    text = re.sub(
        r"(?:到|截至|至)?\s*(?<![\d.])(?:19|20)\d{2}(?!\d|\s*[万亿千元块户亩吨台套件立]|平方?米)\s*年?(?:底|末|前)?",
        " ",
        flatten(text),
    )
    text = SELF.sub(" ", text) if len(text) > 40 else text
    return re.sub(r"\s+", " ", _STOP.sub(" ", text)).strip(" 的了是和与及在为到")


# 写稿核实：…, 帮领导问个数：…
_PREAMBLE = re.compile(r"^([^：:，,。？?“”《》]{2,20})[：:](?=[^：:]{6,})")
# 法律系学生：, 施工方：, 采购办公室的：
_WHO_ASKS = re.compile(
    "(?:[方者员师生工商户客民人长]|老板|记者|会计|秘书|经理|主任|同学|家长|家属|企业|公司|工厂|厂里?|店|协会|合作社|机构|部门|办公室|[科处室局办委]|中心)的?$"
)


def without_preamble(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """The words with those before a colon counting little: who asks, and what the corpus never writes (what for)."""
    m = _PREAMBLE.match(text)
    if m is None or _ASKING.search(m[1]):
        return words
    asked = text[m.end() :].lower()
    if _WHO_ASKS.search(m[1]):
        return tuple(w if w.text in asked else replace(w, weight=0.1 * w.weight) for w in words)
    return tuple(w if w.known or w.text in asked else replace(w, weight=0.1 * w.weight) for w in words)


def without_story(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """The words with those of greetings and stories about oneself counting little (你好，我家孩子搞建筑的，…)."""
    # 写稿核实：… says what for, before the colon
    parts = re.split(r"[，,。；;！!：:]", text)
    story = [p for p in parts[:-1] if _STORY.search(p) and not _ASKING.search(p)]
    asked = "".join(p for p in parts if p not in story).lower()
    if not story or len(asked) < 6:
        return words
    return tuple(w if w.text in asked else replace(w, weight=0.2 * w.weight) for w in words)


_DO = (
    r"(?:都|又|还|主要|重点|具体|今年|接下来|下一步)*(?:要|该|应该?|得|需要?|打算|准备|会|将)?"
    r"(?:(?:做|干|抓|搞)(?:些|点|好)?(?:什么|啥|哪些(?:工作|事情?|方面)?|哪几[件项])|(?:怎么|咋|如何|怎样)(?:做|干|抓|搞|推进|开展))"
)
_TASKS = r"(?:都|又|还)?(?:有|提了|定了|安排了|部署了|[做作出]了|采取了?|提出了?)(?:什么|哪些|啥)"
_TASKS += r"(?:具体)?的?(?:任务|举措|措施|安排|部署|工作|动作|打算|做法)"
# 标准化西安要做什么, 在计量方面浙江有哪些举措
_WHAT_TO_DO = re.compile(rf"^(?P<said>.{{2,20}}?)(?:{_DO}|{_TASKS})(?:呢|的|呀|啊)*[？?。！!\s]*$")
_AROUND_TOPIC = re.compile(
    r"^(?:在|对|对于|关于|就|请问|那|那么)+|(?:方面|领域|这块|这方面|这一块|工作|上|里|的|，|,|\s)+$"
)


def topic_to_do(text: str, places: list[str]) -> str:
    """The topic on which it is asked what a place or its documents mean to do; "" for any other question."""
    m = _WHAT_TO_DO.match(text)
    if m is None:
        return ""
    said = m["said"].strip()
    for place in places:
        said = re.sub(re.escape(place) + r"[省市]?(?!级)\s*", "", said)
    while (bare := _AROUND_TOPIC.sub("", said)) != said:
        said = bare
    return said if 2 <= len(said) <= 10 and re.fullmatch(r"[一-龥a-zA-Z“”]+", said) else ""
