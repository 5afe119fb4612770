"""Files become facts of the book: read, keyed, merged with what was known; all of them or none."""
