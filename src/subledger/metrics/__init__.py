"""A catalogue of declared metrics and the one function that runs a query over it."""
