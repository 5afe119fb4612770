"""The floors of the house: who may import whom stands in pyproject.toml and holds."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


def contracts() -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return found


def lint(configuration: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--config", str(configuration), "--no-cache"]
    return subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    ran = lint(ROOT / "pyproject.toml")
    assert ran.returncode == 0, ran.stdout
    assert f"{len(contracts())} kept, 0 broken" in ran.stdout


def test_a_broken_floor_is_caught(tmp_path: Path) -> None:
    upside_down = tmp_path / "importlinter.toml"
    upside_down.write_text(
        '[tool.importlinter]\nroot_package = "subledger"\n[[tool.importlinter.contracts]]\n'
        'name = "upside down"\ntype = "layers"\nlayers = ["subledger.model", "subledger.book"]\n',
        "utf-8",
    )
    ran = lint(upside_down)
    assert ran.returncode == 1
    assert "0 kept, 1 broken" in ran.stdout


def test_every_folder_of_the_source_is_on_a_floor() -> None:
    floors = next(contract["layers"] for contract in contracts() if contract["type"] == "layers")
    assert isinstance(floors, list)
    named = {name.strip() for floor in floors for name in floor.split("|")}
    folders = {f"subledger.{path.parent.name}" for path in (ROOT / "src" / "subledger").glob("*/__init__.py")}
    assert named == folders
