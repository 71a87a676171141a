"""What a follow-up says beside its question is left out, and what it returns to is found, however people put that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.conversation.roles import ROLES, models, returning, says_nothing, without_asides
from corpus.errors import InputError
from eval.calibrate_roles import calibrate_roles, read_parts
from tests.small_corpus import conversation

TALKS = Path(__file__).resolve().parent.parent / "eval" / "talks"


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("归哪几个局管啊，我好去反映", "归哪几个局管啊"),
        ("全省呢，名额多点吧", "全省呢"),
        ("哦，那西安呢", "那西安呢"),
        # nothing but a reaction: what else there is to read
        ("才1个，那我们别想了", "才1个，那我们别想了"),
        ("西安要到多少", "西安要到多少"),
        # bounds what is asked
        ("浙江的也这么挑一下，只要空气和水这块的", "浙江的也这么挑一下，只要空气和水这块的"),
        # asks itself
        (
            "那不讲信用的旅行社会被记到啥名单上？归哪个单位管",
            "那不讲信用的旅行社会被记到啥名单上？归哪个单位管",
        ),
    ],
)
def test_what_is_said_beside_a_question_is_left_out(message: str, asked: str) -> None:
    assert without_asides(message) == asked


def test_what_the_rest_needs_stays() -> None:
    message = "归哪几个局管啊，我好去反映"
    assert without_asides(message, lambda part, rest: "反映" in part and "归" in rest) == message


def test_what_is_returned_to() -> None:
    rest, back = returning("回到宜昌，打折力度有要求没")
    assert (rest, back) == ("打折力度有要求没", "回到宜昌")
    assert returning("打折力度有要求没")[1] == ""


def test_a_message_that_says_nothing() -> None:
    assert says_nothing("才1个，那我们别想了")
    assert not says_nothing("才1个，那省级的几个")
    assert not says_nothing("谢谢")  # one part is small talk's to read


@given(st.text(alphabet="甲乙我好谁几呢吗，。？ ！；", min_size=1, max_size=30))
def test_nothing_is_made_up(message: str) -> None:
    left = without_asides(message)
    at = 0
    for letter in left:  # what is left stands in the message, in that order
        at = message.index(letter, at) + 1


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # the clause told is asked about, and not the story told with the question before
        (
            ("市里那个质量强市的方案提没提物业", "归哪几个局管啊，我好去反映"),
            "市住建局",
        ),
        (
            ("工业APP的研发，西安的方案提到了吗", "那我要去对接，里头打头的是哪个局"),
            "市工信局",
        ),
        (("陕西首席质量官要培训多少人？", "五千？这么多", "那西安呢"), "500名"),
        (
            ("西安食品抽检合格率多少", "药品呢", "不说药了，回到食品，归谁管"),
            "市市场监管局",
        ),
        # without it the rest is another question
        (("陕西那个手机上办事的平台叫秦务员？", "她儿子毕业找工作，那个平台叫什么"), "秦云就业"),
    ],
)
def test_it_is_answered(real_assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in conversation(real_assistant, *turns).text


@pytest.mark.parametrize(
    "turns",
    [
        ("西安要申报建几个国家级质检中心", "才1个，那我们别想了"),
        ("西安要申报建几个国家级质检中心", "嗯，好"),
        ("西安要申报建几个国家级质检中心", "，，"),
    ],
)
def test_remarks_are_no_error(real_assistant: Assistant, turns: tuple[str, ...]) -> None:
    if any(c.isalnum() for c in turns[-1]):
        assert conversation(real_assistant, *turns).text


def test_the_model_is_what_the_harness_makes(tmp_path: Path) -> None:
    told = calibrate_roles([TALKS / "parts.jsonl"], tmp_path / "roles.toml")
    kept = Path(__file__).resolve().parent.parent / "assistant" / "conversation" / "roles.toml"
    assert (tmp_path / "roles.toml").read_text("utf-8") == kept.read_text("utf-8")
    assert set(models()) == set(ROLES)
    assert [line.split(":")[0] for line in told.splitlines()] == list(ROLES)


@pytest.mark.parametrize(
    ("line", "found"), [('{"message": "好"}', "expected"), ('{"parts": [["好", "hm"]]}', "'hm'")]
)
def test_a_line_that_is_no_message(tmp_path: Path, line: str, found: str) -> None:
    path = tmp_path / "parts.jsonl"
    path.write_text(f'{{"parts": [["好", "aside"]]}}\n{line}\n', "utf-8")
    with pytest.raises(InputError, match=f"parts.jsonl:2: .*{found}"):
        read_parts([path])
