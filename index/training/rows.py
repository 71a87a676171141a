"""Made-up indicator tables and the questions people put to them.

Plans, figures and combinations are invented; none is of the project's own texts. What is learnt is the
kind of thing: a row of a table against a colloquial or English question for its target.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .pairs import Pair

_REGIONS = (
    ("江苏省", "Jiangsu"),
    ("四川省", "Sichuan"),
    ("湖北省", "Hubei"),
    ("云南省", "Yunnan"),
    ("山东省", "Shandong"),
    ("广东省", "Guangdong"),
    ("福建省", "Fujian"),
    ("吉林省", "Jilin"),
    ("成都市", "Chengdu"),
    ("苏州市", "Suzhou"),
    ("厦门市", "Xiamen"),
    ("武汉市", "Wuhan"),
    ("青岛市", "Qingdao"),
    ("长春市", "Changchun"),
)
_TOPICS = ("养老服务", "数字经济", "现代物流", "科技创新", "生态环境保护", "乡村振兴", "人才发展", "文化旅游")
_KINDS = ("发展规划", "三年行动计划", "实施方案", "工作要点", "若干措施")
_SUBJECTS = (
    ("规模以上服务业企业", "service companies above designated size"),
    ("高新技术企业", "high-tech companies"),
    ("建筑业", "the construction industry"),
    ("公共机构", "public institutions"),
    ("中小学校", "primary and secondary schools"),
    ("养老机构", "elderly care homes"),
    ("城镇污水", "urban sewage"),
    ("农村公路", "rural roads"),
    ("专精特新中小企业", "specialised small and medium-sized companies"),
    ("乡镇卫生院", "township clinics"),
    ("快递物流", "express delivery"),
    ("农产品", "farm produce"),
    ("社区服务", "community services"),
    ("大型商场", "shopping centres"),
)
# name, English, unit, least and greatest value
_MEASURES = (
    ("覆盖率", "coverage rate", "%", 30, 99),
    ("抽检合格率", "inspection pass rate", "%", 80, 99),
    ("满意度", "satisfaction score", "分", 70, 95),
    ("数字化改造比例", "share that went digital", "%", 20, 90),
    ("研发投入强度", "R&D intensity", "%", 1, 9),
    ("增加值占地区生产总值比重", "share of regional GDP", "%", 2, 60),
    ("全员劳动生产率", "labour productivity", "万元/人", 10, 60),
    ("累计新增数量", "number added", "家", 10, 900),
    ("发明专利拥有量", "number of invention patents", "件", 20, 9000),
    ("培训人数", "number of people trained", "人次", 200, 90000),
    ("单位产值能耗下降率", "cut in energy use per unit of output", "%", 2, 20),
    ("投诉办结率", "share of complaints settled", "%", 80, 99),
)
_ASKED = (
    "{r}{y}年{n}目标是多少？",
    "到{y}年，{r}的{n}要达到多少",
    "{s}{n}定的多少",
    "{s}{n}目标值",
    "咱们{s}{n}到{yy}年要到多少啊",
    "请问{r}规划里{n}是多少{u}",
    "{n}在{r}是约束性还是预期性指标？",
    "{y}年底前{s}的{n}要求多高",
    "我想问下{s}那个{n}，{yy}年的指标",
    "What is {e}'s {y} target for the {f}?",
    "{f} target for {e} by {y}",
    "How high should the {f} be in {e} by {y}?",
    "{e} {y} {f} 目标是多少",
)


def row_pairs(count: int, random: Random) -> Iterator[Pair]:
    """``count`` questions, each with its row and with a row that is nearly the same.

    The near miss is another indicator of the same plan, or the same indicator of another place.
    """
    for number in range(count):
        (region, english), (other_region, _) = random.sample(_REGIONS, 2)
        subject, other_subject = random.sample(_SUBJECTS, 2)
        measure, other_measure = random.sample(_MEASURES, 2)
        topic, kind, year = random.choice(_TOPICS), random.choice(_KINDS), random.randrange(2024, 2036)
        question = random.choice(_ASKED).format(
            r=region,
            s=region[:-1],
            e=english,
            y=year,
            yy=year % 100,
            n=subject[0] + measure[0],
            f=f"{measure[1]} of {subject[1]}",
            u=measure[2],
        )
        plan = f"{topic}{kind}（{year - 5}—{year}年）"
        passage = _row(f"{region}{plan}", subject[0], measure, year, random)
        near = random.choice(
            (
                (region, subject, other_measure),
                (region, other_subject, measure),
                (other_region, subject, measure),
            )
        )
        negative = _row(f"{near[0]}{plan}", near[1][0], near[2], year, random)
        yield Pair(
            question, passage, negative, frozenset((f"row {number}", region + subject[0] + measure[0])), "row"
        )


def _row(plan: str, subject: str, measure: tuple[str, str, str, int, int], year: int, random: Random) -> str:
    name, _, unit, least, most = measure
    value = random.randrange(least, most + 1)
    if random.random() < 0.25:
        said = random.choice(("达到{}以上", "不低于{}", "力争达到{}左右", "提高到{}"))
        return f"{plan}›主要目标\n到{year}年，{subject}{name}{said.format(f'{value}{unit}')}。"
    sign = random.choice(("", "", "≥", ">"))
    attribute = random.choice(("预期性", "约束性"))
    number = random.randrange(1, 40)
    return (
        f"{plan}›专栏{random.randrange(1, 5)}主要指标\n序号 {number}；指标 {subject}{name}（{unit}）；"
        f"{year}年目标 {sign}{value}；属性 {attribute}"
    )
