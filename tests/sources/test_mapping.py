"""A mapping file: what it says is checked before a file is read."""

from __future__ import annotations

import pytest

from subledger.model.errors import SubledgerError
from subledger.sources.standard import load_mapping

FILE = '[[file]]\nmatch = "a.csv"\ntable = "subscriptions"\n'


def load(tmp_path, text):
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    return load_mapping(path)


def test_a_mapping_is_read(tmp_path):
    mapping = load(
        tmp_path,
        'source = "abo"\n'
        + FILE
        + 'delimiter = ";"\nencoding = "cp1252"\ndecimal = ","\nthousands = "."\ndate_format = "%d.%m.%Y"\nignore = ["x"]\n'
        '[file.columns]\ncustomer_id = "kunde"\n'
        "[file.constants]\ninterval_count = 2\ntax_inclusive = true\n"
        '[file.values.status]\nTrue = "trialing"\n',
    )
    (section,) = mapping.files
    assert (mapping.source, section.encoding, section.decimal, section.thousands) == ("abo", "cp1252", ",", ".")
    assert section.columns == {"customer_id": "kunde"}
    assert section.constants == {"interval_count": "2", "tax_inclusive": "true"}
    assert section.values == {"status": {"True": "trialing"}}


def test_a_sheet_is_named_with_its_workbook(tmp_path):
    (section,) = load(tmp_path, FILE.replace("a.csv", "Book.xlsx[Sheet*]")).files
    assert section.matches("book.xlsx[Sheet1]")
    assert not section.matches("book.xlsx")


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("sorce = 'x'", "unknown_mapping_key", "source"),
        (FILE + "delimeter = ';'", "unknown_mapping_key", "delimiter"),
        (FILE.replace("subscriptions", "subscription"), "unknown_table", "subscriptions"),
        (FILE + "[file.columns]\ncustomer = 'x'", "unknown_column", "customer_id"),
        (FILE + "[file.constants]\nintervall = 'x'", "unknown_column", "interval"),
        (FILE + "[file.values.stat]\na = 'x'", "unknown_column", "status"),
        (FILE + "encoding = 'utf-9'", "unknown_encoding", "utf-8"),
        (FILE + "date_format = '%d.%b.%Y'", "wrong_mapping", None),
        (FILE + "date_format = '%d.%m'", "wrong_mapping", None),
        (FILE + "delimiter = ';;'", "wrong_mapping", None),
        (FILE + "ignore = 'x'", "wrong_mapping", None),
        ("[file]\nmatch = 'x'", "wrong_mapping", None),
        ("[[file]]\nmatch = 'x'", "incomplete_mapping", None),
        ("[[file]\n", "unreadable_mapping", None),
        (FILE + "[file.columns]\nplan = 'x'\n[file.constants]\nplan = 'y'", "doubled_column", None),
        (FILE + "[file.constants]\ncurrency = 'usd'", "wrong_mapping", None),
        (FILE + "[file.constants]\nunit_amount = 'x'", "wrong_mapping", None),
        (FILE + "[file.constants]\nstatus = 'canceled'", "wrong_mapping", None),
    ],
)
def test_what_a_mapping_may_not_say(tmp_path, text, code, hint):
    with pytest.raises(SubledgerError) as error:
        load(tmp_path, text)
    assert error.value.code == code
    if hint:
        assert hint in error.value.hint


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(SubledgerError, match="cannot be read"):
        load_mapping(tmp_path / "none.toml")
