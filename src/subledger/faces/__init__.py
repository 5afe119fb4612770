"""Faces: each speaks to Book and to nothing below it."""
