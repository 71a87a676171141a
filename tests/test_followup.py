"""A follow-up taken apart: corrections, withdrawals, new questions announced, particles; text alone."""

from __future__ import annotations

import pytest

from assistant.conversation.followup import asks, take_apart, there_too, without_tail


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("那浙江呢？", "浙江呢？"),
        ("好的谢谢，那西安呢", "西安呢"),
        ("如果换成西安呢", "西安呢"),
        ("and Zhejiang?", "Zhejiang?"),
        ("what about 2027?", "2027?"),
        ("吃的喝的呢，就是食品", "食品"),
        # 那家, 那个, 那节 point at something; these are words of their own
        ("那家庭养老床位呢？", "家庭养老床位呢？"),
        ("那个体户呢", "个体户呢"),
        ("那节能改造呢", "节能改造呢"),
        ("新增拿证的", "新增拿证的"),
        ("换西安呢", "西安呢"),
    ],
)
def test_what_only_differs(text: str, left: str) -> None:
    said = take_apart(text)
    assert (said.text, said.elliptic, said.corrected, said.fresh) == (left, True, False, False)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("不对，我问的是第十三条", "第十三条"),
        ("不是，我问的是西安市里的", "西安市里的"),
        ("哦打错了，要问的是陕西省，培训多少人", "陕西省，培训多少人"),
        ("浙江的不用了，西安多少", "西安多少"),
        ("陕西的知道了，浙江呢", "浙江呢"),
        ("浙江先放一边，陕西呢", "陕西呢"),
        ("不问浙江了，看看陕西", "陕西"),
        ("不是陕西，是浙江", "浙江"),
        ("我问的不是合格率，是覆盖率", "覆盖率"),
    ],
)
def test_what_is_put_right_or_withdrawn(text: str, left: str) -> None:
    said = take_apart(text)
    assert (said.text, said.corrected) == (left, True)


def test_only_what_names_something_is_withdrawn() -> None:
    said = take_apart("不说别的，西安多少", names=lambda what: "西安" in what)
    assert not said.corrected


@pytest.mark.parametrize(
    "text",
    [
        "换个问题，西安药店谁来查",
        "换个问题西安药店谁来查",
        "换个话题：西安药店谁来查",
        "问个别的，西安药店谁来查",
        "不说这个了，西安药店谁来查",
    ],
)
def test_a_new_question_is_announced(text: str) -> None:
    said = take_apart(text)
    assert (said.text, said.fresh) == ("西安药店谁来查", True)


@pytest.mark.parametrize(
    "text", ["另外问一下，西安药店谁来查", "再问一个，西安药店谁来查", "顺便问一下西安药店谁来查"]
)
def test_one_more_question_is_no_new_subject(text: str) -> None:
    said = take_apart(text)
    assert (said.text, said.fresh, said.elliptic) == ("西安药店谁来查", False, False)


@pytest.mark.parametrize("text", ["谢谢", "好的，谢谢！", "明白了", "OK"])
def test_thanks_say_nothing(text: str) -> None:
    assert take_apart(text).text == ""


@pytest.mark.parametrize("text", ["那一条归哪些单位落实", "那个由谁负责", "那时候谁负责", "还有别的规定吗"])
def test_what_points_is_left_alone(text: str) -> None:
    assert take_apart(text).text == text


def test_what_is_in_force_now() -> None:
    said = take_apart("不是问15年，问西安现在的")
    assert (said.text, said.current, said.corrected) == ("西安", True, True)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("那罚多少", True),
        ("要备案不", True),
        ("是老板还是公司", True),
        ("帮我写封信", True),
        ("电饭锅呢", False),
        ("破5亿", False),
    ],
)
def test_whether_it_asks_itself(text: str, does: bool) -> None:
    assert asks(text) is does


def test_the_particle_of_a_bare_subject() -> None:
    assert without_tail("电饭锅呢？") == "电饭锅"
    assert without_tail("要备案吗") == "要备案"


@pytest.mark.parametrize(
    ("text", "back", "left"),
    [
        ("回到刚才那个专利，陕西定了多少", "专利", "陕西定了多少"),
        ("说回西安的，谁负责", "西安", "谁负责"),
    ],
)
def test_the_talk_goes_back(text: str, back: str, left: str) -> None:
    said = take_apart(text)
    assert (said.back, said.text) == (back, left)


@pytest.mark.parametrize(
    ("text", "left", "story"),
    [
        ("伪造产地呢，罚多少", "伪造产地罚多少", ""),
        ("农村呢，我老家在农村", "农村呢", "我老家在农村"),
    ],
)
def test_a_thing_named_first(text: str, left: str, story: str) -> None:
    said = take_apart(text)
    assert (said.text, said.story) == (left, story)


def test_what_is_left_before_the_talk_goes_back() -> None:
    said = take_apart("算了不管浙江，还说西安那个，完不成会怎样", names=lambda what: "浙江" in what)
    assert (said.text, said.back, said.corrected) == ("完不成会怎样", "西安那个", True)
    assert take_apart("还说了什么").back is None


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("浙江有吗，我妹在杭州", ("浙江", "我妹在杭州")),
        ("省里有没有类似的规定", ("省里", "")),
        ("西安那边有吗？", ("西安", "")),
        ("还有吗", ("", "")),
        ("浙江有哪些", ("", "")),
        ("浙江有补贴吗", ("", "")),
    ],
)
def test_whether_there_is_the_same_there(text: str, there: tuple[str, str]) -> None:
    assert there_too(text) == there


def test_whether_another_paper_says_it_too() -> None:
    said = take_apart("15年那份里头也有吗")
    assert (said.text, said.too) == ("15年那份呢", True)


@pytest.mark.parametrize("text", ["换人了要报备吗", "换地方了怎么办"])
def test_what_was_changed_is_no_other_thing_to_ask_for(text: str) -> None:
    said = take_apart(text)
    assert (said.text, said.elliptic) == (text, False)
