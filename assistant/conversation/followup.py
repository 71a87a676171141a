"""A follow-up taken apart: what only ties it to the turns before (那, 不对, 换个问题, 浙江的不用了) and what it says.

Text in, text out: knows nothing of corpora, places or the turns before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_THANKS = (
    r"(?:好的?|嗯+|哦+|噢|行|谢谢(?:你|您|了|啦)?|多谢|明白了?|知道了|清楚了|懂了|了解|可以|ok|okay|thanks|"
    r"(?:有|那|这)就(?:好|行|成)了?|好嘞|得嘞|收到|没错)"
)
# what may be said without a mark behind it; 行业标准呢 and 可以转让吗 begin with no thanks
_PLAIN_THANKS = r"(?:好的|嗯+|哦+|噢|谢谢(?:你|您|了|啦)?|多谢|明白了|知道了|清楚了|懂了|ok|okay|thanks)"
_ONLY_THANKS = re.compile(rf"^(?:{_THANKS}[啊哈吧]?[,，。.!！、\s]*)+$", re.IGNORECASE)
_POLITE = re.compile(
    rf"^(?:{_THANKS}[啊哈吧]?(?:[,，。.!！、\s]+|(?=那))|{_PLAIN_THANKS}[啊哈吧]?[,，。.!！、\s]*)+(?=.)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:哦|啊|呃|哎|唉|诶)?[,，]?(?:(?:不好意思|抱歉|对不起)[,，。\s]*)?(?:我)?(?:刚才?|刚刚)?(?:[说讲问搞弄记看念](?:岔|反|拧|串|混|错)了?|口误)[,，。!！\s]+|"
    r"^(?:哦|啊|呃)?[,，]?(?:(?:错了|不对|不是|不好意思|抱歉|对不起)[,，。\s]*(?=错了|不对|不是|[打写搞弄问说我]错?说?错了|更正|纠正))*(?:打错了|写错了|不是(?=[,，。\s我说问指])|不对(?!吧)|不不|错了|搞错了|弄错了|问错了|不用了|算了|我说错了|说错了|更正(?:一下)?|"
    r"纠正(?:一下)?|哦不|啊不|不好意思|抱歉|no)(?:[,，。.!！、\s]+|(?=我|他|她|应该|是|说|问|要|指|想)|$)|"
    r"^(?=我(?:想|要)?(?:说|问|指|要|查)的(?:是)?(?!什么|啥|哪)[^，,]{2,})",
    re.IGNORECASE,
)
# a new question is announced; strong: the subject is left behind
_FRESH = re.compile(
    r"^(?:(?:那|再|我)?(?:换(?:一)?个|换下|(?:说|问|聊|讲)(?:一)?个(?:别的|另外的|其他的?)|另(?:外)?(?:一)?个|下一?个)(?:别的)?(?:问题|话题|事儿?|方面|内容|主题)|"
    r"(?:不|先不)(?:说|问|谈|聊|管)(?:这个|那个|这些)了?|(?:再|我)*(?:想)?问(?:点|个)?别的)(?:问(?:一)?[问下])?[,，。:：!！、\s]*(?=.)"
)
_AGAIN = re.compile(
    r"^(?:(?:还有|另外|然后|接着|顺便|再|我)*(?:想|要)?(?:请)?(?:再|也)?(?:问|请教|咨询|打听|查)(?:你|您)?(?:一)?(?:下|个)(?:问题)?|"
    # 还想问首席质量官
    r"(?:我|就)?(?:还|也|再)(?:想|要)(?:再)?(?:请)?(?:问问?|请教|咨询|打听|了解|知道|查查?)(?:的是|一下)?(?=[^题下你您，,]{2})|"
    r"(?:还有(?!吗|呢|没|别的|其他|哪|什么|啥|效|用|多|几|谁)|另外|此外|顺便|然后|接着|再来|对了(?=[,，\s]))(?:一?个)?(?:问题)?)[,，。:：!！、\s]*(?=.)"
)
# 回到刚才那个专利，…: the talk goes back to an earlier turn
_BACK = re.compile(
    r"^(?:那|好|再|又|咱们|我们)?(?:还是)?(?:回到|说回|转回|接着(?:说|问)|回过头(?:来)?(?:说|看|问)?|回头(?:再)?(?:说|看|问)|"
    # 还说西安那个，…
    r"还是?(?:说|问|聊|看)(?=[^，,。？?]{1,10}那[个项条件份][，,]))(?:到)?"
    r"(?:刚才|刚刚|前面|上面|之前|最开始|一开始|开头)?(?:说|问|提到|讲)?(?:过)?的?(?:那个|这个|那项|那条|那件事|问题)?[,，。、\s]*"
)
# 还是刚开始那个数，全省多少: the first turn
FIRST = "最开始"
_TO_FIRST = re.compile(
    "^(?:那)?(?:还是|再?(?:说|问|看)?回(?:到)?|接着)(?:说|问|看)?(?:我)?(?:刚开始|一开始|最开始|最初|头一回|开头|最先)(?:问|说|讲)?的?(?:那)?"
    "(?:一)?(?:个|项|条|件)?(?:数字?|问题|指标|事情?|东西)?[，,。\\s]+(?=.{2,})"
)
# 还是说西安吧
_RATHER = re.compile(
    r"(?:那|算了)?[，,]?还是(?:说说?|看看?|问问?|查查?|要)(?P<what>[^，,。？?]{2,20}?)(?:的|那边)?(?:吧|好了|算了)(?:[。！!\s]*|[，,](?P<ask>[^，,]*(?:多少|几[^，,]{1,3}))[？?。\s]*)"
)
# 那个, 那家 point; 那家庭养老床位, 那个体户, 那节能改造 do not
_COUNTED = (
    "(?:些|个(?!人|体|税|性|案|转)|条(?!例|款|约|件|文|码|目)|项(?!目)|份(?!额)|款(?!项)|点(?!心)|章(?!程)|边(?!境|疆|防|角|界)|"
    "家(?!庭|长|属|具|电|政|禽|畜|用|园|族|居|乡|教|装|企|访|暴)|部(?!门|委|队|署|分|省|级|长)|"
    "节(?!能|水|约|假|庆|日|电|目|肥|药)|种(?!植|子|粮|业|养|质|苗|猪|畜|禽|田))"
)
_LEAD = re.compile(
    rf"^(?:那么|那(?!(?:一)?{_COUNTED}|时|会|年|阵|里)|换成|改成|换到|(?:如果|要是|假如|若)(?:是|换成|换|[看按](?=到?(?:20)?\d\d年))?(?!.*的话.{3})|换(?!个|句|[一-龥]{{1,6}}了)|(?:还是)?同样(?:的?(?:问题|一?个问题))?)[,，、\s]*"
)
# 要是丢了呢, 那我要是搬走呢; 如果换成西安 supposes nothing
_SUPPOSED = re.compile(
    r"^(?:那|那么)?[，,]?(?P<who>(?:我们?|俺们?|咱们?)?)(?:要是|如果|假如|假设|倘若|万一|若是?)(?!换成|改成|换到|换作|[看按](?:到)?(?:20)?\d\d年)[，,]?(?:说)?(?=.)"
)
_ENGLISH_LEAD = re.compile(
    r"^(?:(?:and|but|so|also|then|well|or)\b[,\s]*)*(?:(?:what|how) about\s+)?(?:(?:for|in|of|to)\s+(?=[A-Z\d一-龥]))?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?:我|[他她](?:们)?|对方|人家|来电(?:的)?(?:人|群众|市民)?|客户|领导|老板)?(?:的意思是|就?(?:是|要|想|想要)?(?:问|看|说|查|指|要){1,2}(?:一下)?(?:的(?:是)?|是)?|应该是|是)(?=[^不否].)"
)
_DROPPED_AFTER = re.compile(
    r"^(?P<what>.{1,16}?)(?:的|那[个份边块])?(?:话)?(?:就|先|都|我|已经)*"
    r"(?:(?:不用|不要|不看|不问|不查|不管|不说|不需要|没必要|算|知道|清楚|明白|有)(?:说|看|管|查|问)?(?:了|吧|啦)|"
    r"(?:略过?|跳过|放(?:一放|一边|下))(?:了|吧|啦)?)$"
)
_DROPPED_BEFORE = re.compile(
    r"^(?:算了)?(?:我)?(?:先)?(?:不是|不|别|没)(?:再|想|要)*(?:问|要|看|说|管|查|谈|指)(?:的)?(?:是)?(?P<what>.{1,18}?)(?:了|的|吧|啦)*$"
)
_NOT = re.compile(r"^(?:我(?:想|要)?(?:问|说|指)的)?不是(?:说|指|问)?(?P<what>.{1,14}?)(?:的|那[个份])?$")
_TAIL = re.compile(
    r"(?:[呢啊呀吧嘛哦]|怎么样|怎样|如何|的话|又如何|又是多少|(?<!有)(?<!是)(?<!能)(?<!要)吗)*[？?。.!！\s]*$"
)
# 服务满意度勒: 呢, as it is said in many places
_DIALECT = re.compile(r"(?<=.)[勒咧嘞捏哩](?=[？?。\s]*$)")
# 必须配吗，陕西的: the place is said behind
_PLACE_BEHIND = re.compile(
    r"^(?P<ask>[^，,]{2,16}?)(?:[？?]?[，,]|[？?])(?P<where>[^，,。？?]{2,6}?)(?:的|那边|这边|的?[那这][份个][^，,。？?]{2,6})[？?。\s]*$"
)
# …，不是全省的: a place that is denied
_NOT_THERE = re.compile("(?:我)?(?:不是|不要|不问|没问|别)")
# 我就一个小厂子，这个是必须买吗
_TOLD_FIRST = re.compile(
    r"^(?P<story>[我咱俺][^，,。？?]{2,16})[，,](?P<ask>(?:那|这|它)(?:个|项|条|种|些|样)?(?![边里么])[^，,]{3,}|(?:也|还)(?:得|要|能|可以|用|需要)[一-龥]{1,3}?(?:不|吗|么)[？?。\s]*)$"
)
_OF_LEVEL = re.compile("^(?:全[省市县区]|[省市县区][里上])的?")
# 跟陕西比呢
_BESIDE = re.compile(
    r"^(?:跟|和|与|同)(?P<what>[^，,。？?]{2,10}?)(?:相比|对比|比一?比|比较|比)(?:呢|怎么样|如何|一下)?[？?。\s]*$"
)
_INSIDE = "(?:里面?|中|里头|里边|那边|这边|那里|这里)"
_ALIKE = "(?:一样|类似|同样|这样|相同|差不多)"
# a figure of that kind, or a rule: 有这个指标吗, 有没有定
_SUCH = rf"(?:(?:这个|这一?项|这种|{_ALIKE})的?)?(?:规定|说法|要求|指标|目标|数字?|定|提|写)?(?:过|到)?"
# 陕西2015年也提了吧: the same, asked of another one
_ALSO = re.compile(
    rf"^(?P<what>[^，,。？?]{{2,14}}?){_INSIDE}?也(?:是)?(?:提|写|说|讲|有|要求|规定|定|列|搞|弄|做|干|办|抓|推行?|实行|这[么样])(?:了|到|过|的)?(?:{_ALIKE}的)?(?:[这那](?:一?[条项个句])?(?:话|说法|提法|规定|要求|指标|目标|内容|词儿?)?)?(?:(?:吧|吗|没有?|么|呀)[？?。\s]*|[？?]\s*)$"
)
# 2017年那份也是这四句吗，还是改过; 陕西2023年还提这个吗; 后来西安的方案里还有没有这个体系
_THAT = "(?:这|那|同样|一样)[几两二三四五六七八九十]?(?:个|项|条|句|种|些|样)?[一-龥]{0,4}?"
_AS_THAT = re.compile(
    r"^(?:后来|现在|如今)?(?P<what>[^，,。？?]{2,24}?)(?:里面?|中)?"
    rf"(?:也(?:是|有|提|写|说)(?:了|过)?{_THAT}|还?(?:有没有|提没提|提不提|在不在){_THAT}|还(?:有|提|说|写|要求|保留)(?:着|了)?{_THAT})"
    r"(?:吗|么|吧|没有?|不)?(?:[，,]?(?:还是)?(?:改过|变了|改了|变过|没有|不一样|不同|没变)了?(?:吗|么)?)?[？?。\s]*$"
)
# 浙江有吗，我妹在杭州; 省里有没有类似的
_THERE_TOO = re.compile(
    rf"^(?P<what>[^，,。？?还都也就只]{{2,8}}?){_INSIDE}?(?:有没有{_SUCH}|有{_SUCH}(?:吗|么|没有?)|(?:定|提|写|说|讲|规定|要求)(?:了|过|到)?(?:吗|么|没(?:有|[定提写说讲])?))(?:呢|呀)?(?:[？?。，,\s]+(?:它|他们|那边|里面|具体|上面)*(?:是)?(?:怎么|咋|如何)(?:写|说|讲|规定|定|提|表述)(?:的)?(?:呢|呀)?)?[？?。\s]*(?:[？?。，,\s]+(?P<story>[我咱俺][^？?]{{2,}})?)?$"
)
# 我们在陕西咸阳，有吗: the same, for another place
_LIVES = re.compile(
    r"^(?:我|我们|咱们?|俺们?)(?:家|公司|企业|厂|店|单位)?(?:是)?在(?P<where>[^，,。？?]{2,8}?)(?:这边|这里|的)?[，,](?:也)?(?:有|有没有|行|能用|能享受|适用|可以)(?:吗|不|没有?|呢)?[？?。\s]*$"
)
# 要是我在咸阳呢
MOVED = re.compile(
    r"^(?:我们?|咱们?|俺们?)(?:家|公司|企业|厂|店|单位)?(?:是)?(?:在|搬到?|开在|位于|注册在)(?P<what>[^，,。？?]{2,8}?)(?:这边|那边|这里|的|开|办)?呢[？?。\s]*$"
)
# 研发投入强度也照样算一下: the same of another thing
_LIKEWISE = re.compile(
    r"^(?P<what>[^，,。？?]{2,16}?)(?:也|再)?(?:照样|照这样|照着|按同样的|用同样的|同样|一样)(?:地|的|方法|办法)?(?:也)?(?:给我|帮我)?(?:算|查|比|说|看|来|列)(?:一)?(?:下|遍|算|比|看|个)?(?:吧|呗)?[？?。\s]*$"
)
# 药品的要多少: of another kind of what was asked for, whose name is left out
_HEADLESS = re.compile(
    r"^(?P<what>[^，,。；;？?]{1,10}?[^目我你他她是有定写设求])的(?:是|要|应该?|得|有|能|会|定|达到?|到|新增|新添|新培养|增加|添)*(?:多少|几[个家项名人件张例种类台项])(?![钱年天次分以之])[^，,。；;？?]{0,2}[？?。\s]*$"
)
# how a comparison is put: 高出省里几个点 → 比省里高几个点, 比咱西安定的高出几个, 省里的比西安的多几项, 跟浙江比谁定得高些
_MORE_THAN_IT = re.compile(
    r"^(?:那|又|要|会|还)*(?P<how>[高低多少大])(?:出|于|过)(?P<what>[^，,。？?几多]{1,10}?)的?(?=(?:多少|几))"
)
_OF_OURS = re.compile(r"(?<=[比跟和与])(?:咱们?|俺们?|我们|人家)(?=[^的，,。]{2})")
_AS_SET = re.compile(
    r"(?:自己|自个儿?|那边)?(?:定|写|要求|规定|设)?(?:得|的)(?=(?:更|要|会)?[高低多少大小严松](?!点|些|$)|(?:更|要)?[高低多少大小严松][点些]?[？?。\s]*$)"
)
_OF_IT_THAN = re.compile(r"^(?P<one>[^，,。？?比的]{1,6})的(?=比[^例重率较])")
# 哪一年建成这些: of what was told
_THESE_BEHIND = re.compile(
    r"(?<=[哪几何][一-龥]{3})(?:这些|那些|它们)[？?。\s]*$|(?<=[哪几何][一-龥]{4})(?:这些|那些|它们)[？?。\s]*$"
)
# 出处呢, 条款号给我, 这是哪份文件说的
_SOURCE_ASKED = re.compile(
    r"^(?:那|这|它)?(?:的)?(?:(?:出处|条款号?|条文号|来源|依据)(?:在哪|呢|给我|是什么|是啥|报一?下|发我|说一?下)|(?:是)?(?:在)?(?:哪个|哪份|什么)文件(?:里|上)?(?:说|写|讲|定|规定|提)?(?:到)?(?:的)?|(?:是)?第几[项条点个](?:指标)?|"
    r"(?:在)?(?:哪里?|哪儿)(?:能|可以|可)(?:查|看|找)(?:到|见)?|文件名(?:称|字)?(?:叫|是)?(?:什么|啥)(?:名字)?)[？?。\s]*$"
)
# 浙江的也报一下, 陕西的再念念, with 就这个占比 behind it: the same of another place
_ALSO_READ = re.compile(
    r"^(?P<what>[^，,。？?]{2,8}?)(?:那边|那里)?的?(?:也|再|同样|一样)+(?:给我|帮我|跟我)?(?:报|查|说|看|念|讲|读|找|来|列)(?:一?[下报查说看念讲读找个]|一遍)?(?:吧|呗|嘛)?"
    r"(?:[，,](?:就|还是|也是|同样是|只要)?(?:看|查|要|问)?(?:这|那|同)(?:一?[个项条种]|样)?[^，,。？?]{0,6})?[？?。\s]*$"
)
# 全省的口径是多少项, 浙江的数是多少
_FIGURE_WORD = re.compile(r"的(?:口径|数字?|数据|数值|说法)(?=(?:是|要|定|为|有)?(?:多少|几))")
# 再看看陕西, 帮我再查下陕西的
FETCHED = re.compile(
    r"^(?:那|你|您|请|麻烦|再|也|帮我|给我|帮忙|顺便|接着)*(?:看看?|查查?|报报?|说说?|讲讲?|念念?|来|给我|瞧瞧?)(?:一?下|个)?(?P<what>(?!.*(?:原[话文]|[条全]文|内容|答案|依据|条款|详细|具体))[^，,。？?]{2,8}?)(?:那边)?的?[？?。\s]*$"
)
_SAME_YEAR = re.compile(
    r"(?<=[一-龥]{2})(?:那边)?的?(?:同一?年|同期|同样(?:那|这)年)(?:的)?(?=呢|[？?。\s]*$|[定要是为写报数]|目标|指标|多少|几[^月号]|达到)"
)
# 接入企业这一项呢
_THIS_ITEM = re.compile(
    r"(?<=[一-龥”]{2})(?:这|那)(?:一)?(?:项(?:指标|目标)?|个(?:指标|数字?|目标))(?:的)?(?=呢[？?。\s]*$)"
)
# 我记得是107件, 有人说是1201名, 不是应该102%吗, 78%对吧: a figure that is taken to be the one told
_CLAIM = re.compile(
    r"^(?:那|可是?|但是?|不过|所以|啊|哎|咦|[，,])*"
    r"(?P<who>(?:(?:我|我们|有人|别人|人家|[他她]们?|同事|领导|朋友|网上|新闻里?|上次|之前|以前|有的)*(?:怎么|好像|明明|一直)?"
    r"(?:记得|听说|听到|听人说|看到|看见|查到|查的|以为|印象[中里]|说|讲)(?:过|着|的)?(?:写|说|讲)?(?:的)?)?)"
    r"(?P<is>(?:就|不|难道|应该|好像|大概|可能|要|得|到底|真的)*(?:是不是|不是|是|达到?|到)?(?:应该|要)?(?:是|为)?)"
    r"(?P<figure>\d[\d.,]*\s?(?:%|(?![年月日号条款章节级天对是吧吗么以左])[一-龥](?:(?![对是吧吗么以左这])[一-龥])?(?:/[一-龥])?)?(?:以上|左右|以下)?)[，,]?(?:这么多|来着)?"
    r"(?P<sure>(?:是吧|对吧|对吗|对不对|是吗|没错吧|吧|吗|么|嘛|是不是)?)[？?。！!\s]*$"
)
_NOW = re.compile(r"现在(?:的|那[份个])?|现行的?|最新的?|如今的?|眼下的?|新的那[份个]")
# 吃的喝的呢，就是食品: said again in better words
_BETTER = re.compile(r"^.{1,14}?[,，]\s*(?:也?就是|我是说|我说的是|指的是|即)(?:说)?(?P<what>[^，,]{2,})$")
_ASKS = re.compile(
    r"^(?:请|麻烦|帮|给我|替我)|写[个一篇封份]|念|读一|列[出一]|说说|讲讲|介绍|解释|总结|翻译|"
    r"多少|几|谁|哪|什么|啥|怎|咋|如何|为何|(?<=.)还是|多[大高久长远快]|[吗么]|(.)不\1|有没有|有无|是否|能否|可否|要不|行不|不[？?\s]*$|没有?[？?\s]*$|"
    r"\b(?:who|what|which|when|how|why|is|are|does|do)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a follow-up says, and how it hangs on what was said before."""

    text: str  # without the words that only tie it to the turns before
    corrected: bool = False  # 不对，我问的是…; 浙江的不用了，…
    fresh: bool = False  # 换个问题
    elliptic: bool = False  # 那…呢: says only what differs
    current: bool = False  # 现在的: not the old document
    back: str | None = (
        None  # 回到刚才那个专利，陕西多少: what the earlier turn was about; "" where that is not said
    )
    supposed: bool = False  # 要是丢了呢
    story: str = ""  # 农村呢，我老家在农村: what is told beside it
    too: bool = False  # 省里也有吗: whether it is found there


