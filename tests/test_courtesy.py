"""What is said around a question changes nothing of its answer; what is meant by it is kept."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from assistant.understand.courtesy import core

FRAMES = (
    "你好，我想问一下，{}",
    "喂，您好，麻烦帮我查一下{}",
    "我刚看到新闻，{}",
    "我爱人让我问问，{}",
    "请告诉我：{}",
    "关于这个问题：{}",
    "嗯，那个，{}",
    "{}，谢谢",
    "{}？急，在线等",
    "{}，麻烦告诉一下",
    "{}？？？",
    "{}。。。。",
    "你好，{}？？谢谢您！",
)
QUESTIONS = (
    ("西安2025年首席质量官覆盖率目标是多少",),
    ("浙江2025年全员劳动生产率目标多少", "到2027年呢"),
    ("西安食品抽检合格率多少", "这个由谁负责"),
    ("陕西要争取几个中国质量奖及提名奖", "那国际标准呢"),
    ("浙江2030年研发投入强度目标是多少",),
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("turns", QUESTIONS, ids=lambda t: t[-1])
def test_a_frame_changes_nothing(real_assistant: Assistant, turns: tuple[str, ...], frame: str) -> None:
    def last(*asked: str) -> str:
        history: list[Turn] = []
        for question in asked:
            history.append(Turn(question, real_assistant.ask(question, history)))
        return history[-1].answer.text

    assert last(*turns[:-1], frame.format(turns[-1])) == last(*turns)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("你知道西安有几个鲁班奖吗", "西安有几个鲁班奖"),
        ("能不能告诉我西安的鲁班奖是几项吗？", "西安的鲁班奖是几项"),
        ("给我查一下陝西的？？", "陕西的？"),
        ("同事喊我问下西安鲁班奖多少", "西安鲁班奖多少"),
        ("您好！请问打扰一下，小作坊要登记吗", "小作坊要登记吗"),
        ("Hello, what is the CQO rate in Xi'an? Thanks", "what is the CQO rate in Xi'an?"),
    ],
)
def test_what_is_asked(message: str, asked: str) -> None:
    assert core(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "你好",
        "好的，谢谢",
        "不对，我问的是浙江",
        "我想问的是西安",
        "我要问的是省里",
        "帮我核实一下，覆盖率是90%",
        "帮我写个总结",
        "可以告诉别人商业秘密吗",
        "请示怎么写",
        "请求复议多久答复",
        "我要了解情况的权利吗",
        "我们要查账吗",
        "老板让我加班，给钱吗",
        "投诉了，多久回复",
        "看到新闻说要罚款，罚多少",
        "那，浙江呢",
        "你们能查哪些文件",
        "陝西的鲁班奖",
    ],
)
def test_what_says_something_is_kept(message: str) -> None:
    assert core(message) == message


def test_marks_alone_are_no_crash(real_assistant: Assistant) -> None:
    first = Turn("西安鲁班奖多少", real_assistant.ask("西安鲁班奖多少"))
    assert real_assistant.ask("浙江呢？！？！", (first,)).standalone_question.startswith("浙江")


def test_a_question_asked_again_is_answered_as_before(real_assistant: Assistant) -> None:
    asked = "西安2025年首席质量官覆盖率目标是多少，由谁负责"
    first = Turn(asked, real_assistant.ask(asked))
    between = Turn("浙江呢", real_assistant.ask("浙江呢", (first,)))
    assert "≥80%" in first.answer.text
    assert "责任单位" in first.answer.text
    for message, history in (("再说一遍", (first,)), (asked, (first,)), (asked, (first, between))):
        assert real_assistant.ask(message, history).text == first.answer.text, message


@pytest.mark.parametrize(
    ("aside", "asked"),
    [
        ("单位要填表，{}", "西安鲁班奖几项"),
        ("同事跟我争起来了，{}", "西安呢"),
        ("{}，我好跟客户说", "西安鲁班奖几项"),
        ("{}，别给我念一大段", "浙江也报一下"),
        ("接到一个来电，问{}", "养狗要办证吗"),
        ("@小助手 {}", "西安鲁班奖几项"),
    ],
)
def test_what_is_said_of_the_asking_is_left_out(aside: str, asked: str) -> None:
    assert core(aside.format(asked)) == asked


@pytest.mark.parametrize(
    "message",
    [
        "老师打孩子，怎么处理",
        "我邻居总吵，找谁管",
        "没收到通知，补贴怎么领",
        "收到短信，要交钱吗",
        "公司让我加班，给多少",
        "不是问15年，问现在的",
        "我问了，多久答复",
    ],
)
def test_what_tells_of_the_case_is_kept(message: str) -> None:
    assert core(message) == message


def test_an_aside_that_no_list_has_is_left_out_where_the_rest_answers_the_whole(
    real_assistant: Assistant,
) -> None:
    first = Turn(
        "高价值发明专利，西安每一万人要有几件", real_assistant.ask("高价值发明专利，西安每一万人要有几件")
    )
    answer = real_assistant.ask("隔壁老王跟我抬了半天杠，不对不对，我说的是省里的，陕西", (first,))
    assert "8件" in answer.text
