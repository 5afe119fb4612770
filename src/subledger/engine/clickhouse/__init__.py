"""ClickHouse: one database of a server, or of a folder that this process opens, is one book."""
