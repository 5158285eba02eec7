"""Declarations: found, read, checked; the relation language."""
