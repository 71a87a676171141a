"""Words of a corpus: which are kept, which are near, and that they come back as they were."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from index.own_encoder import PolicyE5Encoder
from index.vocabulary import LEAST_WORDS, NEAREST, Vocabulary, frequent_words

TEXTS = (
    "鼓励企业打造知名品牌，培育集成电路产业，促进就业创业，完善养老服务和儿童保护，落实先行赔付。",
    "加强食品餐饮监管，严厉打击假冒伪劣，推动新能源汽车、网络购物、融资担保、物流配送健康发展。",
    "到二〇二五年，建设工程质量、居住环境、教育培训、医疗卫生、农业生产、水利设施、文化旅游水平提高。",
    "市场监管部门负责检验检测、计量认证、标准制定、专利保护、信用评价、统计调查、投诉举报处理工作。",
    "开展科学研究、技术改造、人才引进、财政补贴、税收优惠、土地供应、电力保障、交通运输、国际合作。",
    "村民委员会、居民小区、街道办事处、学校食堂、医院药房、商场超市、工厂车间、港口机场、森林河流。",
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.build(TEXTS, PolicyE5Encoder())


class Counting(PolicyE5Encoder):
    """Remembers what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> npt.NDArray[np.float32]:
        self.seen.extend(texts)
        return super().encode_passages(texts, progress)

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked.extend(texts)
        return super().encode_queries(texts)


def nothing_to_encode(words: Sequence[str]) -> npt.NDArray[np.float32]:
    raise AssertionError(f"asked to embed {words}")


def test_words_of_the_dictionary_are_kept_by_frequency() -> None:
    assert frequent_words(["品牌、 品牌，質量2025年ABC", "质量 的 了 品牌"]) == ["品牌", "质量"]


@pytest.mark.parametrize(
    ("asked", "written"), [("芯片", "集成电路"), ("牌子", "品牌"), ("小孩", "儿童"), ("找工作", "就业")]
)
def test_a_word_the_corpus_never_writes_finds_its_like(
    vocabulary: Vocabulary, asked: str, written: str
) -> None:
    assert asked not in vocabulary.words
    (found,) = vocabulary.near([asked], PolicyE5Encoder().encode_queries)
    # a part of the asked word (工作 of 找工作) may come before it
    assert any(written in word and score > 1.5 for word, score in found[:2])


def test_a_word_is_never_near_itself(vocabulary: Vocabulary) -> None:
    (found,) = vocabulary.near(["就业"], nothing_to_encode)
    assert len(found) == NEAREST
    assert "就业" not in [w for w, _ in found]


def test_only_words_the_corpus_does_not_have_are_embedded(vocabulary: Vocabulary) -> None:
    encoder = Counting()
    together = vocabulary.near(["就业", "牌子", "创业", "牌子"], encoder.encode_queries)
    assert encoder.asked == ["牌子"]
    assert [together[0], together[2]] == vocabulary.near(["就业", "创业"], nothing_to_encode)
    assert together[1] == together[3] != together[2]


def test_a_word_the_corpus_has_finds_what_it_would_find_as_a_stranger(vocabulary: Vocabulary) -> None:
    without = Vocabulary(
        [w for w in vocabulary.words if w != "就业"],
        np.asarray([v for w, v in zip(vocabulary.words, vocabulary.vectors, strict=True) if w != "就业"]),
    )
    (kept,) = vocabulary.near(["就业"], nothing_to_encode)
    (found,) = without.near(["就业"], PolicyE5Encoder().encode_queries)
    assert [w for w, _ in kept[:2]] == [w for w, _ in found[:2]]
    assert kept[0][1] == pytest.approx(found[0][1], abs=0.3)


def test_what_was_stored_comes_back(vocabulary: Vocabulary) -> None:
    again = Vocabulary.loads(vocabulary.dumps())
    assert again.words == vocabulary.words
    query = PolicyE5Encoder().encode_queries(["牌子"])
    for words in (["就业"], ["牌子"]):
        assert again.near(words, lambda _: query) == vocabulary.near(words, lambda _: query)
    assert again.known() == {}
    kept = Vocabulary.loads(vocabulary.dumps(), whole=True).known()
    for before, after in zip(vocabulary.known()["就业"], kept["就业"], strict=True):
        assert np.array_equal(before, after)


def test_few_words_tell_nothing() -> None:
    words = [chr(0x4E00 + i) * 2 for i in range(LEAST_WORDS - 1)]
    few = Vocabulary(words, np.eye(len(words), dtype=np.float32))
    assert few.near([words[0], "生词"], nothing_to_encode) == [(), ()]


def test_vectors_that_are_not_alike_are_never_near() -> None:
    words = [chr(0x4E00 + i) * 2 for i in range(200)]
    vocabulary = Vocabulary(words, np.eye(200, 256, dtype=np.float32))
    query = np.zeros((1, 256), np.float32)
    query[0, 3], query[0, 250] = 0.4, 0.9165
    assert vocabulary.near(["生词"], lambda _: query) == [()]


def test_words_that_are_known_are_not_embedded_again(vocabulary: Vocabulary) -> None:
    encoder = Counting()
    again = Vocabulary.build([*TEXTS, "夜间经济"], encoder, vocabulary.known())
    assert encoder.seen == encoder.asked == ["夜间", "经济"]
    assert set(vocabulary.words) < set(again.words)


def test_the_words_of_an_index_do_not_depend_on_what_was_asked_in_the_process() -> None:
    from assistant.understand.words import segment

    texts = ["经营者不得哄抬价格，不得损害其他经营者的商业信誉。"]
    before = frequent_words(texts)
    segment("同行抹黑我们")  # opens the questions' dictionary, which has words of its own
    assert frequent_words(texts) == before
    assert "商业信誉" not in before
