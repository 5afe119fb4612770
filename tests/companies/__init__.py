"""Companies small enough to check by hand, and how their questions and answers are written."""
