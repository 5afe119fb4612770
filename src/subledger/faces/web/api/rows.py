"""The schemas of rows: what each column of an answer holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from subledger.book.book import MOVEMENT_COLUMNS
from subledger.book.explaining.explanation import COLUMNS as EXPLAINED_COLUMNS
from subledger.model.tables import CAUSES

Schema = dict[str, object]


def row(columns: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    """A row of these columns, all of them there but the optional ones."""
    required = [name for name in columns if name not in optional]
    return {"type": "object", "properties": dict(columns), "required": required, "additionalProperties": False}


def maybe(schema: Schema) -> Schema:
    """What may be unknown."""
    return {"anyOf": [schema, {"type": "null"}]}


def _all(names: Sequence[str], schema: Schema) -> dict[str, Schema]:
    return dict.fromkeys(names, schema)


TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
TIME: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer"}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?\d+\.\d{6}$", "description": "A decimal; money in major units of the currency."}
FIGURE: Schema = {"anyOf": [DECIMAL, COUNT]}
VALUE: Schema = {"type": ["string", "number", "integer", "boolean"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
COUNTS: Schema = {"type": "object", "additionalProperties": COUNT}
PERIOD = {"period": TEXT, "start": DAY, "end": DAY, "segment": maybe(TEXT)}
NAMES = {"name": TEXT, "version": COUNT, "hash": TEXT}

METRICS = row({**PERIOD, "metric": TEXT, "value": maybe(FIGURE), "unit": TEXT}, ("segment",))
MOVEMENTS = row({**PERIOD, **_all(MOVEMENT_COLUMNS, DECIMAL)}, ("segment",))
CUSTOMERS = row({"customer_id": TEXT, "mrr": DECIMAL, "arr": DECIMAL})
COHORTS = row({"cohort": TEXT, "start": DAY, "age": COUNT, "size": FIGURE, "value": FIGURE, "rate": maybe(DECIMAL)})
EXPLAINED = row(
    {
        **_all(EXPLAINED_COLUMNS, maybe(TEXT)),
        "what": TEXT,
        "customer": {"anyOf": [TEXT, COUNT, {"type": "null"}], "description": "An id; of what is left out of the whole book, how many."},
        **_all(("day", "until"), maybe(DAY)),
        **_all(("count", "amount", "below", "opening", "closing", "charged", "native"), maybe(FIGURE)),
        "row": maybe(COUNT),
    }
)
POSTINGS = row(
    {
        **_all(("customer_id", "subscription_id", "item_id"), TEXT),
        **_all(("plan", "product"), maybe(TEXT)),
        "currency": TEXT,
        "day": DAY,
        "cause": {"enum": [*CAUSES]},
        "was_cause": {"enum": [*CAUSES, None]},
        "because": maybe(TEXT),
        **_all(("native_micros", "run_rate_micros"), COUNT),
        "file": TEXT,
        "row": COUNT,
    }
)
POLICY = row(NAMES)
POLICIES = row(
    {
        **NAMES,
        "about": TEXT,
        **_all(("extends", "file"), maybe(TEXT)),
        "differs": {"type": "object", "additionalProperties": VALUE},
        "is_own": {"type": "boolean"},
    }
)
_DECIDED = {"value": VALUE, "means": TEXT, "decided_by": maybe(TEXT), "source": TEXT, "source_file": maybe(TEXT)}
SETTINGS = row({"setting": TEXT, **_DECIDED, "standard": VALUE, "expected": TEXT, "why": TEXT})
DIFFERENCES = row({"setting": TEXT, "from": row(_DECIDED), "to": row(_DECIDED), "why": TEXT})
CHECKS = row({"check": TEXT, "holds": TEXT})
LOADS = row(
    {
        "load_id": COUNT,
        "loaded_at": TIME,
        "known_at": TIME,
        "is_increment": {"type": "boolean"},
        "files": TEXTS,
        **_all(("edit", "policy"), maybe(TEXT)),
    }
)
SOURCE = row({"file": TEXT, "row": COUNT, "change": TEXT})
SHARE = row({"customer_id": maybe(TEXT), "amount": FIGURE, "rows": {"type": "array", "items": SOURCE}}, ("rows",))
STEP = row(
    {
        "name": TEXT,
        "amount": FIGURE,
        "customers": COUNT,
        "dimension": {"enum": ["time", "policy", "knowledge", "scenario"]},
        "key": TEXT,
        "rows": {"type": "array", "items": SOURCE},
        "shares": {"type": "array", "items": SHARE},
    },
    ("rows", "shares"),
)
END = row(
    {"period": TEXT, "start": DAY, "end": DAY, "policy": maybe(POLICY), "known_at": maybe(TIME), "scenario": {"enum": ["actual", "budget"]}}
)
FAULT = row(
    {
        **_all(("code", "message"), TEXT),
        **_all(("file", "column", "value", "expected", "hint"), maybe(TEXT)),
        "row": maybe(COUNT),
        "mrr_at_stake": TEXT,
    },
    ("mrr_at_stake",),
)
FAILURE = row({"ok": {"const": False}, "errors": {"type": "array", "minItems": 1, "items": FAULT}})
RESTATED = row({"month": TEXT, **_all(("before", "after"), DECIMAL)})
RESTATED = row({"month": TEXT, "before": DECIMAL, "after": DECIMAL})
LOADED = row(
    {
        "ok": {"const": True},
        "load_id": COUNT,
        "rows": COUNTS,
        **_all(("warnings", "notes"), TEXTS),
        "changed": COUNT,
        "restated": {"type": "array", "items": RESTATED},
        "book": TEXT,
    }
)
BRIDGE = row(
    {
        "ok": {"const": True},
        **_all(("metric", "unit", "currency"), TEXT),
        **_all(("from", "to"), END),
        **_all(("opening", "closing"), FIGURE),
        "steps": {"type": "array", "items": STEP},
    }
)
CHECKED = row(
    {"ok": {"const": True}, "errors": {"type": "array", "maxItems": 0}, "rows": {"type": "array", "items": CHECKS}}, ("errors", "rows")
)


def listed(rows: Schema, *, has_view: bool = True, is_paged: bool = True, about: Mapping[str, Schema] | None = None) -> Schema:
    """An answer of rows, with the view it was taken from and what else it says of itself."""
    view: dict[str, Schema] = {"policy": POLICY, "known_at": maybe(TIME), "currency": TEXT} if has_view else {}
    following: Schema = maybe(TEXT) | {"description": "The cursor of the next page, where limit asks for pages."}
    columns: dict[str, Schema] = {"ok": {"const": True}, **view, **(about or {}), "rows": {"type": "array", "items": rows}}
    return row({**columns, "next": following} if is_paged else columns, ("next", "differing"))


EXPLANATION = listed(
    EXPLAINED,
    about={
        **_all(("metric", "formula", "unit"), TEXT),
        "value": maybe(FIGURE),
        "customer": maybe(TEXT),
        **_all(("as_of", "start", "end"), maybe(DAY)),
        "where": TEXTS,
    },
)
POLICY_SHOWN = listed(
    SETTINGS, has_view=False, is_paged=False, about={"policy": POLICY, "is_own": {"type": "boolean"}, "not_expressed": TEXTS}
)
POLICIES_COMPARED = listed(DIFFERENCES, has_view=False, is_paged=False, about={"from": POLICY, "to": POLICY})
