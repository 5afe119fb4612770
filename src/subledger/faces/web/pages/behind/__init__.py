"""Behind a figure: the customers, movements or invoice lines that make it, adding up to it."""
