"""POST /close and /reopen: a month written down as it is reported, and opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from subledger.faces import closings
from subledger.faces.web.api.parameters import CURRENCY, POLICY, shipping
from subledger.faces.web.bodies import Fields, object_of
from subledger.faces.web.refusals import JsonResponse
from subledger.faces.web.writing import refuse_stranger, write

_VIEW: Fields = {"policy": (str, "a policy that ships"), "currency": (str, "a currency, as USD")}
CLOSE: Fields = {"month": (str, "a month, as 2025-03"), "note": (str, "a text"), **_VIEW}
REOPEN: Fields = {"month": CLOSE["month"], "reason": (str, "a text"), **_VIEW}
_MONTH = {"type": "string", "pattern": r"^\d{4}-\d\d$", "description": "The month, as 2025-03."}
_OF = {name: {**of.schema, "description": of.means} for name, of in (("policy", POLICY), ("currency", CURRENCY))}


def _schema(**own: Mapping[str, object]) -> Mapping[str, object]:
    required = [name for name in own if name != "note"]
    return {"type": "object", "properties": {**own, **_OF}, "required": required, "additionalProperties": False}


CLOSE_SCHEMA = _schema(month=_MONTH, note={"type": "string", "description": "What should be remembered of it."})
REOPEN_SCHEMA = _schema(month=_MONTH, reason={"type": "string", "minLength": 1, "description": "Why."})


async def close(request: Request) -> Response:
    """Closes a month, and answers as subledger close --format json does."""
    refuse_stranger(request, "closing a month")
    asked = await object_of(request, CLOSE, ("month",), '{"month": "2025-03"}')
    done = await write(request, lambda book: book.close_month(asked["month"], asked.get("note"), **_view(asked)))
    return JsonResponse({"ok": True, **closings.closing(done)})


async def reopen(request: Request) -> Response:
    """Opens a closed month again, and answers as subledger reopen --format json does."""
    refuse_stranger(request, "reopening a month")
    asked = await object_of(request, REOPEN, ("month", "reason"), '{"month": "2025-03", "reason": "credit note"}')
    done = await write(request, lambda book: book.reopen_month(asked["month"], asked["reason"], **_view(asked)))
    return JsonResponse({"ok": True, **closings.closing(done)})


def _view(asked: Mapping[str, Any]) -> dict[str, str | None]:
    policy = asked.get("policy")
    return {"policy": shipping(policy, "policy") if policy is not None else None, "currency": asked.get("currency")}
