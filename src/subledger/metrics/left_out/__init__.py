"""What is not in a day's run-rate: states that do not count, and what discounts, taxes, dates and rates made of those that do.

Each part is what one setting alone, set the other way, would add (or, below 0, take off). They are told one by one and need not add up
to another policy's figure: two settings can meet in one state.

The rows that can be left out are looked for once and put aside (`states`, `lines`, `moved`), what other settings would make of them is
reckoned once (`priced`), and only the parts of which there is anything are asked (`parts`). book/explaining/aside.py does so in order.
"""

from subledger.metrics.left_out.days import days
from subledger.metrics.left_out.excluded import BY_PEOPLE, HELD, LENT, excluded_states, unrated
from subledger.metrics.left_out.found import together
from subledger.metrics.left_out.parts import PRESENCE, REASONS, left_out, not_billed, unbound_by_contract

__all__ = [
    "BY_PEOPLE",
    "HELD",
    "LENT",
    "PRESENCE",
    "REASONS",
    "days",
    "excluded_states",
    "left_out",
    "not_billed",
    "together",
    "unbound_by_contract",
    "unrated",
]
