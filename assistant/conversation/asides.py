"""What may be said beside a question without being part of it: 单位要填表，…; 同事跟我争起来了，…; …，我好跟客户说.

No list could hold what people say so. Told here is only which parts of a message may be left out; whether the rest
is answered, and whether that answers the whole message, is judged by who asks (assistant.py). Text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.conversation.followup import asks
from assistant.understand.smalltalk import is_aside

LONGEST = 12  # characters; who says more tells of a case
LEAST = 4  # characters of what is left, where nothing was said before
_PART = re.compile(r"[，,。；;！!：:？?\s]+")
# keywords ask nothing: …，名单 and …，培育家数 say what is asked for, and only who speaks of somebody says something beside it
_SOMEBODY = re.compile("[我俺咱你您他她]|老板|领导|单位|同事|客户|家里|群里")
# what bears on the answer although it asks nothing: a case, a correction, a negation, a figure, another one's 呢
_BEARS = re.compile(
    r"要是|如果|假如|假设|万一|的话|不对|不是|错|没|未|不|无|别|[呢\d%％]|[一二两三四五六七八九十百千万][^，]?[个家项名人年月天元岁次]|除了|只"
)


def asides(message: str, *, told: bool) -> Iterator[tuple[str, str]]:
    """The first and the last part of a (simplified) message, each with what is left without it.

    :param told: there is a talk before it.
    """
    marks = list(_PART.finditer(message.rstrip("？?。.！!，, ")))
    if not marks:
        return
    first, last = marks[0], marks[-1]
    for part, rest in (
        (message[: first.start()], message[first.end() :]),
        (message[last.end() :], message[: last.end()].rstrip("，,：:；; ")),
    ):
        said = part.rstrip("？?。.！!，, ")
        beside = asks(rest) or _SOMEBODY.search(said)
        enough = beside and (len(rest) > len(said) or (asks(rest) and (told or len(rest) >= LEAST)))
        leans = told and rest.rstrip("？?。！! ").endswith("呢")
        if (
            said
            and len(said) <= LONGEST
            and not asks(said)
            and not _BEARS.search(said)
            and not is_aside(rest)
        ) and (enough or leans):
            yield said, rest
