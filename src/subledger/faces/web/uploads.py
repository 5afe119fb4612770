"""A file that a request brings: as its body, or as a part of a form."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from starlette.requests import Request

from subledger.faces.web.bodies import body_of
from subledger.model.errors import SubledgerError

LONGEST = 2**26
FORM = "multipart/form-data"
_PLAIN = r"\w[\w .()-]{0,59}"
_SUFFIX = r"\.[a-z]{1,7}"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file's name, as its sender wrote it, its content, and the other fields of the form that it came in."""

    name: str
    content: bytes
    fields: Mapping[str, str]

    @contextmanager
    def written(self) -> Iterator[Path]:
        """The file on disk, in a folder of its own and under a name of ours where its own could mean anything but a name."""
        name = self.name.replace("\\", "/").rpartition("/")[2]
        suffix = Path(name).suffix.lower()
        is_plain = re.fullmatch(_PLAIN, name) and re.fullmatch(_SUFFIX, suffix)
        with tempfile.TemporaryDirectory(prefix="subledger-") as folder:
            path = Path(folder) / (name if is_plain else "list" + (suffix if re.fullmatch(_SUFFIX, suffix) else ".csv"))
            path.write_bytes(self.content)
            yield path


async def upload_of(request: Request, field: str, name: str) -> Upload:
    """The file of a request: the form's field of that name, else the whole body, which is called by the other name.

    Raises: SubledgerError for a form that cannot be read or lacks the file, and for what is longer than any list.
    """
    body, head = await body_of(request, LONGEST), _head(request.headers.get("content-type", ""), "Content-Type")
    if head.get_content_type() != FORM:
        return Upload(name, body, {})
    boundary = head.get_boundary()
    if not boundary:
        raise _unreadable("it names no boundary")
    found: Upload | None = None
    fields: dict[str, str] = {}
    for disposition, content in _parts(body, boundary.encode()):
        of = str(disposition.get_param("name", "", "content-disposition"))
        if of == field:
            found = Upload(disposition.get_filename() or name, content, fields)
        else:
            fields[of] = content.decode("utf-8", "replace")
    if found is None or not found.content:
        raise SubledgerError("no file came with the form", "no_file", expected=f"a file as {field}")
    return found


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    """The parts of a form: what each says of itself, and what it holds."""
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if part.startswith(b"--"):
            return
        said, blank, content = part.partition(b"\r\n\r\n")
        lines = [line.partition(":") for line in said.decode("utf-8", "replace").split("\r\n")]
        disposition = next((value for name, _, value in lines if name.strip().lower() == "content-disposition"), None)
        if not blank or disposition is None:
            raise _unreadable("a part does not say what it is")
        yield _head(disposition.strip(), "Content-Disposition"), content
    raise _unreadable("it has no end")


def _head(said: str, name: str) -> Message:
    head = Message()
    head[name] = said
    return head


def _unreadable(why: str) -> SubledgerError:
    return SubledgerError(f"the form cannot be read: {why}", "not_a_form", expected=f"{FORM}, as browsers and curl -F send it")
