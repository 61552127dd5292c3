"""What ``mkdocs.yml`` says about folders, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rapport.site.compile import compile_project
from rapport.site.output import ForeignFile
from rapport.site.project import NoProject, find_project
from tests.site.projects import compiled, make_project, run, snapshot


def project_of(folder: Path, text: str) -> Any:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return find_project(folder / "mkdocs.yml")


def test_inherited_folders_and_options(tmp_path: Path) -> None:
    base = "docs_dir: build/pages\nplugins:\n  rapport:\n    content_dir: words\n"
    (tmp_path / "base.yml").write_text(base)

    project = project_of(tmp_path, "INHERIT: base.yml\nsite_dir: web\n")

    assert project.docs == tmp_path / "build" / "pages"
    assert project.content == tmp_path / "words"
    assert project.site == tmp_path / "web"


def test_folders_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_FOLDER", "web")
    text = "docs_dir: !ENV [NO_SUCH_NAME, build/pages]\nsite_dir: !ENV SITE_FOLDER\n"

    project = project_of(tmp_path, text)

    assert project.docs == tmp_path / "build" / "pages"
    assert project.site == tmp_path / "web"


def test_reading_the_configuration_runs_no_code(tmp_path: Path) -> None:
    text = f"extra:\n  x: !!python/object/apply:os.mkdir [{tmp_path}/made]\ndocs_dir: build/docs\n"
    project_of(tmp_path, text)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("- a\n- b\n", "key: value"),
        ("7\n", "key: value"),
        ("a: [\n", "cannot be read"),
        ("INHERIT: nowhere.yml\n", "nowhere.yml"),
        ("INHERIT: mkdocs.yml\n", "cannot be read"),
        ("INHERIT: [a]\n", "cannot be read"),
        ("plugins:\n  - rapport: [a]\n", "options of the plugin"),
        ("plugins:\n  rapport: words\n", "options of the plugin"),
        ("plugins: 7\n", "not a list"),
        ("plugins:\n  - rapport:\n      content_dir: [a]\n", "“content_dir”"),
        ("docs_dir: 7\n", "“docs_dir” in mkdocs.yml is not a folder"),
    ],
)
def test_what_cannot_be_used_is_said_plainly(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(NoProject, match=words):
        project_of(tmp_path, text)


@pytest.mark.parametrize("folder", ["/somewhere/else", "../else", "a/../../else"])
@pytest.mark.parametrize("key", ["content_dir", "docs_dir", "site_dir"])
def test_a_folder_outside_the_project_is_refused(tmp_path: Path, key: str, folder: str) -> None:
    text = f"{key}: {folder}\n"
    if key == "content_dir":
        text = f"plugins:\n  - rapport:\n      content_dir: {folder}\n"
    with pytest.raises(NoProject, match=rf"“{key}: .*else” leads out .* as in “{key}: "):
        project_of(tmp_path, text)


def test_an_absolute_folder_inside_the_project_will_do(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    for folder in (real, tmp_path / "link"):
        options = f"plugins:\n  - rapport:\n      content_dir: {folder}/words\n"
        assert project_of(real, options).content == real / "words"


@pytest.mark.parametrize(
    "text",
    [
        "site_dir: build\n",
        "site_dir: build/docs\n",
        "site_dir: build/site\n",
        "site_dir: .\n",
        "site_dir: content\n",
        "site_dir: content/site\n",
        "site_dir: docs\n",
        "docs_dir: site/docs\n",
        "docs_dir: pages\nsite_dir: pages/site\n",
    ],
)
def test_a_site_in_the_way_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoProject, match="in each other's way"):
        project_of(tmp_path, text)


def test_a_site_that_is_a_link_to_the_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site").symlink_to("content")
    with pytest.raises(NoProject, match="in each other's way"):
        project_of(tmp_path, "site_name: x\n")


def test_bare_mkdocs_refuses_in_words_and_may_build_elsewhere(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    built = run("mkdocs", "build", "-d", str(tmp_path / "elsewhere"), folder=project.root)
    assert built.returncode == 0, built.stderr

    settings = yaml.safe_load(project.config_file.read_text())
    plugins = ["search", {"rapport": {"content_dir": str(tmp_path)}}]
    project.config_file.write_text(yaml.safe_dump({**settings, "plugins": plugins}))
    refused = run("mkdocs", "build", folder=project.root)

    assert refused.returncode == 1
    assert "leads out of the project's folder" in refused.stdout
    assert "Traceback" not in refused.stderr


def test_files_of_a_persons_own_docs_folder_are_kept(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    compiled(project)
    text = project.config_file.read_text().replace("docs_dir: build/docs", "docs_dir: docs")
    moved = project_of(tmp_path, text)
    moved.docs.mkdir()
    (moved.docs / "index.md").write_text("# Mine\n")

    with pytest.raises(ForeignFile, match=r"index\.md"):
        compile_project(moved, strict=True, drafts=None)
    bare = run("mkdocs", "build", folder=tmp_path)

    assert bare.returncode == 1
    assert "is not a file that Rapport wrote" in bare.stdout
    assert "Traceback" not in bare.stderr
    assert snapshot(moved.docs) == {"index.md": b"# Mine\n"}
    (moved.docs / "index.md").unlink()
    assert compiled(moved).written.changed > 0
    assert compiled(moved).written.changed == 0
