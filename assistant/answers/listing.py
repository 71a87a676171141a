"""What a question lists (甲、乙和丙分别是多少, 各由谁负责), and the ways its names can be parted.

A word that joins may be part of a name (参与率; 基本药物、集采品种抽检合格率), so that every way to part them is offered, and
who knows the names chooses. Works on words and their order only; knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.understand.words import segment

MOST = 6  # names in one list
LEAST_KNOWN = 4  # names and those of them that are known: two of two, one of three
ONE_OF_TWO = 3
LEAST_NAME = 4  # characters of a name among unlike ones
_JOINTS = re.compile("以及|还有|、|[和跟与及]")
# 甲、乙、丙 三个数
_SO_MANY = re.compile(
    r"[\s，,]*(?:这)?[两二三四五六]个(?:数|数字|指标|目标)(?:值)?(?:各|分别)?(?:是|要)?(?:多少)?[？?。\s]*$"
)
# 甲由谁负责，乙呢
_BEHIND = re.compile(
    "(?P<asked>[^，,。；;？?]{4,})[，,？?](?:那|那么)?(?P<more>[^，,。；;？?]{2,14}?)呢[？?]?$"
)
_EACH = re.compile("分别|各自?|都")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|“[^“”]*”|《[^《》]*》")
_CLAUSE = re.compile(r"[，,；;。？?！!：:]")
_TIME = r"(?:(?:到|至|截至)?(?:20\d\d|“?十[一二三四五六七]五”?)年?(?:末|底|前|期间|时)?的?)?"
_ASKS = re.compile(
    rf"的?(?P<asks>{_TIME}(?:的)?(?:目标|指标|数值?|目标值)?(?:要求|规定)?(?P<each>分别|各自?)?(?:都)?(?:要|应|需|应当)?(?:达到?|是|为|定|有|到|设为)*(?:多少|几)[^，,]{{0,6}})$"
)

# 甲、乙、丙2025年目标: nothing but the names and what of them is wanted
_BARE = re.compile(rf"的?(?P<asks>{_TIME}(?:的)?(?:目标|指标)(?:值|数|要求)?)$")
MEASURE = re.compile("[率数额值量度]$|指数$|比重$|比例$")
# each of several things has somebody responsible for it
_WHO = re.compile(
    r"的?(?P<asks>(?P<each>分别|各自?)?(?:是|都)?(?:由|归|找|属于)?(?:谁|哪(?:一|几|个|些|家)*(?:部门|单位|局|委|厅))[^，,]{0,6})$"
)

# which of several is binding, whether all are
_OF_KIND = re.compile(
    r"的?(?P<asks>(?:这|那)?(?:[两二三四五六几]个|俩)?(?P<each>(?:里|中|当中|之中)?(?:面)?(?:哪[一几]?[个项些]|都|分别|各自?|是不是都|是否都|全))(?:都)?(?:是|属于|属|算|是什么|为)*"
    r"(?:什么)?(?:约束|预期|硬性|强制|属性|硬杠)[^，,]{0,10})$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The names of a list, cut at every word that may join two.

    ``head``: the place and time that all of them are asked in; ``asks``: what is asked of each; ``each``: whether 分别 or
    各 says that they are several; ``torn``: the joints that stand inside a word (参与).
    """

    head: str
    pieces: tuple[str, ...]
    joints: tuple[str, ...]  # one less than pieces
    asks: str
    each: bool
    torn: frozenset[int] = frozenset()
    bare: bool = False  # that figures are asked for, only the names tell
    behind: bool = False  # the last name stood behind the question (…多少，乙呢): it is one of a list only where both are found

    def name(self, first: int, last: int) -> str:
        """The name that the pieces from ``first`` to ``last``, that one included, are."""
        joints = (*self.joints[first:last], "")
        return "".join(p + j for p, j in zip(self.pieces[first : last + 1], joints, strict=True))

    def in_full(self, name: str) -> str:
        """A name with the measure that is said once, behind the last (食品、农产品、工业品合格率); itself where it has one."""
        last = segment(self.pieces[-1])[-1][0]
        short = not MEASURE.search(name) and MEASURE.search(last) and 1 < len(last) < len(self.pieces[-1])
        return name + last if short else name

    def question(self, name: str) -> str:
        """What asks for one name alone."""
        return self.head + name + self.asks

    def ways(self) -> list[tuple[str, ...]]:
        """Every way to part the names into two or more; first those that tear the fewest words, then of the fewest parts."""
        n = len(self.joints)
        ways = []
        for mask in range(1, 2**n):
            cuts = [i for i in range(n) if mask >> i & 1]
            starts = [0, *(c + 1 for c in cuts)]
            names = tuple(self.name(a, b) for a, b in zip(starts, [*cuts, n], strict=True))
            torn = len(self.torn.intersection(cuts))
            if len(names) <= MOST and all(map(_is_name, names)) and (self.each or not torn):
                ways.append((torn, len(names), names))
        return [names for *_, names in sorted(ways, key=lambda w: w[:2])]

    def best(
        self, known: Callable[[str], str | None], least: int = LEAST_KNOWN
    ) -> tuple[tuple[str, str | None], ...] | None:
        """The names with what each is known by (None where it is not), parted so that the most is known.

        :param known: what a name is known by, a different one for each.
        :param least: so many names and known ones there have to be.
        """
        memo: dict[str, str | None] = {}
        best: tuple[tuple[int, int], tuple[tuple[str, str | None], ...]] | None = None
        for names in self.ways():
            for name in names:
                if name not in memo:
                    memo[name] = known(name)
            ids = [i for n in names if (i := memo[n]) is not None]
            if not ids or len(set(ids)) < len(ids) or len(ids) + len(names) < least:
                continue
            rank = sum(len(n) for n in names if memo[n] is not None), len(names)
            if best is None or rank > best[0]:
                best = rank, tuple((n, memo[n]) for n in names)
        return best[1] if best else None


