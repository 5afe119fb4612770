"""The policy files that ship."""