def take_apart(text: str, names: Callable[[str], bool] = lambda _: True) -> FollowUp:
    """A (simplified) follow-up without its ties.

    :param names: whether a text names a place, year, document or clause; only such a thing is exchanged by
        不是2015年，是2023年.
    """
    text = text.strip()
    if _ONLY_THANKS.match(text):
        return FollowUp("")
    text = _POLITE.sub("", text) or text
    corrected = fresh = elliptic = False
    back: str | None = None
    if m := _TO_FIRST.match(text):
        back, text = FIRST, text[m.end() :]
    elif (m := _BACK.match(text)) and m.group():
        back, text = _gone_back(text[m.end() :])
    if m := _FRESH.match(text):
        fresh, text = True, text[m.end() :]
    if m := _RATHER.fullmatch(text):
        corrected, text = True, m["what"] + (m["ask"] or "呢")
    kept, dropped = _withdrawn(text, names)
    if dropped:
        corrected, text = True, kept
    elif m := _CORRECTION.match(text):
        corrected, text = True, text[m.end() :]
    if corrected and (m := _FRESH.match(text.strip("，, "))):
        # 算了，换个问题，…
        fresh, text = True, text.strip("，, ")[m.end() :]
    if corrected:
        text = _SAID.sub("", text.strip("，, "))
        if back is None and (m := _BACK.match(text)) and m.group():
            # 算了不管浙江，还说西安那个，…
            back, text = _gone_back(text[m.end() :])
    supposed = False
    if m := _SUPPOSED.match(text):
        supposed, text = True, m["who"] + text[m.end() :]
    # 已过期一周呢: so it is now
    supposed = supposed or bool(re.match(r"[^，,。？?]{0,4}已经?[^，,。？?]{2,}呢[？?。\s]*$", text))
    for _ in range(3):
        m = _AGAIN.match(text) or _LEAD.match(text)
        if not m or not m.group():
            break
        elliptic = elliptic or not _AGAIN.match(text)
        text = text[m.end() :]
    if (m := _ENGLISH_LEAD.match(text)) and m.group():
        elliptic, text = True, text[m.end() :]
    text = _SOURCE_ASKED.sub("写在哪一条", plain_comparison(_DIALECT.sub("呢", text)))
    text = _FIGURE_WORD.sub("的", text)
    text = _THIS_ITEM.sub("", _SAME_YEAR.sub("", _THESE_BEHIND.sub("", text)))
    text = claimed(text) or text
    if (m := _PLACE_BEHIND.match(text)) and asks(m["ask"]) and names(m["where"]):
        # 全省的是多少项？陕西省那份实施意见; of what it is not (…，不是全省的) nothing is asked
        text = m["ask"] if _NOT_THERE.match(m["where"]) else m["where"] + _OF_LEVEL.sub("", m["ask"])
    told = _TOLD_FIRST.match(text)
    if told and not asks(told["story"]):
        text = told["ask"]
    elliptic = elliptic or corrected or bool(re.search(r"呢(?:[？?。\s]*$|[,，])", text))
    # 新增拿证的, 省级的: a kind without the name of the thing
    elliptic = elliptic or (bool(re.fullmatch(r"[^，,。？?]{1,9}[^是]的[？?。\s]*", text)) and not asks(text))
    if elliptic and (m := _BETTER.match(text)) and not asks(m["what"]):
        text = m["what"]
    if m := _BESIDE.match(text):
        elliptic, text = True, f"比{m['what']}呢"
    too = _ALSO.match(text)
    if too:
        elliptic, text = True, f"{too['what']}呢"
    if m := _LIVES.match(text):
        elliptic, text = True, f"{m['where']}呢"
    if m := _LIKEWISE.match(text):
        elliptic, text = True, f"{m['what']}呢"
    if (m := _ALSO_READ.match(text)) and names(m["what"]):
        elliptic, text = True, f"{m['what']}呢"
    text, story = _named_first(text)
    story = story or (told["story"] if told and not asks(told["story"]) else "")
    elliptic = elliptic or bool(story)
    now = bool(re.fullmatch(rf"(?:{_NOW.pattern})呢?[？?。\s]*", text))
    current = now or (bool(_NOW.search(text)) and corrected)
    if current:
        text = "" if now else _NOW.sub("", text)
    return FollowUp(
        text=text.strip("，, "),
        corrected=corrected,
        fresh=fresh,
        elliptic=elliptic,
        current=current,
        back=back,
        supposed=supposed,
        story=story,
        too=too is not None,
    )


