"""What a machine can hold of the house's rules, so that a reviewer need not."""

from __future__ import annotations

import ast
import codecs
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "subledger"
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
OUTSIDE = {
    ".git",
    ".venv",
    ".uv",
    ".hypothesis",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    "__pycache__",
    "dist",
    "build",
    "node_modules",
}

FORBIDDEN = {
    "a registry's host": r"pypi\.org|pythonhosted|anaconda\.org|conda\.io|artifactory|nexus\.|index-url|npmjs\.(org|com)|goproxy",
    "a path of one machine": r"(?<![\w.~])/(work|root|home/\w+|Users/\w+|mnt|tmp/(proto|bash_jobs))\b(?=[/\s\"'`)\]]|$)",
    # Turned by thirteen letters, so that this file does not say them.
    "a word of a tool that writes": r"\b("
    + codecs.decode(
        "pynhqr|naguebcvp|bcranv|pungtcg|tvguho pbcvybg|trzvav|yyzf?|tcg-?\\q|ynathntr zbqry|nv.trarengrq|nf na nv", "rot13"
    ).replace("\\d", r"\d")
    + r")\b",
    "work left over": r"\b(" + codecs.decode("GBQB|SVKZR|KKK|UNPX", "rot13") + r")\b",
}
ANY_CASE = ("a word of a tool that writes", "a registry's host")


@cache
def texts() -> dict[str, str]:
    """The repository's own text files by their path."""
    found = {}
    for path in _files():
        try:
            found[str(path.relative_to(ROOT))] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def _files() -> list[Path]:
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
        return [path for name in listed if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not OUTSIDE & set(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE if what in ANY_CASE else 0)
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts().items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line) and name != str(Path(__file__).relative_to(ROOT))
    ]
    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    said = {
        "a registry's host": "https://PyPI.org/simple",
        "a path of one machine": 'open("/root/x")',
        "a word of a tool that writes": codecs.decode("znqr ol Pynhqr", "rot13"),
        "work left over": codecs.decode("# GBQB: yngre", "rot13"),
    }
    for what, text in said.items():
        assert re.search(FORBIDDEN[what], text, re.IGNORECASE if what in ANY_CASE else 0), what


def test_the_lock_names_packages_and_hashes_alone() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert not [line for line in lock.splitlines() if line.startswith("-")]
    packages = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==", lock, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    assert len(packages) == len([block for block in blocks if "--hash=sha256:" in block]) > 10


def test_no_room_for_what_has_no_place() -> None:
    nowhere = {"utils", "util", "common", "helpers", "helper", "core", "misc", "shared", "base", "tools"}
    assert [str(path) for path in MODULES if nowhere & {part.removesuffix(".py") for part in path.parts}] == []


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_what_is_public_is_documented(module: Path) -> None:
    tree = ast.parse((SOURCE / module).read_text("utf-8"))
    documented: list[tuple[str, str | None]] = [("the module", ast.get_docstring(tree))]
    documented += [(name, ast.get_docstring(node)) for name, node in _public(tree) if "." not in name]
    assert [name for name, text in documented if not text] == []
    assert [name for name, text in documented if text and len(text.splitlines()[0]) > 140] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_function_is_annotated(module: Path) -> None:
    tree = ast.parse((SOURCE / module).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if node.returns is None] == []


def test_no_module_is_without_a_reader() -> None:
    """Files of a few hundred lines at most: what outgrows a reader's patience is two things."""
    long = {str(path): count for path in MODULES if (count := len((SOURCE / path).read_text("utf-8").splitlines())) > 500}
    assert long == {}


def test_names_of_test_files_are_their_own() -> None:
    """pytest imports test modules by their bare names."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert [name for name in names if names.count(name) > 1] == []
