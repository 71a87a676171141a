"""Whether a statement answers a question: a probability from how the two agree, and what an answer may not lack.

The probability is a logistic regression over what the ranking knows; its coefficients stand in answerable.toml,
made by ``python -m eval calibrate`` from the development questions. Beside it stand facets: who asks for a
telephone number, for papers to bring or for what has been reached so far is not answered by a sentence that has
none of that. Knows nothing of documents, places or years.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answers.statements import Scored, asked_tokens
from assistant.understand.question import Query

# a word this heavy is what the question is about
KEY_WEIGHT = 0.6

FEATURES = (
    "own",  # coverage by the statement itself
    "around",  # ... with its headings
    "whole",  # ... with all of what it is cited as
    "near",  # the clause's place in the hybrid search
    "lead",  # by how much it leads the dense search
    "strange",  # share of the question's words that the corpus never writes
    "missing",  # share of the heavy words that neither statement nor headings say
    "unit",  # a figure of the kind asked for
    "no_unit",  # figures of another kind, or none
    "figure_name",  # figures only: how much of the indicator's name was asked for
    "figure_missing",  # figures only: as ``missing``
    "words",  # ln(1 + number of words)
)


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients by feature, and the probabilities from which an answer is given."""

    weights: tuple[float, ...]
    bias: float
    enough: float
    enough_figure: float


@lru_cache(maxsize=1)
def model() -> Model:
    """What answerable.toml holds."""
    data = tomllib.loads(resources.files("assistant.answers").joinpath("answerable.toml").read_text("utf-8"))
    weights = data["weights"]
    return Model(
        tuple(float(weights[name]) for name in FEATURES),
        float(data["bias"]),
        float(data["enough"]),
        float(data["enough_figure"]),
    )


def features(query: Query, scored: Scored, unit_fits: bool | None) -> tuple[float, ...]:
    """The values of FEATURES.

    :param unit_fits: whether the statement has a figure of the kind asked for; None where none is asked for.
    """
    statement = scored.statement
    total = sum(w.weight for w in query.words) or 1.0
    heavy = [w for w in query.words if w.weight >= KEY_WEIGHT]
    around = statement.context + statement.text
    missing = sum(w.weight for w in heavy if w.said_in(around) < 0.35) / (sum(w.weight for w in heavy) or 1.0)
    figure = query.asks_figure
    asked = asked_tokens(query.text + query.search) if figure else frozenset()
    name = max((len(asked & n) / len(n) for n in statement.names if n), default=0.0) if figure else 0.0
    return (
        scored.own,
        scored.coverage,
        scored.whole,
        scored.search,
        min(scored.lead, 0.1) * 10,
        sum(w.weight for w in query.words if not w.known) / total,
        missing,
        float(unit_fits is True),
        float(unit_fits is False),
        name,
        missing if figure else 0.0,
        math.log1p(len(query.words)),
    )


def probability(values: tuple[float, ...]) -> float:
    """That a statement with these features is the answer's."""
    m = model()
    return 1.0 / (1.0 + math.exp(-(m.bias + sum(w * v for w, v in zip(m.weights, values, strict=True)))))


# what is asked for that a text of rules mostly does not hold → what a sentence that holds it says
_FACETS = (
    (
        re.compile(
            r"电话|热线|网址|链接|官网|网站|邮箱|公众号|二维码|微信|联系方式|联系人|地址|phone|website|address"
        ),
        re.compile(r"电话|热线|\d{5,}|网址|网站|网$|平台|https?:|www|邮箱|公众号|二维码|微信|地址"),
    ),
    (
        re.compile(
            r"(?:要|需要?|带|交|准备|提供|提交|递)(?:哪些|什么|啥|些啥|些什么)?(?:申请)?(?:材料|资料|证件|手续|表格)|"
            r"(?:怎么|如何|咋|怎样)(?:才能)?(?:申请|申报|报名|办理|办手续|登记|领取|报销)|"
            r"(?:申请|申报|报名|办理)(?:的)?(?:流程|手续|程序|步骤|材料)|"
            r"在哪(?:里|儿)?(?:申请|申报|报名|办|领|交)|how (?:do|can) i apply"
        ),
        re.compile(r"申请|申报|报名|材料|提交|受理|办理|登记|备案|手续|领取|审核"),
    ),
    (
        re.compile(
            r"实际(?:上)?(?:是|到|完成|达到|有)|完成了多少|完成得|完成情况|达成|到多少了|(?:现在|目前)(?:已经)?(?:是|有|到|达到)?(?:多少|几)"
        ),
        re.compile(r"现状|实际|已|目前|现有|累计|年底|达到了|截至|基期"),
    ),
)
# work to be done for the asker is no question about a text
_TASK = re.compile(
    r"(?:帮|给|替|为)(?:我|咱)们?.{0,8}(?:写|起草|拟|翻译|画|做个|打个?电话|投诉一下|举报一下|订|买)|"
    r"(?:写|起草)(?:一)?[份封篇首个](?!.{0,6}(?:规定|条款))|推荐(?:一)?[家个款下]|write (?:me )?an? |recommend"
)


def lacks_facet(question: str, text: str) -> bool:
    """Whether a question asks for a kind of thing that a (flattened) text has none of."""
    return any(asked.search(question) and not held.search(text) for asked, held in _FACETS)


def is_task(question: str) -> bool:
    """Whether the question wants work done, not a text explained."""
    return bool(_TASK.search(question))
