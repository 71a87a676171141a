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
_LABEL = re.compile(
    r"(?:主要)?(?:责任|牵头|配合|实施|参与|参加|主办|协办|承办|主管|负责|落实|协同)(?:单位|部门|主体)(?:及分工)?[：:为]?"
)
# 【责任单位】X; 责任单位：X; 牵头单位　X: the label of a line, or of what follows a sentence in it
_DUTY_LABEL = re.compile(
    rf"(?:[【〖]({_LABEL.pattern})[】〗][：:]?|({_LABEL.pattern})(?:(?<=[：:为])|[\s\u3000]))"
)
_HELPS = re.compile(r"配合|参与|参加|协办|协同")
# the label of another part: 完成时限：
_OTHER_LABEL = re.compile(r"(?:[【〖][^】〗]{2,12}[】〗]|[\u4e00-\u9fff]{2,8}[：:])")
_OPEN, _CLOSE = "(（〔【", ")）〕】"
_MARKS = " \t\u3000|*-•·●◆■▪"
_LINES_OF_NAMES = 3  # a list of names may be broken over so many lines more
_VERB = re.compile(
    r"(?:(?:共同)?(?:按照?|根据)(?:各自)?(?:职责|责任|职能)?(?:分工)?(?:职责)?(?:分别|共同)?(?:负责|落实|实施|推进|组织实施)?"
    r"|(?:具体|共同|分别)?(?:负责|牵头|配合|参与|落实|组织实施|实施|推进)(?:落实|实施|推进)?)$"
)
# 市城管局负责停车泊位: a body, and what it has to do
_DOES = re.compile(
    r"(.{2,30}?(?:局|委|厅|办|部|署|院|政府|委员会|管委会|办公室|公司|集团|中心|银行|海关))"
    r"(?:具体|共同|分别|主要)?(?:负责|牵头|承担|组织|配合|协助)(.*)"
)
# 2024年12月底前完成: when a thing is to be done is no body
_WHEN = re.compile(r"\d{2,4}年|\d+月|[年月日底]前|(?:长期|持续|逐年)(?:坚持|推进|实施)")
_SPLIT = re.compile(r"[、,，;；]|会同|商(?=[省市区县国])")
_STANDING = re.compile(r"[^。；;（(]*以下[^。；;]*?均[需须由应][^。；;）)]*")


def last_brackets(text: str) -> tuple[int, int] | None:
    """The range inside the brackets, round or 〔〕 【】, a (simplified) text ends with, None where it ends otherwise."""
    end = len(text.rstrip(' \t\n\u3000|*。；;”"'))
    if end == 0 or text[end - 1] not in _CLOSE:
        return None
    depth = 0
    for i in range(end - 1, -1, -1):
        if text[i] in _CLOSE:
            depth += 1
        elif text[i] in _OPEN:
            depth -= 1
            if depth == 0:
                return i + 1, end - 1
    return None


def departments_in(text: str) -> tuple[str, ...]:
    """The departments that the (simplified) text of a clause names at its end; empty where it names none."""
    inside = last_brackets(text)
    last_line = text.rstrip().rsplit("\n", 1)[-1].strip(_MARKS)
    # （牵头单位：X；⏎配合单位：Y）: the line is within the brackets
    if inside is not None and (inside[0] <= text.rstrip().rfind("\n") or not _DUTY_LABEL.match(last_line)):
        content = text[inside[0] : inside[1]]
        first = re.split(r"[。]", content)[0]
        if _DUTY.search(first) or all(_BODY.search(p) for p in _parts(first)):
            # （牵头单位：X） and （配合单位：Y） may be two brackets
            before = text[: inside[0] - 1].rstrip()
            lead = departments_in(before) if _LABEL.match(first) and before.endswith((")", "）")) else ()
            return tuple(dict.fromkeys((*lead, *names(first))))
        if text[inside[0] - 1] in "(（":
            return ()
    return labelled_departments(text)


