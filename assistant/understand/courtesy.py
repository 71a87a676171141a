"""What a message says around its question: 你好，麻烦帮我查一下…，谢谢; 嗯，那个，…; 我爱人让我问问，…; …？？？急，在线等.

None of it tells what is asked, and every word of it would be read as if it did. Taken away once, before the talk or
the question is read. Text in, text out; knows nothing of documents or of the talk. A correction (不对，我问的是…)
and a thank-you by itself are no frames: the one says what is meant, the other is all there is.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from assistant.understand.smalltalk import is_aside
from corpus.script import simplify

LEAST = 2  # characters that have to be left to be a question
MOST = 20  # characters of what is said of the asking; who says more tells of a case
LEAST_NAMED = 4  # ... besides words of asking, where what is left out may be more than courtesy

_YOU = "(?:你们?|您)"
_STOP = r"[，,。.!！、~～…：:；;\s]"
_HELLO = (
    rf"{_YOU}好(?:啊|呀)?|喂|嗨|哈喽|哈罗|(?:hi|hello|hey)\b|(?:早上|上午|中午|下午|晚上|大家|老师|领导|同志|师傅|客服)好|"
    r"在吗|有人吗|打扰(?:一下|了|您|你)*|不好意思打扰(?:一下|了)*|劳驾|小助手|客服"
)
_HUM = (
    r"咦+|哟|插(?:一)?句|多嘴(?:问)?一?句|"
    r"嗯+|呃+|额+|诶+|欸+|哎+|唉+|那个那个|那什么|(?:就)?是这样(?:的|子的?|啊)?|情况是这样的?|就是说|怎么说呢|话说"
)
_SEEK = "(?:问|请问|咨询|打听|请教|了解|查|查询|看|找|确认|核实|核对)"
# 问一下, and not 问下一条
_ONCE = "一?下(?!一?[条个项款章节句])"
_A_BIT = "(?:一?下子?(?!一?[条个项款章节句])|一声|一问|问|看|查|一查|一看|一?个(?:事儿?|事情|问题)|点(?:事儿?|问题))?"
# 麻烦帮我查一下, 我想问问, 想了解; not 我想问的是, which corrects, and not 帮我核实, after which a claim is checked
_REQUEST = (
    rf"(?:(?:我|我们|俺|咱们?)(?:就|只)?(?:是)?(?:想|要|来|想要|需要)|想|麻烦|请|烦请|拜托|能不能|能否|可以|可否|可不可以|辛苦)?{_YOU}?"
    rf"(?:帮忙?|给|替|跟)(?:我们?|俺|咱|忙)?(?:问|查|查询|看|找|了解|打听)(?:{_ONCE}|一?[查看问]|查|看|问|个)?(?:的是)?|"
    r"(?:我|我们|俺|咱们?)?(?:就|只)?(?:是)?(?:想要?|(?:要|来)(?=[一-龥]{1,3}(?:下|一下|个|[，,：:])))(?:请)?(?:再)?(?:跟|向)?"
    rf"{_YOU}?(?:问|咨询|打听|请教|了解|知道|弄清楚?|弄明白|搞清楚)(?!题)(?:{_YOU})?(?:一?下子?(?!一?[条个项款章节句])|一声|问|了解|打听|咨询|一?个(?:事儿?|事情|问题)|点(?:事儿?|问题))?(?!的是?|我)|"
    rf"(?:麻烦|请|烦请|拜托)(?:{_YOU})?(?:告诉|告知|回答|解答|说|讲)(?:我们?|俺|咱)?(?:{_ONCE})?|"
    rf"(?:麻烦|烦请|拜托)(?:{_YOU})?(?:了)?(?=[，,：:\s])|告诉(?:我们?|俺|咱)(?:{_ONCE})?|请问(?:{_ONCE})?(?:{_YOU})?"
)
# 我爱人让我问问, 来电人咨询, 客户在问: who wants to know; 我刚看到新闻: what made one ask
_FOR_WHOM = (
    r"(?:我|俺|咱)?(?:们)?[^，,。：:；;？?！!\s\d“”《》]{0,6}?(?:让|叫|托|派|要|催|喊)(?:我们?|俺|咱们?)(?:来|去|帮忙|过来|打电话)*"
    rf"(?:{_SEEK}{_A_BIT}(?=[，,。：:\s])|(?:问|咨询|打听|请教)(?:{_ONCE}|问|一声|个[事问]))|"
    rf"(?:来电人?|市民|群众|客户|居民|业主|老板)?[一-龥]{{1,2}}(?:先生|女士|小姐|阿姨|大爷|大妈|大姐|大哥|师傅|老师|总|经理)(?:来电|打来电话)?(?:想|要)?(?:问|咨询|打听)(?:的是|{_ONCE})?|"
    r"(?:来电(?:的)?(?:人|群众|市民|企业)?|有(?:一)?(?:个|位|家)?(?:来电)?(?:人|市民|群众|居民|企业|老板|大姐|大爷|客户|单位)(?:来电)?)(?:想|要)?"
    rf"(?:问|咨询|打听|知道)(?:的是|说|{_ONCE})?|"
    rf"(?:我)?(?:这边|这里|这儿)?(?:刚|刚刚|现在|正好)*(?:接到?|来|有)(?:了)?(?:一个|个|一通|通|一位|位)?(?:来电|电话|市民来电|群众来电|来电人|市民|群众|网友)[，,：:]?(?:想|要|在|就是)*(?:问|咨询|打听|反映)(?:的是|{_ONCE})?|"
    r"(?:我|俺|咱)?(?:们)?(?:刚|刚刚|刚才|昨天|昨晚|今天|今早|前两天|前几天|最近|早上)?(?:在)?(?:网上|手机上|电视[上里]?|朋友圈里?|群里|单位|公司|报纸上)?"
    r"(?:看|听|读|刷|瞧|翻)(?:到|见|了)(?:个|一个|一条|条|一则|一篇|篇|份)?(?:新闻|消息|报道|视频|文章|广播|帖子|推送|通知)(?:里|上)?(?:了)?(?=[，,。：:\s])"
)
_ABOUT = (
    r"(?:关于|就|说到)(?:这个|一个|下面这个)(?:问题|事|事情)|(?:我的)?(?:问题|疑问)(?:是|如下)?(?=[：:，,])|"
    r"(?:有|问)一?个(?:问题|事儿?)(?=[：:，,\s])"
)
_LEAD = re.compile(
    rf"^(?:@\S+\s+|(?:{_HELLO}|{_HUM}|(?:很|比较)?急){_STOP}+|(?:那个|这个|就是|然后){_STOP}+(?=\S{{4}})|(?:{_REQUEST}|{_FOR_WHOM}|{_ABOUT}){_STOP}*)",
    re.IGNORECASE,
)
# 你知道…吗, 能不能告诉我…: what is wanted is told, not whether
_KNOWN_TO_YOU = re.compile(
    rf"^(?:{_YOU}(?:们)?(?:知道|晓得|清楚|了解|知不知道)|{_YOU}?(?:能不能|能否|能|可以|可不可以|可否|方便)(?:帮忙)?(?:告诉|告知|(?:给|跟)(?=我|俺|咱))(?:我们?|俺|咱)(?:说|讲|解释)?(?:{_ONCE})?)"
    rf"[，,：:\s]*(?P<what>.{{5,}}?)(?:[吗不吧嘛么]|好吗|可以吗|行吗)?[？?。.!！\s]*$"
)
_THANKS = rf"(?:非常|十分|多|先)?(?:谢谢|感谢|多谢|谢)(?:{_YOU}|啦|了|哈|大家)*|辛苦(?:{_YOU}|了|啦)*|thanks?(?: you)?|thx|"
_HASTE = (
    r"please|(?:很|比较|有点|挺|真的|在线)?(?:急|着急|急用|急需|等)+(?:着用|着|用|啊|呀|死了|求解答?)*|在线等|在线求助?|求助|求解答?|"
    r"求告知|速回|尽快回复|"
)
_TELL = (
    rf"(?:麻烦|请|烦请|拜托)(?:{_YOU})?(?:了|啦)*|(?:麻烦|请|烦请|拜托)?(?:{_YOU})?(?:帮(?:我|忙)|给我|跟我)?(?:告诉|告知|回复|答复|回答|解答|回{_ONCE}|查|查查|查询|看|看看|问|问问)"
    r"(?:我们?|俺|咱)?(?:一?下子?(?!一?[条个项款章节句])|一声|下)?(?:吧|哈|呗|好吗|可以吗|行吗)?"
)
_TAIL = re.compile(
    rf"(?:[，,。.!！？?~～…；;\s]+(?:{_THANKS}{_HASTE}{_TELL})[啊呀哈哦嘞呢]?)[。.!！？?~～…\s]*$",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(?:[？?！!。，,、~～…]\s*){2,}|\.{3,}")

# a part of a message that is made of these words alone is none of its question: 单位要填表, 同事跟我争起来了, 我好跟客户说
_WORDS = "talk.toml"
_PART = re.compile(r"[，,。；;！!：:？?\s]+")
_ASKING = re.compile(
    "多少|几|谁|哪|什么|啥|怎|咋|如何|何|还是|吗|么|(.)不\\1|有没有|有无|是否|能否|可否|多[大高久长远快]"
)
_ASKS_ONLY = re.compile(
    "多少|几|谁|哪[里儿个些种]?|什么|啥|怎么?|咋|如何|[有没是不要给能会可以该得找管办理处罚补奖钱的了吗么呢吧啊，,？?。！!]|部门|单位|材料|手续|条件|配合|处理|答复"
)
# 我问了, 他说的, 这个呢: what was done, or what is pointed at, and no reason for asking
_TELLS = re.compile(
    "^(?:我|他|她|人家|领导|老板)?们?(?:问|说|讲|查|看|听|打|做|写|报|填|用|等|回|答)(?:过|了|的)*$|呢$|^(?:这|那|对|不对|是|好)(?:个|些|样)?的?$|^对|^再|^还|^也|^又|^问|现在|^不是|吧$"
)


def core(message: str) -> str:
    """What a message asks, without what is said around it; the message itself where there is nothing of that kind.

    :param message: as it was sent, traditional or simplified.
    :returns: with something taken away, simplified.
    """
    text = _REPEATED.sub(_one_mark, message)
    said = simplify(text)
    if is_aside(said):
        return text
    bare = _without(said)
    return text if bare == said else bare


@lru_cache(maxsize=1)
def _talk() -> re.Pattern[str]:
    """The words of talk.toml, two or more of them one behind the other."""
    words = {
        w
        for words in tomllib.loads(
            resources.files("assistant.understand").joinpath(_WORDS).read_text("utf-8")
        ).values()
        for w in words.split()
    }
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){{2,}}")


def _chats(part: str) -> bool:
    """Whether a part of a message only says why, for whom or how it is asked."""
    said = part.strip()
    return (
        LEAST < len(said) <= MOST
        and bool(_talk().fullmatch(said))
        and not _ASKING.search(said)
        and not _TELLS.search(said)
    )


def _says_itself(rest: str) -> bool:
    """Whether what is left names something itself: 西安呢, 鲁班奖几项, but not 找谁管."""
    left = _ASKS_ONLY.sub("", rest)
    return rest.rstrip("？?。！! ").endswith("呢") or len(re.findall(r"[\w%]", left)) >= LEAST_NAMED


def _apart(said: str) -> str:
    """A message without what it says first and last of its asking."""
    marks = list(_PART.finditer(said.rstrip("？?。.！!，, ")))
    if not marks:
        return said
    first, last = marks[0], marks[-1]
    if _chats(said[: first.start()]) and _says_itself(said[first.end() :]):
        return said[first.end() :]
    if _chats(said[last.end() :].rstrip("？?。.！!，, ")) and _says_itself(said[: last.start()]):
        return said[: last.start()] + (last.group()[0] if last.group()[0] in "？?" else "")
    return said


def _one_mark(m: re.Match[str]) -> str:
    """Of several marks the one that says most: a question before a stop before a pause."""
    marks = m.group()
    return next((k for k in "？?！!。" if k in marks), "，" if m.end() < len(m.string) else "")


def _without(said: str) -> str:
    while True:
        left = _LEAD.sub("", said, count=1)
        if left == said:
            left = _TAIL.sub(lambda m: m.group()[0] if m.group()[0] in "？?" else "", said, count=1)
        if left == said and (m := _KNOWN_TO_YOU.match(said)):
            left = m["what"]
        if left == said:
            left = _apart(said)
        if left == said or len(re.findall(r"\w", left)) < LEAST or is_aside(left):
            return said
        said = left
