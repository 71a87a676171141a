"""Kinds of thing an answer may not lack: who asks for a subsidy, a telephone number or how to apply wants that said.

A clause that shares every other word with the question does not answer it without: 支持企业申报职称 says nothing of
how to apply, and a sentence on small firms that promises no money is no yes to 有没有补贴. The lists hold what people
ask offices for, and the ways texts of rules say it. Knows nothing of which clause was chosen or why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.answers.deadlines import DEAL, asked_time, of_another_time
from assistant.answers.named import lacks_names, names_asked
from assistant.answers.units import tells_often
from assistant.understand.measured import OFTEN

_APPLY = "申请|申报|报名|报考|办理|登记|领取|报销|兑付|兑现|申领"
# how something is done, in words that tell somebody what to do
_STEP = re.compile(
    f"{_APPLY}|提出|提交|报送|递交|受理|备案|手续|审核|审批|评审|推荐|填报|公示|报.{{1,12}}(?:部门|机关|局|委|厅|办公室)"
)
# what the authorities wish or do themselves; nobody learns from it how to apply
_WISH = re.compile(
    "支持|鼓励|引导|推动|推进|推行|推广|组织|动员|积极|指导|帮助|帮扶|协助|争取|争创|加快|加强|优化|简化|便利|完善|规范|培育|深化|"
    "强化|健全|建立|探索|实施|落实|开展|提升"
)
_PIECES = re.compile("[。；;，,：:]")
_SENTENCES = re.compile("[。；;]")
PAPERS = re.compile(
    "(?:提交|提供|报送|递交|出具|携带|持|附|填写|填报|准备|上传)[^。；;]{0,40}?(?:以下|下列|如下|"
    "[一-龥](?:书|表|证|照|报告|证明|复印件|原件|合同|凭证|发票|清单|意见|图纸|方案))|"
    "(?:材料|资料|文件)(?:包括|有|为|：|:|如下)|书面同意|"
    # what is listed: 参展合同、发票、护照首页
    "[一-龥](?:书|表|(?<!认)证|照|报告|证明|复印件|原件|合同|凭证|发票|回单|清单|函)(?:[（(][^（()）]*[)）])?(?:、|和|及|或)[一-龥]{2,12}"
    "(?:书|表|(?<!认)证|照片?|报告|证明|复印件|原件|合同|凭证|发票|回单|清单|函|页)"
)
_DIALLED = r"(?<!\d)(?:\d{7,}|0\d{2,3}[-—－][\d*＊xX×]{3,})"  # a telephone number
_NUMBER = r"(?<![\d月])(?:\d{1,3}|[一二两三四五六七八九十百]+)"


def tells_how(text: str) -> bool:
    """Whether some sentence says how something is applied for, and not merely that it is wished for."""
    for sentence in _SENTENCES.split(text):
        wished = False
        for piece in _PIECES.split(sentence):
            step = _STEP.search(piece)
            # a wish holds for what it opens (支持企业申报A、申报B), until somebody must do something
            wished = (wished or bool(_WISH.search(piece))) and not re.search(
                "应当?|须|可以?(?!持续)|由|向", piece
            )
            if step and not wished and not _WISH.search(piece[: step.start()]):
                return True
    return False


def _says(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: bool(compiled.search(text))


_SPAN = "(?:几|多少)个?(?:天|日|月|工作日|小时|星期|周|年)|多久|多长时间"
_HOW = "(?:怎么|如何|咋|怎样|怎么样)(?:才能|才可以|去|来)?"
# bodies that have been chosen are asked for by their names: 评上五级的养老院有哪些, 哪几家企业入选了
_CHOSEN = "(?:评上|评为|评定为|获评|入选|入围|中标|中选|上榜|获批|挂牌|拿到|拿下)"
_BODIES = "(?:院|所|企业|公司|机构|学校|店|厂|社区|园区|基地|商户|单位)"
_NAMED_BODY = (
    "[一-龥“”（）()]{3,20}(?:院|园区?|公司|集团|中心|厂|店|校|学|所|馆|站|基地|小镇|社区|村|合作社|协会)"
)
_WHEN = "(?:几|多少)个?(?:天|日|月|工作日|星期)|多久|多长时间|什么时候|啥时候?|何时|几号|哪[一]?天"
_PAID = "到账|到手|拨款|打款|打到|打给|拨付|拨下来|兑付|发下来|发到|给钱|领到钱|拿到钱"
_POST = "(?:副?(?:组长|主任|局长|市长|省长|县长|区长|主席|会长|秘书长|院长|厅长))"
_IS_THERE = "(?:有没有|有无|是否|是不是|能不能|可不可以|能否|可否|会不会|给不给|还是)"
_TITLED = re.compile("《[^》]*》：")  # whose text it is
_NAMED = re.compile("《|名为|称为|叫做|简称|命名|主任|局长|市长|县长|区长|组长|先生|女士|、[^。；]{2,16}、")


def _tells_a_name(text: str) -> bool:
    """Whether a text names somebody, a text in 《》, or several things in a row."""
    return bool(_NAMED.search(_TITLED.sub("", text)))


# what is asked for → whether a (flattened) text holds it
_FACETS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        # 一年最多给报多少: the most of it, and not the share
        re.compile("(?:最多|顶多|至多)(?:能|可以?|给|一年)*(?:报|补|领|拿|享受|给|贴|奖)(?:销|助|贴)?(?:多少|几)(?!个?[年月天次回])|(?:报|补|奖|贴)[^，,。？?]{0,3}(?:封顶|上限)"),
        _says("最高|最多|限额|封顶|上限|不超过|高于|以内|以下|至多|总额|≤|[\\d一二三四五六七八九十百千万]元"),
    ),
    (
        # 领导小组的组长是谁
        re.compile(f"{_POST}(?:是|叫|由|到底|具体)*(?:谁|哪[位个])"),
        _says(_POST),
    ),
    (
        # 牵头一个国家标准给多少: a sum, and not how many there are to be
        re.compile("(?:给|奖|补|奖励|补贴|补助|资助|奖补)(?:多少|几)(?:钱|[百千万]*[元块])?(?=[？?。，,\\s]|$)"),
        _says("[元万亿%折免]|百分之|全额"),
    ),
    (
        # 钱从哪来, 奖金谁出
        re.compile("(?:钱|经费|资金|奖金|费用)(?:是|都)?(?:从|打|由)?(?:哪|谁)(?:里|儿)?(?:个部门)?(?:来|出|掏|拿|列支|承担)"),
        _says("预算|财政|经费|列支|承担|自筹|专项资金|基金|支付|负担|缴纳|自费|自理|免费|不收|补助|出资|支出"),
    ),
    (
        # 坐几路公交, 停车方便吗
        re.compile("(?:坐|乘|搭)(?:几路|哪路|(?:什么|哪[趟条])(?:公交|车|地铁))|怎么坐车|停车(?:位|场)?(?:有吗|方便|好停|在哪)"),
        _says("公交|地铁|\\d+路|乘车|停车"),
    ),
    (
        # 承诺书去哪里下载, 哪里有模板
        re.compile("(?:哪里|哪儿|在哪|去哪|怎么|如何|咋)[^，,。？?]{0,6}下(?:载|模板|表)|(?:模板|样表|样本|表格)[^，,。？?]{0,8}(?:哪|在哪|怎么)[^，,。？?]{0,3}下|哪[里儿]?(?:有|能找到)[^，,。？?]{0,4}(?:模板|样表|样本)"),
        _says(r"下载|模板|网站|网址|https?:|www|平台|官网|附件|附后"),
    ),
    (
        re.compile(
            "(?:电话|热线|号码)(?:号码?)?(?:是|呢|要|打)*(?:多少|几|什么|啥|[？?。\\s]*$)|联系方式|phone|hotline|"
            "(?<!打)(?:电话|热线)(?:号码?)?(?:能|可以|请|麻烦|方便)*(?:给|发|报|告诉|说)(?:一?[个下]|我)"
        ),
        _says(rf"电话[为是：:]|热线|专线|{_DIALLED}|(?<!\d)12\d{{3}}(?!\d)"),
    ),
    (
        # 打电话都断 asks for none
        re.compile(
            "(?<!打)(?<!打了)(?<!打过)(?<!接)(?<!接了)(?:(?:有没有|有无|给个?|要个?|哪个|什么|啥|谁的|联系|咨询|投诉|举报|服务|值班|监督)的?(?:电话|热线)|"
            "(?:电话|热线)(?:号码?)?(?:是|呢|吗|多少|几|[？?。]|$))|联系人"
        ),
        _says(rf"电话|热线|专线|联系人|平台|{_DIALLED}"),
    ),
    (
        re.compile(
            "网址|链接|官网|网站|邮箱|公众号|二维码|微信(?:号|小程序)|(?:加|有|哪个|什么|啥)微信|微信(?:是|叫|呢|有|[？?。]|$)|website"
        ),
        _says(r"网址|网站|网$|平台|https?:|www|邮箱|公众号|二维码|微信"),
    ),
    (re.compile("(?<!网)地址|在哪(?:里|儿)?(?:办公|上班)|address"), _says(r"地址|位于|地点|[路街]\d*号")),
    (
        # the six of them are to be built: where
        re.compile(
            "(?:[建设修盖放落]在|在|位于|坐落于?)(?:[什啥]么?地方|哪(?:里|儿|块|片|些?个?(?:地方|[县区镇])))(?!.{0,4}(?:[申办领报交查买卖]|上班))|具体位置"
        ),
        _says(
            r"位于|[设建]在|落户|坐落|地址|地点|在[一-龥“”、]{2,20}(?:建设?|设立?|布局|设置|新建|落地|挂牌|办)|[路街]\d*号|依托|以[^，。；]{2,24}为(?:中心|载体|核心|主体)"
        ),
    ),
    (
        # 有条件的高校 are no conditions for a prize
        re.compile("(?:申[请报领办]|报名|评|办|享受|参加|纳入|认定).{0,12}(?:什么|哪些|啥)(?:样的?)?(?:硬性|具体|基本)?(?:条件|要求)"),
        _says(
            "(?<!有)条件|符合|具备|满足|应[当具为]|必?须|不得|不[低少高超]于|不超过|达到|年满|以[上下]|下列|取得|凡|[一-龥]的(?:企业|单位|个人|人员|家庭|人)[，,。；;]"
        ),
    ),
    (
        re.compile(
            "(?:要|需要?|带|交|准备|提供|提交|递)(?:哪些|什么|啥|些啥|些什么|几份)(?:申[请报])?(?:的)?(?:材料|资料|证件|手续|表格|东西)|"
            "(?:申[请报])?(?:材料|资料|证件|表格)(?:都|需要|要|有|包括|是)*(?:哪些|什么|啥|几份)|材料清单|which documents"
        ),
        lambda text: bool(PAPERS.search(text)),
    ),
    (
        re.compile(
            rf"{_HOW}(?:{_APPLY}|报(?![告道])(?=[？?。，,\s]|$)|办(?:手续|证|下来))|(?:{_APPLY})(?:的)?(?:流程|手续|程序|步骤|入口)|"
            rf"(?:{_APPLY}|参评|参选|参加|申评|争创)[^，,。？?]{{0,12}}?(?:走|经|履行|按)(?:什么|哪些|啥|怎样的?|何种)(?:样的?)?(?:程序|流程|手续|步骤)|"
            rf"(?:证|照|认证|许可|登记|备案|手续)(?:要|该|应该)?{_HOW}办|在哪(?:里|儿)?(?:{_APPLY}|办(?!公)|领|报)|"
            "how (?:do|can) i apply"
        ),
        tells_how,
    ),
    (
        re.compile(f"截止(?:到|日期|时间|日)?|(?:最[晚迟])?(?:哪天|几号|几月份?|哪个月份?|什么时候|何时)(?:之?前|开始|起|去|来|可以|能)*(?:{_APPLY})"),
        # 到期前3个月至1个月之间
        _says(r"[\d一二三四五六七八九十]个?月|[\d一二三四五六七八九十](?:个工作)?日|年底|季度|每年|截止"),
    ),
    (
        re.compile("(?<!哪)(?<!这)(?<!那)几(?:个)?(?:天|工作日|小时|星期)|多少(?:天|个工作日)"),
        # 提前几天: six months before
        _says(rf"{_NUMBER}个?(?:工作日|日|天|小时|周|星期)|{_NUMBER}个月|当[天日场]|即时|随时"),
    ),
    (
        # 交了材料几个工作日能办完: 务工3个月以上 is no time of the office's
        re.compile(
            f"(?:{_SPAN})[^，,。；？?]{{0,4}}(?:办[完好结成]|批下|批[完好]|审[完核批]|出结果|有结果|出证|给答复|答复|办下来)"
        ),
        _says(rf"{_NUMBER}个?(?:工作日|日|天|小时|月|周)(?:之?内|以内|[、，。；]|$)|办结|时限|即时|即办|当[场日天]|立即|及时"),
    ),
    (
        # 扣满30分多久能恢复: how long something else is stopped
        re.compile(f"(?:{_SPAN})[^，,。；？?]{{0,6}}(?:恢复|移出|移除|撤下|撤掉|解除|解禁|消除|修复)"),
        _says("恢复|移出|移除|解除|修复|撤|消除|届满|期满|有效期|期限|[年月日]内|以后|之后"),
    ),
    (
        re.compile("(?:责任|牵头|主管|主办|配合)(?:单位|部门)(?:那?一?栏)?(?:写的|列的|都|分别|具体)*(?:是|有|叫)?(?:谁|哪|什么|啥)"),
        _says("[局厅署][、，。；）)负按牵与和]|[局厅署]$|委(?![托员派])|政府|管委会|办公室|部门|中心|公司|银行|牵头|负责"),
    ),
    (
        re.compile("在哪(?:里|儿)?(?:能|可以)?(?:打(?![印电招])|接种|看病|体检|挂号|就诊)"),
        _says("医院|接种点|接种单位|门诊|卫生院|卫生服务|诊所|医疗机构|地点|地址"),
    ),
    # which of them, told by its kind: a window, a bank, a road
    (re.compile("哪(?:个|家|些|几个)?(?:办事|服务|受理)?(?:窗口|大厅|柜台)"), _says("窗口|大厅|柜台|服务台|中心|地址|地点")),
    (re.compile("哪(?:个|家|些|几[个家])?(?:银行|网点)|which bank"), _says("(?<!人民)银行|支行|网点|信用社")),
    (
        re.compile("哪(?:一)?条(?:路|街|巷)|几楼|哪(?:一)?[层栋]"),
        _says("[路街巷道][\\d一二三四五六七八九十]*号|[一-龥](?:大道|[路街巷])(?![径过])|[\\d一二三四五六七八九十]+[楼层栋]|地址|位于"),
    ),
    (
        re.compile("哪(?![一几]?[型类种样])(?:一|个|几)?家?[一-龥]{0,4}(?:公司|第三方机构)"),
        _says("公司|集团|协会|学院|大学|研究[院所]|中心|检测站|事务所"),
    ),
    # 去哪里办: what is only somebody's duty is no place to go to
    (
        re.compile("(?:去|到|上|在)哪(?:里|儿|个地方)?(?:去)?(?:办(?!公)|领|申[请领报]|报名)"),
        _says("办理|申请|申领|申报|领取|受理|窗口|登记|报名|提交|大厅|中心|平台|网|向"),
    ),
    (
        re.compile("(?:给|要|有|发)(?:个|份)名单|名单(?:在哪|呢|给我|有吗|有没有|能给|发我)|(?<![黑红信上进])名单[？?。\\s]*$"),
        _says("名单|名录|、[一-龥]{2,20}(?:公司|中心|院|所|社)"),
    ),
    (
        re.compile(
            rf"(?:首批|第[一二三四五六七八九十\d]+批)[^，,。？?]{{0,16}}(?:有|是|包括)(?:了)?(?:哪些|哪几[家个所]|谁)|"
            rf"(?<![能会想要])(?<!可以){_CHOSEN}了?[^，,。？?有]{{0,16}}的[^，,。？?的]{{0,8}}{_BODIES}(?:都|分别|现在|目前)?(?:有|是|叫)(?:哪些|哪几[家个所]|谁|什么名字?)(?=[，,。？?\s]|$)|"
            rf"哪(?:些|几[家个所])(?:(?![能会想要]|可以)[^，,。？?]){{0,6}}{_CHOSEN}(?!后|之后|才|能|可以)了[^，,。？?]{{0,14}}(?=[，,。？?\s]|$)"
        ),
        _says(rf"{_NAMED_BODY}(?:、|和|及){_NAMED_BODY}|名单如下|名单："),
    ),
    (
        re.compile("(?:按|照|依|根据|参照|适用)(?:的是)?哪(?:一)?(?:部|个|份)(?:法律?|规章|条例|规定|文件|办法|标准)"),
        _says("《|条例|办法|[一-龥]法(?![人律规院定制])|gb|db\\d"),
    ),
    (
        re.compile("(?:一共|总共|合计|总计)[^，。？?]{0,8}多少(?:钱|[百千]?万|亿|资金)"),
        _says("总|共|合计|累计|规模|安排|专项资金|亿"),
    ),
    (
        re.compile("(?:设|建|放|布|落|分布?)(?:在|到)了?哪(?:些|几?个)?(?:地级?市|城市|区县|区市|县|区|市|镇|乡)"),
        _says("[一-龥][县区市镇乡](?:、|和|以及|等)|分布在|分别(?:设|位)"),
    ),
    (re.compile("(?:多少|几)[钱块元]?一(?:平|个平)|[每一](?:平|平米|平方)(?:米)?(?:是|要)?(?:多少|几)"), _says("平方|平米")),
    (
        re.compile("(?:办|走|履行|补)(?:些)?(?:什么|啥|哪些)手续"),
        _says("手续|申请|申报|登记|备案|审批|许可|报批|办理|批准|同意"),
    ),
    (OFTEN, tells_often),
    (
        re.compile("几[回趟](?!事)|(?:能|可以|只能|最多)[^，,。？?]{0,6}几次"),
        _says(r"[次回趟届]|[\d一二两三四五六七八九十]期|分期"),
    ),
    (re.compile("哪(?:座|个)城市"), _says("[一-龥]{2,4}市|在[一-龥]{2,6}(?:举办|召开|举行)")),
    (re.compile("(?<!没啥)(?<!没什么)(?<!没有)(?<!没)学历"), _says("学历|学位|学士|本科|大专|专科|硕士|博士|高中|初中|毕业")),
    (
        re.compile(
            "几月几[号日]|[每上下]个?月几[号日]|哪[一]?[天日](?:之?前|发|开|截|到|起|施行|公[布示]|举行|举办|出结果|完成|结束|上线|放|停|交)|(?:哪|几)(?:一)?个?月份?[^，,。；？?]{0,6}(?:报|交|申|领|发|开|办|截)"
        ),
        # 公示7天, 提前10日 are no days of the calendar
        _says(
            r"(?<!个)[\d一二三四五六七八九十]月(?!度)|每月(?=\d+[日号]|[底初末上中下])|[周期][一二三四五六日末天]|月[初底末]|年底|季度|上半年|下半年|[当次同][天日]|之?日起施行"
        ),
    ),
    (
        re.compile("(?:礼拜|星期|周)(?:[六日天]|末).{0,8}(?:开|上班|办|关)|开不开门|营业时间|(?:开放|办公|上班)时间|几点(?:钟)?(?:开|关|上|下)"),
        _says(r"\d[:：]\d\d|\d点|[周礼期][一二三四五六日末天]|节假日|(?<!个)工作日(?!内)|全天|24小时|昼夜|时间为|时段"),
    ),
    (
        re.compile("(?:会|要|每年|还)?涨(?:多少|几)|涨幅|增(?:长|加)(?:多少|几)"),
        _says("增|涨|提高|上浮|上调|递|翻|更[高多大]，相差"),
    ),
    (
        re.compile("满(?:几|多少|多久|多长)"),
        _says("满|以上|不少于|至少|不低于|连续"),
    ),
    (re.compile("[退假缺]一[赔罚补]几|几倍"), _says("倍|等值|百分之[一二两三四五六七八九]百|[1-9]\\d\\d%")),
    (
        # 奖补的举报电话, 补贴归哪个科室: what is asked is not the money
        re.compile(
            "(?:补贴|补助|津贴|奖补)(?!(?:资金|款)?(?:的|这块|这事)?(?:由|归|是)?(?:举报|咨询|申报|投诉|办理|监督)?"
            "(?:电话|热线|网址|地址|窗口|谁|哪[个些家]?(?:部门|科室|单位|窗口|处室|[局委办])))"
            # 奖补每年哪几天报: when, where and how, not how much
            "(?![^，,。？?]{0,6}(?:哪几?天|几号|几月|什么时候|啥时候|何时|怎么|咋|在哪|去哪)[^，,。？?]{0,4}[报申办领交])|subsid"
        ),
        _says("补贴|补助|津贴|贴息|奖补|以奖代补|资助|奖励|奖金|一次性|给予[^。；]{0,20}[元%]|财政|资金|经费|补偿|减免|券"),
    ),
    (
        # 举报了能奖我多少钱, of a row that says what the breach is fined
        re.compile("奖(?:励|金|赏)?(?:我|他|你|咱|俺|给|人|举报(?:人|者))*(?:多少|几[百千万]?[元块])|给举报(?:人|者)的?(?:多少|几)"),
        _says("奖|给予|补助|补贴|资助|激励"),
    ),
    (re.compile(f"{_IS_THERE}[^，。？?]{{0,12}}(?:奖励|奖金)|(?:奖励|奖金)(?:吗|么|没有)"), _says("奖|激励|表彰|[元%]")),
    (
        re.compile(f"{_IS_THERE}[^，。？?]{{0,6}}(?:免费|不要钱|白送)|(?:免费|不要钱)(?:吗|么|不)|要不要(?:钱|交钱|收费)"),
        _says("免费|无偿|不收|不得收|收取|免收|免除|免征|公益|收费|费用|自愿|承担"),
    ),
    (re.compile("减税|免税|退税|抵税|税收优惠|交税|纳税"), _says("税(?!务)")),
    (re.compile("贴息"), _says("贴息|利息|息")),
    (
        # 雁塔杯是哪家单位评的, of a clause that wants so many of them won
        re.compile(
            "(?:谁|哪(?:家|个|些)(?:单位|部门|机构|协会|组织|局)?)(?:来|负责)?(?:评(?!价|估|为|上|到)|颁|授予)(?:选|定|审|发|奖|出来|的)*(?=[？?。，,；;\\s]|$)"
        ),
        _says("评选|评定|评审|颁发|颁给|授予|评比|评奖|组织评|认定"),
    ),
    (
        # 长安杯奖金, of a clause that only wants so many of them won
        re.compile("奖金(?:标准|金额|数额)?(?:是|有|能|可以|给|发|拿|到)*(?:多少|几[百千万]?[元块]|[？?。\\s]*$)"),
        _says("奖金|奖励|奖补|给予|资助|补助|一次性"),
    ),
    (re.compile(f"{_IS_THERE}[^，。？?]{{0,12}}(?:贷款|融资)"), _says("贷|融资|金融|授信|担保")),
    (
        re.compile("(?:联系|经办|负责|主管)人[^，,。？?]{0,3}(?:是|叫|姓)(?:谁|什么|啥)"),
        _says("主任|局长|市长|省长|县长|区长|组长|处长|科长|先生|女士|同志|姓名|任命"),
    ),
    # a text in 《》, or several names in a row
    (
        re.compile("(?:叫|是)(?:什么|啥)(?:名字|名儿)|姓(?:什么|啥|甚)"),
        _tells_a_name,
    ),
    (re.compile("预算(?:是|有|要)?多少|多少(?:钱)?预算"), _says("预算|经费|资金|[亿万]元")),
    (re.compile("(?:什么时候|几号|几点|哪天|何时)(?:开|召开)会"), _says("会议|召开|开会")),
    (re.compile("利率"), _says("利率|lpr|基点|年化")),
    (re.compile("工资|薪水|薪酬|月薪|年薪|待遇多少"), _says("工资|薪|待遇|报酬|收入")),
    (
        re.compile("(?:上一?|往|历|前几|最近一)届[^，。？?]{0,12}(?:谁|哪些|哪几|哪家|名单)|(?:谁|哪家|哪些企业)(?:都)?(?:获奖|得奖|拿奖|中标|入选|评上)了"),
        # 开展第八届评选 names nobody
        _says("(?:上一?|往|历|第[一二三四五六七八九十\\d]+)届[^，。；]{0,12}(?:获奖|得主|由|授予|是|为)|名单(?:如下|：)"),
    ),
    (
        # 几天到账: the days of another step tell nothing of it
        re.compile(
            f"(?:{_WHEN})[^，,。；？?]{{0,8}}(?:{_PAID})|(?:到账|拨付|兑付|打款|拨款)(?:要|得|需要?|是|在)?(?:{_WHEN})"
        ),
        _says(
            "拨付|拨给|兑[付现]|到账|下达|发放|(?<!不)(?<!不再)(?<!不予)支付|打款|拨款|划拨|划转|返还|退[还款回]|结算|直达|付清|领取|给付|转入|下拨|付款|免申即享|计发"
        ),
    ),
)  # fmt: skip


# what a breach costs stands in another article than the rule that is broken
_SANCTIONS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        # 又要赔钱又要交罚款，先付哪个: what is told, no fine is asked for
        re.compile(
            r"(?<![交缴付])罚款|罚款(?:[吗么不没呢？?]|是?多少|几|$)|罚多少|罚几|罚金|"
            r"\b(?:fine|fined|fines)\b(?! (?:arts?|dust|particles?))"
        ),
        _says("罚款|罚金|处[^。；]{0,20}罚|[元倍][^。；]{0,8}罚|并处"),
    ),
    # 依法给予处分 tells of none
    (re.compile("(?:什么|啥|哪种|哪些|怎样的?|几年)(?:样|级别)?的?处分"), _says("警告|记过|降级|撤职|开除")),
    (re.compile("处罚|怎么罚|会罚|罚不罚|罚吗"), _says("罚|惩|吊销|没收|追究|责令|处分|查处|打击|警告|撤销")),
)
# 罚款已缴, 现已缴纳罚款, 受过处罚: what is over is told, no fine is asked for
_FINED_BEFORE = re.compile(
    "罚(?:款|金)(?:都|也|全|已经?|早|按时|足额)*(?:缴|交|付|补)(?:了|清|完|过|齐|纳|讫|上)*(?!多少|几)|"
    "(?:缴|交|付|补)(?:了|清|完|过|齐|讫)的?罚(?:款|金)|(?:已经?|均|都|按时|足额)(?:缴|交|付)纳?罚(?:款|金)|"
    "[被受挨](?:到|了)?过?(?:行政)?处?罚(?:款)?(?:之?后|以后|过|完|了)|(?:受|挨)过(?:行政)?处罚"
)
# what has been reached so far; a column's heading 现状值 makes no target beside it one
_SO_FAR = re.compile(
    r"实际(?:上)?(?:是|到|完成|达到|有)|实际(?:上)?(?:[拿得发建办评培]|新增|投入|支出)[^，,。？?]{0,12}(?:多少|几|吗|没)|(?:去年|上年度?|前年)[^，,。；？?]{0,8}了[^，,。？?]{0,4}(?:多少|几)|完成了多少|完成得|完成情况|达成|到多少了|(?:现状|基期|当前)值?(?:是|为)?(?:多少|几)|(?:现在|目前)(?:已经)?(?:是|有|到|达到)?(?:多少|几)"
)
_REACHED = re.compile(
    r"20\d\d年(?:为|是|共|完成|实现|底为)|现状|实际(?!支付|发生|缴纳|控制|情况|需[要求]|经营|投资额)|已|目前|现有|累计|年底|达到了|截至|基期|基数|基准|起点|底数|现值|当前"
)


# 听说一次涨价不能超20%，有这条吗: a bound that is only heard of
_HEARD = re.compile(
    "(?:听说|据说|说是|有人[讲说])[^。？?]*?(?:超过?|低于|少于|高于|不到|不满)(?P<bound>[\\d.]+(?:%|％|块|元|万元|倍))[^多几]*(?:有这|真的|对吗|对不|是吗|吗|吧)"
)


def lacks_heard(question: str, text: str) -> bool:
    """Whether a question has heard of a bound, and a (flattened) text has no amount in its unit at all."""
    if (m := _HEARD.search(question)) is None:
        return False
    unit = m["bound"][-1]
    return not re.search("[%％‰]|百分之" if unit in "%％" else "倍" if unit == "倍" else "[元块]", text)


_ANY_DAY = (
    r"(?<!个)[\d一二三四五六七八九十]月(?!度)|[周期][一二三四五六日末天]|年底|季度|半年|[当次同][天日]|日起"
)
# what a refusal says is not there: where it is asked for, and a (flattened) text has nothing of it
_CALLED = (
    (re.compile("处分"), "是哪一种处分", _says("警告|记过|降级|撤职|开除")),
    (_SO_FAR, "实际的数", lambda text: bool(_REACHED.search(text))),
    (re.compile("电话|热线|联系方式"), "电话号码", _says(rf"{_DIALLED}|(?<!\d)12\d{{3}}(?!\d)")),
    (re.compile("网址|链接"), "网址", _says("https?:|www")),
    (
        re.compile(f"(?:{_WHEN}).{{0,8}}(?:{_PAID})|(?:{_PAID}).{{0,4}}(?:{_WHEN})"),
        "拨付时间",
        _says("拨付|兑[付现]|到账|下达|发放|支付"),
    ),
    (re.compile("哪[一]?天|几号|几月|月份|截止"), "具体日期", _says(_ANY_DAY)),
)


def what_lacks(question: str, text: str, told: str = "") -> str:
    """What a question asks for and a (flattened) text lacks, as a refusal can say it; "" where that has no short name.

    :param told: of the text what is read out.
    """
    if (m := _HEARD.search(question)) and lacks_heard(question, text):
        return f"“{m['bound']}”这样的规定"
    if lacks_names(question, text):
        return names_asked(question)
    if of_another_time(question, told):
        return "办结的时限" if asked_time(question) == DEAL else "提出的期限"
    return next((name for asked, name, says in _CALLED if asked.search(question) and not says(text)), "")


def lacks_facet(
    question: str, text: str, headings: str = "", *, rule: bool = False, present: bool = False
) -> bool:
    """Whether a question asks for a kind of thing that a (flattened) text under its headings has none of.

    :param rule: the text is a rule, what breaking it costs is looked for elsewhere.
    :param present: its figures are of no year to come: they hold now.
    """
    so_far, held, costs = _asked_for(question)
    if so_far and not present and not _REACHED.search(text):
        return True
    if lacks_names(question, text) or lacks_heard(question, text):
        return True
    whole = f"{headings}。{text}"
    return not all(says(whole) for says in (held if rule else (*held, *costs)))


@lru_cache(maxsize=64)
def _asked_for(
    question: str,
) -> tuple[bool, tuple[Callable[[str], bool], ...], tuple[Callable[[str], bool], ...]]:
    """What a question asks for: what has been reached so far, kinds of thing, what a breach costs; for many texts once."""
    open_ = _FINED_BEFORE.sub(" ", question)
    held = tuple(says for asked, says in _FACETS if asked.search(question))
    costs = tuple(says for asked, says in _SANCTIONS if asked.search(open_))
    return bool(_SO_FAR.search(question)), held, costs


# what is asked to be explained
_TERM = (
    re.compile(
        r"(?:什么是|啥是|什么叫|啥叫|何为|何谓|解释一下)[“\"]?(?P<t>[^，,。？?]{2,16}?)[”\"]?(?:[呢啊呀]|[，,？?。\s]|$)"
    ),
    re.compile(
        r"(?P<t>[^，,。？?]{2,20}?)(?:到底|究竟|具体)?(?:是什么意思|什么意思|是啥意思|啥意思|的?含义|指的是什么|指的啥|指什么|指啥|"
        r"指(?:什么样|啥样|哪种|哪类|哪样)的?[一-龥]{0,6}|是(?:干|做|管|搞)(?:什么|啥|嘛)的|"
        r"是(?:个)?(?:什么|啥)(?:东西|玩意儿?)?)[呢啊呀]?[？?。\s]*$"
    ),
)
_PLAIN_END = re.compile(
    "(?:目标|指标|要求|任务|措施|条件|原则|依据|标准|规定|内容|重点|思想|方向|数字|政策|文件|部门|单位|主体|待遇|流程|材料|方式|办法|结果|后果|"
    "责任|制度|[值数])$"
)
_WHERE_FROM = re.compile(
    "^.*(?:文件|方案|意见|办法|条例|法律?|计划|规划|纲要)(?:里面?|中|上)?(?:说|提|写|讲|规定)?(?:到|的)*|"
    "^.*(?:里面?|中)?(?:说|提|讲|写)(?:到)?的|^(?:那|这)个?"
)
_BEFORE = re.compile("(?:所称的?|简称为?|统称为?|称为|称作|以下称|叫做|即|等|、[^、，。；]{2,12}的|[（(])$")
_AFTER = re.compile(
    "^[，,]?(?:是指|系指|指的是|指(?![导标南数挥示令引])|是(?!否)|即|包括|由[^，。；]{2,30}(?:组成|构成))|^[（(：:)）]"
)
_LEAST_TERM = 0.75  # of the asked term that a text must write in one piece for its words to be the term


def asked_term(question: str) -> str:
    """The (flattened) term that a question wants explained; "" where it asks for something else."""
    for pattern in _TERM:
        if m := pattern.search(question):
            term = _WHERE_FROM.sub("", re.sub('[“”"‘’]', "", m["t"]))
            return "" if len(term) < 2 or _PLAIN_END.search(term) else term
    return ""


# “415X”里的4和15是哪些: what stands for a figure or letter in the name of something
_PIECE = r"(?:[a-z0-9.]+|[一二两双三四五六七八九十百千万]+)"
_IN_NAME = re.compile(
    rf"^(?P<before>.*?)(?:里面?|中|当中|之中)?的?(?:那个|这个|数字|字母)?[“\"]?(?P<p>{_PIECE}(?:[”\"]?[和跟与、][“\"]?{_PIECE})*)[”\"]?(?:这[两几]个数字?)?"
    r"(?:具体|分别|各自?|到底|究竟|又|都)*(?:是|指|代表|指代|对应|表示)+的?(?:哪|什么|啥|谁)"
)


def parts_of_name(question: str) -> tuple[str, ...]:
    """The figures or letters of a name whose meaning a question (lower case, its quotation marks kept) asks for, or ()."""
    m = _IN_NAME.search(question)
    if m is None:
        return ()
    pieces = tuple(re.findall(_PIECE, m["p"]))
    named = re.findall(r"[“\"]([^”\"]+)[”\"]|([a-z0-9+.]{2,})", m["before"])
    whole = [a or b for a, b in named]
    return pieces if any(all(p in w and p != w for p in pieces) for w in whole) else ()


def tells_part(piece: str, text: str) -> bool:
    """Whether a (flattened) text says what a figure or letter of a name stands for: 4个…集群, N指…, 一公开，即…."""
    p = re.escape(piece)
    return bool(
        re.search(
            rf"(?<![\d.a-z一二三四五六七八九十]){p}[”\"]?(?:个|大|类|项|条|张|种|支|是指|指的是|指|即|代表)",
            text,
        )
    )


def defines(term: str, text: str, titles: Sequence[str] = ()) -> bool | None:
    """Whether a (flattened) text says what a term means, or stands under it as a heading; None where it has no such term."""
    match = SequenceMatcher(None, term, text, autojunk=False).find_longest_match()
    if match.size < _LEAST_TERM * len(term):
        return None
    written = text[match.b : match.b + match.size]
    if any(written in t and len(written) >= _LEAST_TERM * len(t) for t in titles):
        return True
    return any(
        _BEFORE.search(text[: m.start()]) or _AFTER.search(text[m.end() :])
        for m in re.finditer(re.escape(written), text)
    )


_RINGING = re.compile(r"(?<![\d.])(?:0\d{2,3}[- ]?\d{7,8}|1\d{10}|[48]00-?\d{3}-?\d{4})(?!\d)")
_WHOM_ASKED = re.compile(
    "电话|热线|号码|联系|咨询|谁|哪[个些]?(?:科|处|部门|单位|窗口|人)|科室|窗口|地址|在哪|哪里|传真|邮箱"
)


def only_whom_to_ring(question: str, row: str) -> bool:
    """Whether a row of a table tells whom to ring (研发投入后补助 | 企业科技创新科 | 0717-6750231), and that is not asked."""
    return bool(_RINGING.search(row)) and not _WHOM_ASKED.search(question)
