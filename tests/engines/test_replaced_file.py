"""A book's file that another takes the place of leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

from subledger.engine.file import BookFile
from subledger.ledger.tables import unbound
from subledger.model import tables


def test_what_a_killed_process_left_in_its_log_does_not_reach_the_book_that_takes_its_place(tmp_path: Path) -> None:
    old = BookFile(tmp_path / "a.book")
    child = os.fork()
    if not child:
        engine = old.make()
        engine.create(tables.META)
        engine.insert_rows(tables.META, [("of", "the old book")])
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (tmp_path / "a.book.wal").exists()
    fresh = old.beside()
    made = fresh.make()
    made.create(tables.META)
    made.close()
    old.take(fresh)
    engine = old.open(read_only=True)
    assert engine.rows(unbound(tables.META)) == []
    engine.close()
