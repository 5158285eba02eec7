"""The relation language: one declaration, evaluated, written as a formula, read out as text."""
