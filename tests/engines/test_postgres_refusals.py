"""What goes wrong between a book and a PostgreSQL server is said in words, and never with a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

import subledger
from subledger import SubledgerError
from subledger.faces.cli.app import run
from subledger.model.address import Address

SECRETS = ("s3cr", "of:the", "of%3Athe")


@pytest.fixture(scope="module")
def address(postgres: str) -> str:
    """A book that stands, and a user who may do nothing."""
    with subledger.init(f"{postgres}?schema=standing"):
        pass
    execute(postgres, "CREATE ROLE nobody LOGIN PASSWORD 'n'")
    return f"{postgres}?schema=standing"


def execute(postgres: str, statement: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(statement.encode())


def elsewhere(address: str, **parts: str) -> str:
    """The address with another user, password, port, database or schema."""
    given = psycopg.conninfo.conninfo_to_dict(address.partition("?")[0]) | parts
    place = f"{given['user']}:{given['password'].replace('%', '%25').replace('/', '%2F').replace(':', '%3A').replace('@', '%40')}"
    return f"postgresql://{place}@{given['host']}:{given['port']}/{given['dbname']}?schema={parts.get('schema', 'standing')}"


REFUSED = [
    ("no_book", {"schema": "nowhere"}, "there is no book in the schema nowhere"),
    ("wrong_password", {"password": "s3cret"}, "password authentication failed"),
    ("no_such_database", {"dbname": "nothing"}, 'database "nothing" does not exist'),
    ("no_server", {"port": "1"}, "Connection refused"),
    ("no_rights", {"user": "nobody", "password": "n"}, "permission denied for schema standing"),
    ("bad_address", {"schema": "pg_mine"}, "no schema can have the name pg_mine"),
    ("bad_address", {"schema": "x" * 64}, "no schema can have the name x"),
    ("bad_address", {"schema": "standing&sslmod=require"}, "unknown option 'sslmod'"),
    ("no_ssl", {"schema": "standing&sslmode=require"}, "server does not support SSL"),
]


@pytest.mark.parametrize(("code", "parts", "said"), REFUSED, ids=[said.replace(" ", "_") for *_, said in REFUSED])
def test_what_is_refused_is_said_in_words(code: str, parts: dict[str, str], said: str, address: str, capsys: Any) -> None:
    at = elsewhere(address, **parts)

    assert run(["metrics", "mrr", "--book", at]) == 2

    error = capsys.readouterr().err
    assert error.startswith(f"error[{code}]: ") and said in error and "hint: " in error
    assert not any(secret in error for secret in SECRETS)


def test_what_is_refused_in_json_has_no_password(address: str, capsys: Any) -> None:
    assert run(["metrics", "mrr", "--format", "json", "--book", elsewhere(address, password="s3cret")]) == 2
    out = capsys.readouterr()
    assert '"wrong_password"' in out.out and not any(secret in out.out + out.err for secret in SECRETS)


@pytest.mark.parametrize("secret", ["s3cr/of:the@", "s3cr@of:the", "s3cr#of", "s3cr?of:the"])
def test_a_password_that_was_not_encoded_is_not_repeated(secret: str) -> None:
    at = f"postgresql://finance:{secret}@127.0.0.1:1/books"
    with pytest.raises(SubledgerError) as caught:
        subledger.open(at)
    said = f"{caught.value} {caught.value.value} {caught.value.hint} {caught.value.expected} {Address(at)}"
    assert "s3cr" not in said and "of:the" not in said


def test_a_user_without_rights_makes_no_schema(address: str, tmp_path: Path, capsys: Any) -> None:
    assert run(["init", "--book", elsewhere(address, user="nobody", password="n", schema="mine")]) == 2
    assert 'CREATE SCHEMA "mine" AUTHORIZATION' in capsys.readouterr().err


RIGHTS = {
    "the schema alone": ("USAGE ON SCHEMA standing", "metrics mrr", "GRANT USAGE ON SCHEMA"),
    "to read": ("SELECT ON ALL TABLES IN SCHEMA standing", "policy keep stripe", "to load, be the owner"),
    "temporary tables": ("CONNECT ON DATABASE books", "metrics mrr --policy stripe", "GRANT TEMPORARY ON DATABASE"),
}
"""What a user is given, one after the other, and what is refused all the same: the next right is named."""


def test_a_missing_right_is_named(postgres: str, address: str, capsys: Any) -> None:
    execute(postgres, "CREATE ROLE guest LOGIN PASSWORD 'g'; REVOKE TEMPORARY ON DATABASE books FROM PUBLIC")
    for right, command, hint in RIGHTS.values():
        execute(postgres, f"GRANT {right} TO guest")
        assert run([*command.split(), "--book", elsewhere(address, user="guest", password="g")]) == 2
        error = capsys.readouterr().err
        assert error.startswith("error[no_rights]: ") and hint in error
    execute(postgres, "GRANT TEMPORARY ON DATABASE books TO PUBLIC")


def test_a_schema_that_holds_something_is_not_taken(postgres: str, address: str) -> None:
    execute(postgres, "CREATE SCHEMA theirs; CREATE TABLE theirs.customers (id int)")
    for at, code in ((f"{postgres}?schema=theirs", "book_exists"), (address, "book_exists")):
        with pytest.raises(SubledgerError) as caught:
            subledger.init(at)
        assert caught.value.code == code
    for statement in ("SELECT 1", "CREATE TABLE theirs.subledger_book (id int)"):
        execute(postgres, statement)
        with pytest.raises(SubledgerError, match="database of another program"):
            subledger.open(f"{postgres}?schema=theirs")


def test_an_older_book_is_refused_with_what_to_do(postgres: str) -> None:
    at = f"{postgres}?schema=older"
    with subledger.init(at):
        pass
    execute(postgres, "UPDATE older.subledger_book SET value = '0' WHERE key = 'format'")
    with pytest.raises(SubledgerError, match="format 0") as caught:
        subledger.open(at)
    assert caught.value.code == "book_version"


def test_a_database_that_keeps_other_letters_is_refused(postgres: str) -> None:
    execute(postgres, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    with pytest.raises(SubledgerError) as caught:
        subledger.init(elsewhere(postgres, dbname="latin"))
    assert caught.value.code == "encoding"


def test_an_address_of_no_engine_is_refused() -> None:
    with pytest.raises(SubledgerError) as caught:
        subledger.open("mysql://root:s3cret@localhost/books")
    assert caught.value.code == "unknown_engine" and "s3cr" not in str(caught.value)


def test_a_load_that_fails_takes_its_new_book_away(postgres: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "subscriptions.csv").write_text("customer_id, unit_amount, starts_at\nacme, much, 2025-01-01\n")
    at = f"{postgres}?schema=failed"
    for _ in range(2):
        assert run(["load", str(tmp_path), "--book", at]) == 1
        assert "error[not_a_number]" in capsys.readouterr().err
