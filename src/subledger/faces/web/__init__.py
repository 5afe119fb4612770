"""The dashboard and the REST API: one process that owns a book, shows it and takes loads."""
