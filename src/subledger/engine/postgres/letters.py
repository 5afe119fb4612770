"""How PostgreSQL tells letters apart."""

UNICODE = "und-x-icu"
"""The collation by whose letters texts are put into lower case: with C only the twenty-six of English would be."""
