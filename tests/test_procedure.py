"""Steps of applying that are asked after a subsidy: told from what its document says once for all that it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.small_corpus import assistant_over
from tests.test_plain_questions import told

NOTICE = """\
遂宁市锂电产业扶持若干措施
一、支持方向
1.支持设备更新。企业更新锂电设备投入200万元以上的，按投入额的6%给予补助，单家最高90万元。
2.支持绿色工厂。对新获评省级绿色工厂的企业，一次性奖励25万元；同一企业只奖励一次。
二、申报条件
（一）在遂宁市注册登记、具有独立法人资格。
（二）上年度营业收入300万元以上。
（三）上年度出口额在6500万美元以下的企业，可以申报全部项目；超过6500万美元的企业，只能申报绿色工厂。
三、有下列情形之一的，不得申报
（一）设备为二手设备的；
（二）停产满三个月的。
四、申报程序
（一）企业于每年5月1日至5月31日登录“遂企通”平台填报申请。
（二）公示无异议的，资金于10月20日前拨付到企业。
五、申报材料
（一）申请表、营业执照复印件、设备购置合同和发票。
六、附则
同一项目同时符合本措施和其他政策的，按就高不重复的原则执行。
"""
OTHER = """\
雅安市茶业扶持办法
第一条 茶企投保茶园保险的，补贴保费的40%。
第二条 申请补贴的茶企，每年2月底前提交申请。
"""


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over two invented notices on subsidies of two cities."""
    manifest = "".join(
        f'[{name}]\nfile = "{name}.txt"\ntitle = "{title}"\nregion = "{region}"\nlevel = "市级"\n'
        for name, title, region in (
            ("suining", "遂宁市锂电产业扶持若干措施", "遂宁市"),
            ("yaan", "雅安市茶业扶持办法", "雅安市"),
        )
    )
    files: dict[str, str] = {"suining.txt": NOTICE, "yaan.txt": OTHER, "manifest.toml": manifest}
    folder: Path = tmp_path_factory.mktemp("notices")
    return assistant_over(folder, files)


@pytest.mark.parametrize(
    ("step", "said", "unsaid"),
    [
        ("要什么条件", "300万元以上", "2月底"),
        ("怎么申请", "遂企通", "2月底"),
        ("什么时候申请", "5月1日至5月31日", "10月20日"),
        ("什么时候到账", "10月20日前拨付", "5月31日"),
        ("要交什么材料", "设备购置合同", "遂企通"),
        ("能不能和别的补贴叠加", "就高不重复", "2月底"),
        ("什么情况不能申报", "二手设备", "2月底"),
    ],
)
def test_a_step_of_applying_is_told_from_the_rest_of_the_document(
    notices: Assistant, step: str, said: str, unsaid: str
) -> None:
    text = told(notices, "遂宁锂电设备更新补多少", step)
    assert said in text
    assert unsaid not in text


def test_a_step_that_no_clause_says_is_not_made_up(notices: Assistant) -> None:
    answer = notices.ask("雅安茶园保险补贴什么时候到账")
    assert answer.outcome == "refused"


def test_who_tells_only_where_he_is_hears_how_to_apply(notices: Assistant) -> None:
    text = told(notices, "我是遂宁的一家小企业，怎么申请")
    assert "遂企通" in text


def test_a_heading_that_is_the_rule_is_read_with_its_item(notices: Assistant) -> None:
    text = told(notices, "遂宁停产满三个月的企业还能申报吗")
    assert "不得申报" in text
    assert "停产满三个月" in text


def test_of_all_support_sums_are_told_where_sums_are_asked_for(notices: Assistant) -> None:
    for question in ("遂宁企业能拿多少钱", "我是遂宁的企业，有什么奖励"):
        text = told(notices, question)
        assert "25万元" in text
        assert "40%" not in text


def test_who_does_not_reach_a_condition_of_all_is_told_so(notices: Assistant) -> None:
    text = told(notices, "遂宁的补贴，我们营业收入200万能申请吗")
    assert "“200万”不在“300万元以上”之内" in text
    reached = told(notices, "我们在遂宁，营业收入800万，能申请吗")
    assert "不符合" not in reached
    assert "具有独立法人资格" in reached
    branch = told(notices, "我们在遂宁，去年出口额50万美元，能申请吗")
    assert "不符合" not in branch
    assert "6500万美元以下" in branch
