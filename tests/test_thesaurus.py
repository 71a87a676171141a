"""Words for the very same are put as the texts write them; what the texts write themselves stays."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.understand.thesaurus import as_written, synonyms


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("浙江2025年科研经费投入占比打算达到多少", "3.3%"),
        ("浙江2025年科研投入强度的目标是多少", "3.3%"),
        ("西安的智能化工地覆盖率2035年到多少", "100%"),
        ("浙江抓供货链条的质量，主要靠哪类企业带头", "链主型"),
        ("2017年中央文件提倡由哪些机构对产品搞对比测试、体验调研", "消费者组织"),
        ("陕西省内准备设几处一条龙质量服务的网点", "120个"),
    ],
)
def test_said_otherwise(real_assistant: Assistant, asked: str, told: str) -> None:
    assert told in real_assistant.ask(asked).text


def test_only_what_no_text_writes_is_put_otherwise() -> None:
    assert as_written("供货链条的督导", {"供应链", "督导", "督查"}.__contains__) == "供应链的督导"
    assert as_written("供货链条", lambda word: False) == "供货链条"


def test_no_word_leads_to_itself() -> None:
    assert all(said not in written for said, written in synonyms().items())


@pytest.mark.parametrize(
    "asked",
    [
        "2017年中央文件鼓励谁来做产品质量的体验式调查",
        "体验式调查由什么单位来开展，2017年中央那份点名鼓励了谁",
        "2017年中央提倡由哪些机构开展产品质量比较试验",
        "2017年中央号召哪些主体来做体验式调查",
    ],
)
def test_whom_a_text_encourages(real_assistant: Assistant, asked: str) -> None:
    text = real_assistant.ask(asked).text
    assert "消费者组织" in text
    assert "第三方机构" in text
