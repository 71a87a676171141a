"""What is said to the assistant itself, and is no question about any text: greetings, thanks, 转人工, 讲个笑话.

Each kind has one polite line. A whole message of this sort is meant; a question behind a greeting is a question.
Knows nothing of documents or of the talk before.
"""

from __future__ import annotations

import re

_END = r"(?:[啊呀吧嘛哦哈啦了]|一下)*"
_PUNCTUATION = re.compile(r"[\s,，.。!！?？、~～…;；:：]+")
_PIECE = {
    "greeting": r"你好|您好|您?好啊|嗨|喂|哈喽|哈罗|hello|hi|hey|早|"
    r"早上好|上午好|中午好|下午好|晚上好|大家好|在吗|在不在|有人(?:在)?吗|"
    r"(?:我|那)?(?:想|要)?(?:请)?(?:问|咨询|打听)(?:你|您)?(?:个|一个|一下|下|点)?(?:事|事儿|事情|问题|政策)|打扰一下|请问",
    "thanks": r"(?:好|好的|行|可以|嗯+|哦+|噢+|哎|ok|okay|收到|明白|知道|清楚|懂|了解|没问题)|"
    r"(?:非常|太|十分|多)?(?:谢|感谢|多谢|谢谢)(?:你|您|啦|大家)?|"
    r"thanks|thankyou|辛苦(?:你|您)?|麻烦(?:你|您)?|(?:你)?(?:说得|讲得|回答得)?(?:真|很|太)(?:好|棒|不错|厉害|清楚)",
    "farewell": r"再见|拜拜|拜|bye|byebye|回头见|下次见|没(?:有|别的)?(?:问题|事|事儿|别的|其他)?|"
    r"没(?:有)?(?:别的|其他|什么)(?:事|问题)?|"
    r"(?:就|先)(?:这样|到这|到这里|这些)|不(?:用|问|聊)(?:了)?",
    "human": r"(?:请|麻烦)?(?:帮|给)?(?:我)?(?:转|转接|接|接通|找|要|换|叫)(?:到|个|一下|成)?"
    r"(?:人工|真人|客服|坐席|座席)(?:客服|服务|坐席|座席|来)?|"
    r"(?:人工|真人|在线)?(?:客服|坐席|座席|人工|真人)(?:客服|服务)?(?:在|在吗|在哪|呢)?|(?:我)?(?:要|想)(?:跟|和|找)(?:个)?(?:真)?人(?:说话|说|聊|工)?",
    "self": r"(?:那|请问)?[你您](?!.*(?:补|奖|罚|规定|哪|多少|说|讲|查|政策|文件|条))"
    r"(?:到底|究竟|是不是)?(?:是|叫|姓|会|懂|喜欢|爱|吃|喝|睡|累|几岁|多大|住|结婚|"
    r"在(?:干|做|忙)|怎么(?:这么|样)|有(?:没有)?(?:女|男)?(?:朋友|感情|名字|对象)|能(?:做|干|帮)(?:什么|啥|我什么|我啥|些什么|些啥|嘛))[^，,。？?]{0,10}|"
    r"[你您](?:是)?谁|(?:这|你们|你们这)(?:里)?(?:是)?(?:谁|干什么|干啥|做什么|做啥|什么单位|什么地方|哪里|哪)的?|[你您](?:真|太|好)(?:笨|傻|蠢|慢|差|烦)|"
    r"(?:我)?(?:想|要)?(?:投诉|举报|骂|打)[你您]|(?:给|跟|和)?(?:我|大家)?(?:讲讲|说说|谈谈|介绍)(?:一下)?[你您](?:自己)?|"
    r"[你您](?:自我|先)?介绍(?:一下)?(?:自己|你自己)?|[你您](?:背后|后台)?(?:是)?用的?(?:是)?(?:什么|啥|哪个|哪家)的?(?:大|语言|ai)*(?:模型|算法|技术|程序)|"
    r"(?:who|what)are?you|whatmodelareyou",
    "pastime": r"(?:你|您)?(?:能不能|可不可以|可以|能|会不会|会)?"
    r"(?:给|跟|为|帮)?(?:我|咱|大家)?(?:再)?(?:讲|说|来|唱|背|写|念|作|编|画)(?:一)?(?:个|段|点|首|篇|句|两句|张|幅)?"
    r"(?:笑话|故事|段子|歌|歌儿|诗|情诗|古诗|情话|小说|作文|代码|程序|绕口令|相声|谜语|图画?|画)(?:吗|么|不)?|(?:陪|跟|和)?(?:我)?聊(?:会儿?|一会儿?)?天|猜(?:个)?谜语?|"
    r"(?:我)?(?:好|很|太)?(?:无聊|郁闷|累|烦|开心)|(?:现在|今天|今儿|明天)?(?:是)?(?:几点|几号|星期几|周几|礼拜几)(?:了|钟)?|"
    r"(?:今天|明天|后天|这几天)?(?:的)?天气(?:怎么?样|咋样|如何|好吗|好不好|预报)?(?:呢)?|(?:what|how)['’]?(?:s|is)theweather(?:like)?(?:today|tomorrow|now)?",
}
_HOLDINGS = re.compile(
    r"(?:(?:请问|那|我|在|从|你们?|您|这里?|这儿|里面?|系统|库|知识库|目前|现在|一共|总共|都|能|可以|够)*(?:查得?到?|查询|收录|收集|收|包含|包括|覆盖|有|回答)(?:的|了|到)?(?:是|有|都是)?"
    r"(?:哪些|什么|哪几[个份部]|多少[个份部]?|几[个份部])(?:政策文件|政策|文件|文档|法规|资料)(?:的问题|可以查|能查|可查|可用)?|"
    r"[你您]们?(?:能|可以|会)回答(?:些)?(?:什么|哪些|啥)(?:样的)?问题|"
    r"(?:收录|能查|可查|可以查|库里|现有|已有)的?(?:政策文件|文件|文档)(?:都)?(?:有|是)?(?:哪些|什么|哪几[个份部]|清单|目录|列表)?)"
    rf"{_END}[呢吗]?"
)
_KINDS = {kind: re.compile(rf"(?:(?:{pattern}){_END})+", re.IGNORECASE) for kind, pattern in _PIECE.items()}
LINES = {
    "greeting": "您好！请直接说要问的事，例如哪个地区的哪项指标、第几条讲什么、由谁负责",
    "thanks": "不客气。还有政策条款方面的问题，可以接着问",
    "farewell": "好的，再见。以后有政策条款方面的问题，欢迎再来问",
    "human": "这里自动查询已收录的政策文件，不能转接人工；需要人工服务，请拨打当地政务服务热线",
    "self": "我是政策条款查询助手，只依据已收录的政策文件回答，并注明出处",
    "pastime": "我只回答已收录政策文件里的问题，这个帮不上忙",
}


def asks_holdings(text: str) -> bool:
    """Whether a (simplified) message asks which documents are here (你们能查哪些文件)."""
    return bool(_HOLDINGS.fullmatch(_PUNCTUATION.sub("", text)))


def is_aside(text: str) -> bool:
    """Whether a (simplified) message is no question about a text, and goes on from none."""
    return bool(small_talk(text)) or asks_holdings(text)


def small_talk(text: str) -> str:
    """The kind of small talk that a (simplified) message wholly is; "" for everything else."""
    bare = _PUNCTUATION.sub("", text)
    if not bare or len(bare) > 24:
        return ""
    for kind, pattern in _KINDS.items():
        if pattern.fullmatch(bare):
            return kind
    # 好的，谢谢，再见: the last says what is to be answered
    parts = [p for p in _PUNCTUATION.split(text) if p]
    if len(parts) > 1 and all(kinds := [small_talk(p) for p in parts]):
        return kinds[-1]
    return ""
