"""The headers of exports as their vendors or users publish them: docs/reconcile.md names the source of each."""

from __future__ import annotations

import pytest

from subledger.sources.exports.header import recognised

EXPORTS = {
    "Stripe, MRR per subscriber per month": (
        "Customer,Customer Email,Customer ID,Start Date,End Date,Currency,2025-06",
        {"customer": "Customer ID", "currency": "Currency"},
    ),
    "ChartMogul, calculated customers, with the external id of source customers": (
        "MRR,ARR,PLAN_NAME,BILLING_CYCLE,NET_PAYMENTS,COUNTRY,STATE,CITY,ADDRESS_ZIP,SUBSCRIBER_SINCE,STATUS,UUID,EXTERNAL_ID",
        {"customer": "EXTERNAL_ID", "mrr": "MRR"},
    ),
    "ChartMogul, MRR movements": (
        "DATE,CUSTOMER_NAME,MRR_MOVEMENT,MRR,DESCRIPTION,MOVEMENT_TYPE,CURRENCY_CODE,BILLING_CONNECTOR_UUID,CUSTOMER_EXTERNAL_ID,"
        "CUSTOMER_UUID,SUBSCRIPTION_EXTERNAL_ID,PLAN_EXTERNAL_ID,ACTIVE_SUBSCRIPTION_QUANTITY,UUID,RANK,PREVIOUS_PLAN_EXTERNAL_ID",
        {"customer": "CUSTOMER_EXTERNAL_ID", "change": "MRR_MOVEMENT", "day": "DATE"},
    ),
    "Recurly, with its account_code": ("account_code,account_email,mrr,currency", {"customer": "account_code", "mrr": "mrr"}),
    "Baremetrics, with its customer_oid": ("customer_oid,customer_name,mrr", {"customer": "customer_oid", "mrr": "mrr"}),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_columns_of_an_export(name: str) -> None:
    text, expected = EXPORTS[name]
    header = text.split(",")
    found = recognised("theirs.csv", 1, header, {})
    assert found.faults == []
    assert {role: header[place] for role, place in found.places.items()}.items() >= expected.items()
    assert ("mrr" in found.places) == ("mrr" in expected)
    assert bool(found.periods) == name.startswith("Stripe")
    if name.endswith("movements"):
        assert "currency" not in found.places
        assert found.notes[0] == "MRR is what stood after a movement: the movements are added up"
