"""Foreign data in, canonical tables out: one module or folder per billing system."""
