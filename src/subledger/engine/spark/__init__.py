"""Spark: one folder that a cluster reaches is one book."""
