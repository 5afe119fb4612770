"""Companies written down in a test, as files."""

from __future__ import annotations

from pathlib import Path


def files(folder: Path, **tables: str) -> Path:
    """The texts as CSV files in a folder: blanks after commas and before lines go."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        lines = (",".join(cell.strip() for cell in line.split(",")) for line in text.strip().splitlines())
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
