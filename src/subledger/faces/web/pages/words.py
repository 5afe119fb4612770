"""The words of the pages: kinds and causes of movements."""

from __future__ import annotations

from types import MappingProxyType

KINDS = MappingProxyType(
    {
        "new": ("New", "a customer's first run-rate"),
        "expansion": ("Expansion", "more run-rate of who pays already"),
        "reactivation": ("Reactivation", "run-rate of who had left"),
        "contraction": ("Contraction", "less run-rate of who stays"),
        "churn": ("Churn", "all run-rate of who leaves"),
        "transfer": ("Transfer", "what went from one segment to another; nothing in sum"),
        "fx": ("FX", "the reporting currency moved, the customer did not"),
    }
)
GAINS, LOSSES = ("new", "expansion", "reactivation"), ("contraction", "churn")
CAUSES = MappingProxyType(
    {
        "start": "a subscription starts",
        "plan": "another plan",
        "price": "another price",
        "quantity": "more or fewer units",
        "discount": "a discount begins, ends or changes",
        "add_on": "an add-on",
        "removal": "an item is removed",
        "cancel": "cancelled",
        "delinquency": "unpaid",
        "pause": "paused",
        "resume": "resumed",
        "fx": "exchange rates",
    }
)