def _bare_names(text: str) -> str:
    """浙江2027：研发投入、劳动生产率 两个数 as the names alone in their place and time; any other text as it is."""
    text = _SO_MANY.sub("目标", text.strip())
    return re.sub("(?<=[\\d年省市县区底])[:：](?=.*[、和])", "", text, count=1)


def _in_one(text: str) -> str:
    """甲由谁负责，乙呢 as the list that it is: 甲和乙分别由谁负责; any other text as it is."""
    m = _BEHIND.match(text.strip())
    if m is None or _EACH.search(text):
        return text
    asked = _asked(m["asked"])[0]
    return f"{m['asked'][: asked.start()]}和{m['more']}分别{asked['asks']}" if asked else text


def may_list(text: str) -> bool:
    """Whether a (simplified) question can list anything at all; looked at before its places are."""
    text = _in_one(_bare_names(text))
    return bool(_JOINTS.search(text)) and any(_asked(text))


def _asked(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """(what a question asks of each name, what of them is wanted where nothing asks)."""
    bare = text.strip().rstrip("？?。！!")
    told = _ASKS.search(bare) or _WHO.search(bare) or _OF_KIND.search(bare)
    return told, _BARE.search(bare) if told is None and "、" in bare else None


def listing(text: str, places: Sequence[str]) -> Listing | None:
    """What a (simplified) question lists that asks how much, or who is responsible; None where it lists nothing.

    :param places: the place names in it: the names begin behind the first.
    """
    written, text = text, _in_one(_bare_names(text))
    told, wanted = _asked(text)
    if (asked := told or wanted) is None:
        return None
    names = text[: asked.start()]
    ends = [names.rindex(p) + len(p) for p in places if p in names]
    behind = min(ends, default=0)
    if m := re.match(rf"[省市县区]?的?[，,]?{_TIME}[，,]?", names[behind:]):
        behind += m.end()
    head, names = names[:behind], names[behind:]
    hidden = _BRACKETS.sub(lambda m: "□" * len(m.group()), names)
    if _CLAUSE.search(hidden):
        return None
    words = [0]
    for word, _ in segment(names):
        words.append(words[-1] + len(word))
    pieces: list[str] = []
    joints: list[str] = []
    torn = set()
    at = 0
    for m in _JOINTS.finditer(hidden):
        if not {m.start(), m.end()} <= set(words):
            torn.add(len(joints))
        pieces.append(names[at : m.start()])
        joints.append(m.group())
        at = m.end()
    pieces.append(names[at:])
    if not joints or len(joints) > 2 * MOST or not (pieces[0] and pieces[-1]):
        return None
    asks = _EACH.sub("", asked["asks"])
    each = bool(told and told["each"])
    if told is None or told.re is _OF_KIND:
        asks = "是多少" if told else f"{asks}是多少"
    return Listing(
        head,
        tuple(pieces),
        tuple(joints),
        asks,
        each,
        frozenset(torn),
        told is None,
        bool(_BEHIND.match(written)),
    )


def _is_name(text: str) -> bool:
    """Whether a piece of a list can be what something is called: it has a noun, and does not hang on what stands before."""
    return (
        len(text) > 1
        and not text.startswith("的")
        and any(f[:1] in "njl" or f == "eng" for _, f in segment(text))
    )
