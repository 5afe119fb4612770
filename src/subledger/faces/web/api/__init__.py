"""REST under /api/v1: the questions of the commands, answered with the same JSON."""

from subledger.faces.web.api.answering import routes

__all__ = ["routes"]
