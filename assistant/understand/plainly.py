"""What people write otherwise than texts do: years in two digits, dialects and everyday words for units and amounts.

Works on the question alone; knows nothing of the corpus.
"""

from __future__ import annotations

import re

from corpus.numerals import parse_ordinal

# 期限是10年, 保存不少于15年: how long, not when
_LASTING = re.compile(
    r"(?:期|期限|年限|时限|寿命|保存|留存|保管|不[少低]于|不超过|不得超过|至少|最[少多长短]|[未不]?满|超过|低于|少于|长达|为期|每隔?)"
    r"(?:要|应|应当|必须|得|定)?(?:[是为有]|的是)?$|"
    # 交了12年, 用了22年; 到了25年 is a point in time
    r"(?<![到过])了(?:有|快|将近|差不多|整整|大概)?$"
)
# 现在都26年了: no span
_BY_NOW = re.compile("(?:都|现在|如今|已经)(?:是|到)?$")


_WHOSE_LOAD = re.compile(
    "(?:是|要|该|都|会)?(?:挂|落|压|摊|算|归|放|扣|记)(?:在|到|给)(?:了)?(?P<who>谁|哪(?:几|[一两二三四五六七八九十])?(?:家|个)(?:部门|单位|[局厅委])?)的?(?:头上|身上|肩上|名下)"
)


def full_years(text: str) -> str:
    """25年 as people say it for 2025年; 3年内 and 15年以上 stay spans of time."""
    text = re.sub(
        r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)",
        lambda m: str(parse_ordinal(m.group()) or m.group()),
        text,
    )
    # 从25到27年
    text = re.sub(r"(?<![\d.])([1-4]\d)年?(?=(?:到|至|—|-)(?:20)?[1-4]\d年)", r"20\1年", text)
    # 明年（2027）, 2026那批
    text = re.sub(r"(?<=年)([（(])(20[1-4]\d)(?=[）)])", r"\1\2年", text)
    text = re.sub(r"(?<!\d)(20[1-4]\d)(?=(?:这|那)一?(?:批|次|轮|期))", r"\1年", text)
    # 2025这一年, 2025那年
    text = re.sub(r"(?<!\d)(20\d\d)(?:这|那)一?年", r"\1年", text)

    def lasts(m: re.Match[str]) -> bool:
        before, behind = text[: m.start()], text[m.end() :]
        return bool(_LASTING.search(before)) or (behind.startswith("了") and not _BY_NOW.search(before))

    return re.sub(
        r"(?<![\d.])([1-4]\d)\s*年(?!以上|以内|内|期|间|来|后|前|代|龄|工龄|整|头)",
        lambda m: m.group() if lasts(m) else f"20{m[1]}年",
        text,
    )


def plainly(text: str) -> str:
    """What dialects and everyday talk write otherwise: 几多 for 多少, 几时 for 什么时候, 50平 for 50平方米, 市一级 for 市级,
    往上抬了 for 提高了, 挂在谁头上 for 由谁负责.

    好多人 may be many.
    """
    text = re.sub(r"(?<=[\d百千万])(?:个)?平(?:米)?(?=[的，,。、？?左多以\s]|$)|平米|㎡", "平方米", text)
    text = re.sub(r"(?<=[\d百千万])方(?=[的水气土，,。、？?\s]|多少|$)", "立方米", text)
    # 市一级的示范单位
    text = re.sub(r"(?<!城)([省市县区乡镇])一级(?=的|大概|要|呢|有|多少|[，,]|$)", r"\1级", text)
    text = re.sub("往上(?:抬|提|调|走|涨)(?=了|多少|几)", "提高", text)
    # 18.5万一个人
    text = re.sub(r"(?<=\d)([万千亿])(?:元|块钱?)?(?:每个?|一个)人(?=[，,。？?\s]|$)", r"\1元/人", text)
    # 挂在哪三家头上, 落到谁身上
    text = _WHOSE_LOAD.sub(r"由\g<who>负责", text)
    text = re.sub(r"(?<![十好])几时(?![间段])|多会儿|多咱", "什么时候", text)
    text = re.sub(
        "几多|好多(?=钱|块|[个家天万亿](?!人)|[分岁斤亩次](?:[？?。，,！!吧呢啊嘛呀哦了\\s]|$))", "多少", text
    )
    return re.sub("几(?:块|铜?钿)(?:钱)?(?=[？?。，,、！!吧呢啊嘛呀了\\s]|$)", "多少钱", text)
