from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import DocumentError, ManifestError
from corpus.load import load_corpus, load_file
from corpus.manifest import read_manifest

ROOT = Path(__file__).parent.parent / "corpus"


def write(folder: Path, manifest: str, **texts: str) -> Path:
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_five_documents() -> None:
    documents = {d.doc_id: d for d in load_corpus(ROOT)}
    assert list(documents) == ["shaanxi-2023", "xian-2024", "shaanxi-2015", "zhejiang-2022", "central-2017"]
    facts = {k: (d.issuers, d.date, d.region, d.level) for k, d in documents.items()}
    assert facts == {
        "shaanxi-2023": (("中共陕西省委", "陕西省人民政府"), "2023-05-14", "陕西省", "省级"),
        "xian-2024": (("西安市人民政府办公厅",), "2024-04-28", "西安市", "市级"),
        "shaanxi-2015": ((), "2015", "陕西省", "省级"),
        "zhejiang-2022": (("中共浙江省委", "浙江省人民政府"), "2022-12-31", "浙江省", "省级"),
        "central-2017": (("中共中央", "国务院"), "2017", "全国", "国家级"),
    }
    for document in documents.values():
        assert document.warnings == ()
        assert document.text == (ROOT / "texts" / document.path).read_text(encoding="utf-8")


def test_what_only_the_manifest_says_is_marked() -> None:
    documents = {d.doc_id: d for d in load_corpus(ROOT)}
    for doc_id in ("shaanxi-2023", "xian-2024", "zhejiang-2022"):
        said = documents[doc_id].provenance
        assert {said[k] for k in ("title", "issuers", "date", "region", "level")} == {"text"}
    nothing = documents["shaanxi-2015"].provenance
    assert nothing["title"] == nothing["date"] == nothing["region"] == "manifest"
    assert documents["central-2017"].provenance["date"] == "manifest"
    assert documents["central-2017"].provenance["title"] == "text"


def test_the_last_year_planned_for() -> None:
    years = {d.doc_id: d.period_end for d in load_corpus(ROOT)}
    # the titles of other documents 《…（2011-2020年）》 do not count
    assert years["shaanxi-2015"] == 2015
    assert years["central-2017"] == 2020
    assert years["xian-2024"] == 2035


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ('[a]\nfile = "a.txt"\ndate = "2024-13-01"', "[a] date: '2024-13-01' is not a date"),
        ('[a]\nfile = "a.txt"\ndate = "2024-02-30"', "is not a date"),
        ('[a]\nfile = "a.txt"\ndate = 20240101', "is not a date"),
        ('[a]\nfile = "a.txt"\nauthor = "x"', "[a] author: unknown key, expected one of file, title"),
        ('[a]\ntitle = "x"', "[a] file: missing"),
        ('[a]\nfile = "b.txt"', "[a] file: 'b.txt' is missing"),
        ('[a]\nfile = "../a.txt"', "leaves the corpus folder"),
        ('[a]\nfile = "a.txt"\n[a]\nfile = "a.txt"', "expected each document id once"),
        ('[a]\nfile = "a.txt"\n[b]\nfile = "a.txt"', "is already the file of [a]"),
        ('[a]\nfile = "a.txt"\nlevel = "州级"', "[a] level: found '州级', expected one of 国家级"),
        ('[a]\nfile = "a.txt"\nissuers = "x"', "[a] issuers: found 'x', expected a list"),
        ('[a]\nfile = "a.txt"\nperiod_end = "2025"', "[a] period_end"),
        ('[a]\nfile = "a.txt"\ntitle = ""', "[a] title: found '', expected a text"),
        ("a = 1", "expected [doc_id] tables"),
        ("[a", "manifest.toml"),
        ('["a b"]\nfile = "a.txt"', "not a document id"),
    ],
)
def test_a_faulty_manifest_is_refused_in_one_line(tmp_path: Path, manifest: str, expected: str) -> None:
    write(tmp_path, manifest, a="一、总体要求\n内容。")
    with pytest.raises(ManifestError) as error:
        load_corpus(tmp_path)
    message = str(error.value)
    assert expected in message
    assert "manifest.toml" in message
    assert "\n" not in message


def test_two_documents_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, '[b]\nfile = "a.txt"', a="一、甲。", b="一、乙。")
    with pytest.raises(ManifestError, match=r"its id 'b' is already that of a\.txt"):
        load_corpus(tmp_path)
    (tmp_path / "manifest.toml").unlink()
    (tmp_path / "a.md").write_text("一、丙。", encoding="utf-8")
    with pytest.raises(ManifestError, match="one id a document"):
        load_corpus(tmp_path)


def test_a_text_without_an_entry_says_for_itself_what_it_is(tmp_path: Path) -> None:
    write(tmp_path, '[a]\nfile = "a.txt"', a="一、总体要求\n内容。")
    (tmp_path / "新.txt").write_text(
        "陕西省人民政府办公厅\n关于促进质量提升的实施意见\n陕政办发〔2024〕7号\n\n"
        "为提升质量，提出如下意见。\n一、总体要求\n到2027年，取得成效。\n（一）目标。做好。\n",
        encoding="utf-8",
    )
    found = {d.doc_id: d for d in load_corpus(tmp_path)}["新"]
    assert found.title == "关于促进质量提升的实施意见"
    assert found.issuers == ("陕西省人民政府办公厅",)
    assert (found.number, found.region, found.level) == ("陕政办发〔2024〕7号", "陕西省", "省级")
    assert found.period_end == 2027
    assert set(found.provenance.values()) == {"text"}


def test_where_manifest_and_text_disagree_the_document_says_so(tmp_path: Path) -> None:
    write(
        tmp_path,
        '[a]\nfile = "a.txt"\ndate = "2024-05-01"\nregion = "浙江省"',
        a="陕西省人民政府\n关于质量工作的意见\n（2024年4月1日）\n一、总体要求\n内容。",
    )
    (document,) = load_corpus(tmp_path)
    assert document.date == "2024-05-01"
    assert document.provenance["date"] == "manifest"
    assert any("成文日期不一致" in w and "2024-04-01" in w for w in document.warnings)
    assert any("地区不一致" in w for w in document.warnings)


def test_no_folder_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such folder"):
        load_corpus(tmp_path / "none")
    with pytest.raises(DocumentError, match="holds no text"):
        load_corpus(tmp_path)


def test_entries_are_read_in_order_with_dates_of_toml(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text('[b]\nfile="b.txt"\ndate=2024-05-01\n[a]\nfile="a.txt"\n', encoding="utf-8-sig")
    first, second = read_manifest(path)
    assert (first.doc_id, first.date, second.doc_id) == ("b", "2024-05-01", "a")


def test_load_file_alone_takes_its_name_as_id(tmp_path: Path) -> None:
    path = tmp_path / "某市 方案.txt"
    path.write_text("一、总体要求\n内容。", encoding="utf-8")
    assert load_file(path).doc_id == "某市-方案"
    assert load_file(path, doc_id="x").doc_id == "x"