def claimed(text: str) -> str:
    """A follow-up that only claims a figure (我记得是107件, 不是应该102%吗), asking whether it is so; "" for any other one."""
    m = _CLAIM.match(text)
    if m is None or not (m["who"] or m["sure"] or "是不是" in m["is"]):
        return ""
    return f"是{m['figure'].strip()}吗"


def plain_comparison(text: str) -> str:
    """A follow-up that compares, in the plain form: 高出省里几个点 → 比省里高几个点; any other text as it is."""
    if m := _MORE_THAN_IT.match(text):
        return f"比{m['what']}{m['how']}{text[m.end() :]}"
    if not re.search("[比跟和与](?![例重率较])", text):
        return text
    text = _OF_IT_THAN.sub(lambda m: m["one"], _OF_OURS.sub("", text))
    begin = re.search("[比跟和与]", text)
    at = begin.end() if begin else 0
    return text[:at] + _AS_SET.sub("", text[at:])


def there_too(text: str) -> tuple[str, str]:
    """What a follow-up asks if it has the same, and what is told beside that (浙江, 我妹在杭州); "" for other ones."""
    if m := _AS_THAT.match(text):
        return m["what"], ""
    m = _THERE_TOO.match(text)
    return (m["what"], m["story"] or "") if m else ("", "")


