"""Edits by people: records with an author and a reason, known from a moment on like any fact, and undone by another record."""
