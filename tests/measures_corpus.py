"""Two invented documents of one city with what people compare and take for granted: measures of support, and a law."""

from __future__ import annotations

from pathlib import Path

from assistant.assistant import Assistant
from index.build import build_index
from index.policy_index import PolicyIndex

MEASURES = """\
自贡市支持制造业发展若干措施实施细则
第一章　总　则
第一条　为支持制造业发展，制定本细则。
第二章　支持措施
第二条　奖励绿色制造
【支持对象】获评国家级绿色工厂、省级绿色工厂、市级绿色工厂的企业。
【支持标准】分别给予80万元、30万元、10万元一次性奖励。
第三条　发放设计券
【支持标准】按设计合同金额的25%给予补助，每家企业每年最高6万元。
第四条　发放检测券
【支持标准】按检测费用的40%给予补助，每家企业每年最高4万元；检测机构为外地机构的，补助比例降低到20%。
第五条　引进青年人才
【支持标准】硕士、博士毕业生到本市企业工作满三年的，分别给予5万元、12万元安家补助。
第六条　支持租用厂房
【支持标准】租用标准厂房2000平方米以内的部分，按每平方米每月8元给予补贴，补贴期限最长两年，每家企业每年最高15万元。
第七条　奖励企业落户
【支持标准】实缴注册资本2000万元以上的，给予200万元落户奖励，自落户次年起分四年平均兑现。
第八条　普通申请在10个工作日内办结，加急申请在3个工作日内办结。
第九条　取消企业年检报告，保留现场核查。市经济和信息化局负责技术改造项目的验收。
第十条　本细则自2025年5月1日起施行，有效期至2027年12月31日。
"""

LAW = """\
自贡市户外广告设施管理办法
第一章　总　则
第一条　为了加强户外广告设施管理，制定本办法。
第二条　本办法所称大型设施，是指达到下列规模之一的户外广告设施：
（一）单面面积三十平方米以上；
（二）高度十米以上。
本办法所称小型设施，是指未达到前款规定规模的户外广告设施。
第三条　设置大型设施应当向城市管理部门备案。小型设施无需备案，但应当向社区居民委员会登记。
第四条　设置人应当建立安全检查台账，台账保存期限不少于三年。
第五条　城市管理部门审查、验收户外广告设施，不得收取费用。
第六条　设置人与制作单位订立协议，免除设置人安全责任的，该协议无效。
第七条　城市管理部门应当自收到投诉之日起七个工作日内答复；对举报安全隐患的，应当自收到举报之日起三个工作日内核查。
第二章　法律责任
第八条　违反本办法第三条规定，未按期备案的，责令限期改正；逾期不改正的，处一千元以上三千元以下罚款。
第九条　违反本办法第四条规定的，由城市管理部门处五千元以上二万元以下罚款。
第十条　设施坠落造成事故的，由城市管理部门依照下列规定处以罚款：
（一）造成一般事故的，处三万元以上十万元以下的罚款；
（二）造成较大事故的，处十万元以上三十万元以下的罚款。
第三章　附　则
第十一条　本办法自2024年3月1日起施行。
"""

MANIFEST = """\
[zigong-measures]
file = "measures.txt"
title = "自贡市支持制造业发展若干措施实施细则"
region = "自贡市"
level = "市级"

[zigong-law]
file = "law.txt"
title = "自贡市户外广告设施管理办法"
region = "自贡市"
level = "市级"
"""


def open_measures(folder: Path) -> Assistant:
    """An assistant over both documents, indexed under ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("measures.txt", MEASURES), ("law.txt", LAW), ("manifest.toml", MANIFEST)):
        (folder / name).write_text(text, encoding="utf-8")
    build_index(folder, folder / "store", progress=False)
    return Assistant(PolicyIndex.open(folder / "store"))
