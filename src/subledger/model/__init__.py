"""The words: money, calendar, policy, tables, errors. No input or output, no engine."""
