"""What a policy file says of itself in comments: what it is, and whence each setting comes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from subledger.model.settings import BY_KEY

UNPUBLISHED = "unpublished"
_TABLE = re.compile(r"\[([A-Za-z_.]+)\]")
_SAID = re.compile(r"# ([a-z_]+(?: [a-z]+)?): (.+)")
_SETS = re.compile(r"""([A-Za-z_.]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^#"']*)\s*(?:#\s*(.*))?""")


@dataclass(slots=True)
class Notes:
    """about: the comment at the top. of: by setting, its source, or UNPUBLISHED. beyond: what the file cannot express."""

    about: str = ""
    of: dict[str, str] = field(default_factory=dict)
    beyond: list[str] = field(default_factory=list)


def notes(text: str) -> Notes:
    """The notes in a policy file's comments.

    The comment above a setting, or behind it, is its source. `# past_due: …` says something of a setting that the file leaves as it is,
    `# unpublished: past_due, unpaid` that there is no source, `# not expressed: …` what no setting can say. Indented lines go on.

    >>> notes('[counts]\\n# At once.\\npast_due = "drop"\\n# unpublished: unpaid').of
    {'counts.past_due': 'At once.', 'counts.unpaid': 'unpublished'}
    """
    found, table, above, said = Notes(), "", list[str](), ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#"):
            if line.startswith("#  ") and said:
                _go_on(found, said, line.lstrip("# "))
                continue
            said = _say(found, table, line)
            if not said:
                above.append(line.lstrip("# "))
            continue
        opened, sets = _TABLE.fullmatch(line), _SETS.fullmatch(line)
        if opened:
            table = opened[1]
        elif sets and not table and sets[1] not in BY_KEY:
            found.about = found.about or " ".join(above)
        elif sets:
            found.of[_key(table, sets[1])] = " ".join([*above, *([sets[2]] if sets[2] else [])])
        above, said = [], ""
    return found


def _say(found: Notes, table: str, line: str) -> str:
    """Notes what a comment says of settings by their names; returns of what, or nothing."""
    matched = _SAID.fullmatch(line)
    word, said = matched.groups() if matched else ("", "")
    if word == "not expressed":
        found.beyond.append(said)
        return word
    if word == UNPUBLISHED:
        found.of |= {_key(table, name.strip()): UNPUBLISHED for name in said.split(",")}
        return ""
    key = _key(table, word)
    if key not in BY_KEY:
        return ""
    found.of[key] = said
    return key


def _go_on(found: Notes, said: str, more: str) -> None:
    if said == "not expressed":
        found.beyond[-1] += f" {more}"
    else:
        found.of[said] += f" {more}"


def _key(table: str, name: str) -> str:
    return f"{table}.{name}" if table else name
