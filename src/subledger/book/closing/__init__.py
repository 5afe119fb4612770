"""Months as they were reported, and what the book makes of them since."""