def labelled_departments(text: str) -> tuple[str, ...]:
    """The departments in the 责任单位 lines that end a (simplified) text, who leads first; empty where it has none."""
    if not _LABEL.search(text):
        return ()
    text = re.sub(r"\*\*|__", "", text)
    found: list[str] = []
    rest = ""  # of a list of names that was broken over lines
    over = 0
    for raw in reversed(text.split("\n")):
        line = raw.strip(_MARKS)
        if not line:
            continue
        begin = next((m for m in _DUTY_LABEL.finditer(line) if _begins(line, m.start())), None)
        if begin is not None:
            whole = line.endswith(("。", "；", ";")) or (
                _BODY.search(line) and rest[:1] not in tuple("、，,；;")
            )
            found.insert(0, line[begin.start() :] + ("" if whole else rest))
            rest, over = "", 0
            if begin.start():
                break
        elif _OTHER_LABEL.match(line) and not rest:
            continue
        elif over < _LINES_OF_NAMES and not re.search(r"[。！？]", line[:-1]):
            rest, over = line + rest, over + 1
        else:
            break
    if not found:  # the line of departments may stand right below the heading
        lines = (line.strip(_MARKS) for line in text.split("\n"))
        found = [x for x in lines if _DUTY_LABEL.match(x) and all(map(_BODY.search, _labelled_names(x)))][:2]
    helping = [s for s in found if _HELPS.match(s.lstrip("【〖"))]
    leading = [s for s in found if s not in helping]
    return tuple(dict.fromkeys(n for s in (*leading, *helping) for n in _labelled_names(s)))


def _begins(line: str, at: int) -> bool:
    if "|" in line[:at]:  # the head of a table's column
        return False
    return at == 0 or line[at - 1] in "。；;）) \u3000"


def _labelled_names(segment: str) -> tuple[str, ...]:
    """The names behind a label, as far as no other label begins (责任单位：X。完成时限：2025年)."""
    kept = []
    for part in re.split(r"[。；;]|(?=[【〖])", segment):
        label = _DUTY_LABEL.match(part)
        if not label and _OTHER_LABEL.match(part):
            break
        kept.append(part[label.end() :] if label else part)
    listed = "、".join(kept)
    return names(listed) if len(listed) < 300 else ()


def is_duty_label(label: str) -> bool:
    """Whether a (simplified) label heads a list of departments: 责任单位, 牵头部门."""
    return bool(_LABEL.fullmatch(label))


def _parts(content: str) -> list[str]:
    out, depth, start = [], 0, 0
    for match in re.finditer(r"[(（〈〔]|[)）〉〕]|" + _SPLIT.pattern, content):
        if match.group() in "(（〈〔":
            depth += 1
        elif match.group() in ")）〉〕":
            depth -= 1
        elif depth == 0:
            out.append(content[start : match.start()])
            start = match.end()
    out.append(content[start:])
    return [p for p in (re.sub(r"\s+", "", p) for p in out) if p]


def names(content: str) -> tuple[str, ...]:
    """The names in a list of departments, each once, without 等, 牵头, 按职责分工负责."""
    found: list[str] = []
    other = False  # behind another label: 完成时限：2024年10月底前开工，2025年6月底前完工
    # a line break here is where the page ended, a full stop parts two lists
    for part in _parts(re.sub("。", "、", re.sub(r"\s+", "", content).strip("。"))):
        name = part.strip("。：: |")
        if _LABEL.match(name):
            name, other = _LABEL.sub("", name, count=1), False
        elif (label := _OTHER_LABEL.match(part)) and not _BODY.search(label.group().strip("：:")):
            other = True
        if other or (_WHEN.search(name) and not _BODY.search(name)):
            continue
        if does := _DOES.fullmatch(name.removeprefix("由")):
            found += [n for n in (does[1], *names(does[2])) if n not in found and _BODY.search(n)]
            continue
        name = name.removeprefix("由")
        before = None
        while before != name:
            before = name
            name = _VERB.sub("", name)
            name = re.sub(r"(?:等(?:有关|相关)?(?:部门|单位)?|分别)$", "", name) if name != "等" else ""
        name = name.strip("。：: ")
        if name[-1:] in _CLOSE and name.count("(") + name.count("（") < name.count(")") + name.count("）"):
            name = name[:-1]  # the brackets of the whole list
        if not re.search(r"[\u4e00-\u9fff]", name):  # a dash in an empty cell
            continue
        if not _VERB.fullmatch(name) and name not in found:
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
