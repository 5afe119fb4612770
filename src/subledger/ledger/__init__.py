"""States → run-rate → postings → movements → balances. Tables in, tables out: no connection, no clock."""