def ended(text: str) -> str:
    """A question without the marks at its end."""
    return re.sub(r"[？?。，,\s]+$", "", text)


def headless(text: str) -> str:
    """The kind that a follow-up asks for without the name of the thing (药品 of 药品的要多少); "" where it names the thing."""
    m = _HEADLESS.match(text)
    return m["what"] if m and not asks(m["what"]) else ""


def _named_first(text: str) -> tuple[str, str]:
    """(what is asked, what is told beside it): 伪造产地呢，罚多少 → 伪造产地罚多少; 农村呢，我老家在农村 → 农村呢."""
    m = re.match(r"(?P<what>[^，,。？?]{1,20}?)呢[，,。？?\s]+(?P<rest>.{2,})$", text)
    if not m:
        return text, ""
    if asks(m["rest"]):
        # 西安呢，西安定的多少分
        return m["rest"] if m["rest"].startswith(m["what"]) else m["what"] + m["rest"], ""
    return m["what"] + "呢", m["rest"].strip("。，, ")


def _gone_back(text: str) -> tuple[str, str]:
    """(what the earlier turn was about, what is asked of it now)."""
    m = re.match(r"(?P<what>[^，,。]{1,30}?)的?(?:问题|事|事情|话题)?[，,。\s]+(?P<ask>.{2,})$", text)
    if m:
        return m["what"], m["ask"]
    return "", text


def _withdrawn(text: str, names: Callable[[str], bool]) -> tuple[str, bool]:
    """(what is left, whether something was withdrawn): 浙江的不用了，西安多少 → 西安多少."""
    parts = [p for p in re.split(r"[，,。；;!！\s]+", text) if p]
    if len(parts) < 2:
        return text, False
    kept: list[str] = []
    for n, part in enumerate(parts):
        m = _DROPPED_AFTER.match(part) or _DROPPED_BEFORE.match(part)
        m = m or (_NOT.match(part) if n + 1 < len(parts) else None)
        if not m or not names(m["what"]):
            kept.append(part)
    if len(kept) == len(parts) or not kept:
        return text, False
    return "，".join(kept), True


def without_tail(text: str) -> str:
    """A bare subject without the particle that makes it a question: 电饭锅呢？ → 电饭锅."""
    return _TAIL.sub("", text)


def asks(text: str) -> bool:
    """Whether a text has a question of its own, more than 呢."""
    return bool(_ASKS.search(text))


def finished(text: str) -> str:
    """安全生产法第95条呢 asks what it says."""
    return text if asks(text) else f"{without_tail(text)}讲什么"
