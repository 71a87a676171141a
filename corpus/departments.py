"""责任单位: who has to do what a clause says, from its last brackets or its 责任单位 line.

Text in, names out; knows nothing of clauses or of which departments exist.
"""

from __future__ import annotations

import re

_DUTY = re.compile(r"负责|牵头|配合|责任单位|牵头单位|责任部门|组织实施|按职责|落实$|参与$|分工")
_BODY = re.compile(
    r"(?:局|委|厅|办|部|署|院|政府|委员会|管委会|办公室|公司|中心|银行|总队|支队|海关|单位|部门|法院|检察院"
    r"|[银分支人央]行|[工商妇残科文侨]联|工会|协会|[员委]会)$"
)
_LABEL = re.compile(r"(?:主要)?(?:责任|牵头|配合|实施|参与|主办|协办|落实)(?:单位|部门|主体)[：:为]?")
_VERB = re.compile(
    r"(?:(?:共同)?(?:按照?|根据)(?:各自)?(?:职责|责任|职能)?(?:分工)?(?:职责)?(?:分别|共同)?(?:负责|落实|实施|推进|组织实施)?"
    r"|(?:具体|共同|分别)?(?:负责|牵头|配合|参与|落实|组织实施|实施|推进)(?:落实|实施|推进)?)$"
)
_SPLIT = re.compile(r"[、,，;；]|会同|商(?=[省市区县国])")
_STANDING = re.compile(r"[^。；;（(]*以下[^。；;]*?均[需须由应][^。；;）)]*")


def last_brackets(text: str) -> tuple[int, int] | None:
    """The range inside the brackets a (simplified) text ends with, None where it ends otherwise."""
    end = len(text.rstrip(' \t\n\u3000|*。；;”"'))
    if end == 0 or text[end - 1] not in ")）":
        return None
    depth = 0
    for i in range(end - 1, -1, -1):
        if text[i] in ")）":
            depth += 1
        elif text[i] in "(（":
            depth -= 1
            if depth == 0:
                return i + 1, end - 1
    return None


def departments_in(text: str) -> tuple[str, ...]:
    """The departments that the (simplified) text of a clause names at its end; empty where it names none."""
    inside = last_brackets(text)
    if inside is not None:
        content = text[inside[0] : inside[1]]
        first = re.split(r"[。]", content)[0]
        if _DUTY.search(first) or all(_BODY.search(p) for p in _parts(first)):
            return names(first)
        return ()
    tail = text.rstrip().rsplit("\n", 1)[-1].strip()
    match = _LABEL.match(tail)
    if match and len(tail) < 300:
        return names(tail)
    return ()


def _parts(content: str) -> list[str]:
    out, depth, start = [], 0, 0
    for match in re.finditer(r"[(（]|[)）]|" + _SPLIT.pattern, content):
        if match.group() in "(（":
            depth += 1
        elif match.group() in ")）":
            depth -= 1
        elif depth == 0:
            out.append(content[start : match.start()])
            start = match.end()
    out.append(content[start:])
    return [p for p in (re.sub(r"\s+", "", p) for p in out) if p]


def names(content: str) -> tuple[str, ...]:
    """The names in a list of departments, each once, without 等, 牵头, 按职责分工负责."""
    found: list[str] = []
    # a line break here is where the page ended, a full stop parts two lists
    for part in _parts(re.sub("。", "、", re.sub(r"\s+", "", content).strip("。"))):
        name = _LABEL.sub("", part.strip("。：: "), count=1) if _LABEL.match(part) else part
        name = name.removeprefix("由")
        before = None
        while before != name:
            before = name
            name = _VERB.sub("", name)
            name = re.sub(r"(?:等(?:有关|相关)?(?:部门|单位)?|分别)$", "", name) if name != "等" else ""
        name = name.strip("。：: ")
        if name and not _VERB.fullmatch(name) and name not in found:
            found.append(name)
    return tuple(found)


def standing_duties(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The sentences that give a duty to every later clause: (start, end, departments), offsets into ``text``.

    以下工作均需各区县政府、西咸新区落实，不再列出 names them once for all.
    """
    out = []
    for match in _STANDING.finditer(text):
        sentence = match.group()
        duty = re.search(
            r"均[需须由应](?:由)?(.*?)(?:共同|分别|按职责)?(?:落实|负责|执行|实施|配合|参与)", sentence
        )
        if duty is None:
            continue
        start = match.start() + len(sentence) - len(sentence.lstrip())
        out.append((start, match.end(), names(duty[1])))
    return out
