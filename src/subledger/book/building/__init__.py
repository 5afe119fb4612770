"""From the facts to checked ledgers, whole or only for the customers that differ, and which of them is in force."""
