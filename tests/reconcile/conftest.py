"""One book of the company for all tests: its views are built once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from company_files import files
from reconcile.planted_company import INVOICES, RATES, STATES

import subledger


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    with subledger.init(None) as made:
        made.load(files(tmp_path_factory.mktemp("company"), subscriptions=STATES, invoice_lines=INVOICES, fx_rates=RATES))
        yield made
