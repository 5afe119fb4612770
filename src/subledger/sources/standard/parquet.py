"""The header of a Parquet file: the names of its columns, read from the footer.

The footer is Thrift's compact protocol; only the schema's names are taken, so that a file's faults are known before any engine opens it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MAGIC = b"PAR1"
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT, _UUID = 0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 13


class NotParquet(ValueError):
    """The file has no readable Parquet footer."""


def column_names(path: Path) -> tuple[str, ...]:
    """The names of a Parquet file's top-level columns, in order.

    Raises: NotParquet.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        if size < 12:
            raise NotParquet
        stream.seek(size - 8)
        tail = stream.read(8)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != MAGIC or length + 12 > size:
            raise NotParquet
        stream.seek(size - 8 - length)
        footer = stream.read(length)
    try:
        return _top_level(_Thrift(footer).schema())
    except (IndexError, UnicodeDecodeError, ValueError, RecursionError):
        raise NotParquet from None


def _top_level(elements: list[tuple[str, int]]) -> tuple[str, ...]:
    names: list[str] = []
    index = 1
    while index < len(elements):
        names.append(elements[index][0])
        left = 1
        while left:
            left += elements[index][1] - 1
            index += 1
    return tuple(names)


@dataclass(slots=True)
class _Thrift:
    data: bytes
    at: int = 0

    def schema(self) -> list[tuple[str, int]]:
        """Name and number of children of each element of the schema, depth first, the root first."""
        field = 0
        while kind := self._field_kind():
            field = self._field_id(field, kind)
            if field == 2:
                _, count = self._list_head()
                return [self._element() for _ in range(count)]
            self._skip(kind & 15)
        raise NotParquet

    def _element(self) -> tuple[str, int]:
        name, children, field = "", 0, 0
        while kind := self._field_kind():
            field = self._field_id(field, kind)
            if field == 4:
                length = self._varint()
                name = self.data[self.at : self.at + length].decode()
                self.at += length
            elif field == 5:
                children = self._zigzag()
            else:
                self._skip(kind & 15)
        return name, children

    def _field_kind(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _field_id(self, before: int, kind: int) -> int:
        return before + (kind >> 4) if kind >> 4 else self._zigzag()

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._field_kind()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _list_head(self) -> tuple[int, int]:
        head = self._field_kind()
        return head & 15, self._varint() if head >> 4 == 15 else head >> 4

    def _skip(self, kind: int) -> None:
        if kind in (_TRUE, _FALSE):
            return
        if kind in (_BYTE, _DOUBLE, _UUID):
            self.at += {_BYTE: 1, _DOUBLE: 8, _UUID: 16}[kind]
        elif kind == _BINARY:
            self.at += self._varint()
        elif kind in (_LIST, _SET):
            inner, count = self._list_head()
            for _ in range(count):
                if inner in (_TRUE, _FALSE):
                    self.at += 1
                else:
                    self._skip(inner)
        elif kind == _STRUCT:
            field = 0
            while inner := self._field_kind():
                field = self._field_id(field, inner)
                self._skip(inner & 15)
        elif kind == _MAP:
            raise NotParquet
        else:
            self._varint()
