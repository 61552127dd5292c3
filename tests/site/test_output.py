"""Writing files: only what changed, and deleting only what is ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rapport.site.output import ForeignFile, Written, write_files

LONG_AGO = 1_000_000_000


def age(folder: Path) -> None:
    for file in folder.rglob("*"):
        os.utime(file, (LONG_AGO, LONG_AGO))


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    write_files(docs, {"a.md": b"one", "deep/b.md": b"two"}, manifest)
    age(docs)

    done = write_files(docs, {"a.md": b"one", "deep/b.md": b"owt"}, manifest)

    assert done == Written(changed=1, kept=1, removed=0)
    assert (docs / "a.md").stat().st_mtime == LONG_AGO
    assert (docs / "deep/b.md").stat().st_mtime > LONG_AGO
    assert (docs / "deep/b.md").read_bytes() == b"owt"


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    write_files(docs, {"a.md": b"one"}, manifest)
    age(tmp_path)

    assert write_files(docs, {"a.md": b"one"}, manifest) == Written(0, 1, 0)
    assert {p.stat().st_mtime for p in tmp_path.rglob("*")} == {LONG_AGO}


def test_what_is_no_longer_generated_is_removed_and_nothing_else(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    write_files(docs, {"a.md": b"one", "old/b.md": b"two", "shared/c.md": b"3"}, manifest)
    (docs / "shared" / "foreign.md").write_text("mine")

    done = write_files(docs, {"a.md": b"one"}, manifest)

    assert done.removed == 2
    left = sorted(p.relative_to(docs).as_posix() for p in docs.rglob("*"))
    assert left == ["a.md", "shared", "shared/foreign.md"]


def test_a_folder_in_the_place_of_an_old_file_is_not_ours(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    write_files(docs, {"a.md": b"one", "b.md": b"two"}, manifest)
    (docs / "b.md").unlink()
    (docs / "b.md").mkdir()

    write_files(docs, {"a.md": b"one"}, manifest)

    assert (docs / "b.md").is_dir()


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    outside = tmp_path / "precious.txt"
    outside.write_text("keep")
    (docs / "deep").mkdir(parents=True)
    names = ["../precious.txt", "deep/../../precious.txt", str(outside), 7, None]
    manifest.write_text(json.dumps(names))

    assert write_files(docs, {"a.md": b"one"}, manifest).removed == 0
    assert outside.read_text() == "keep"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "precious.txt").write_text("keep")
    docs.mkdir()
    (docs / "linked").symlink_to(outside, target_is_directory=True)
    manifest.write_text(json.dumps(["linked/precious.txt"]))

    write_files(docs, {"a.md": b"one"}, manifest)

    assert (outside / "precious.txt").read_text() == "keep"


def test_a_broken_manifest_owns_nothing(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    docs.mkdir()
    (docs / "foreign.md").write_text("mine")
    for broken in ("", "{", "3", '{"foreign.md": 1', "\udcff"):
        manifest.write_bytes(broken.encode("utf-8", "surrogateescape"))
        write_files(docs, {"a.md": b"one"}, manifest)
        assert (docs / "foreign.md").exists()
        assert json.loads(manifest.read_text()) == ["a.md"]


def test_a_foreign_file_is_not_overwritten_where_people_keep_theirs(tmp_path: Path) -> None:
    docs, manifest = tmp_path / "docs", tmp_path / "manifest.json"
    docs.mkdir()
    (docs / "b.md").write_text("mine")
    (docs / "c.md").write_text("three")

    with pytest.raises(ForeignFile, match=r"b\.md"):
        write_files(
            docs, {"a.md": b"1", "b.md": b"2", "c.md": b"three"}, manifest, keep_foreign=True
        )
    assert sorted(p.name for p in docs.iterdir()) == ["b.md", "c.md"]
    assert (docs / "b.md").read_text() == "mine"

    (docs / "b.md").unlink()
    files = {"a.md": b"1", "b.md": b"2", "c.md": b"three"}
    assert write_files(docs, files, manifest, keep_foreign=True) == Written(2, 1, 0)
    again = write_files(docs, {**files, "b.md": b"new"}, manifest, keep_foreign=True)
    assert again == Written(1, 2, 0)
