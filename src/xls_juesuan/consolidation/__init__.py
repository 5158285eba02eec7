"""A department (部门) from its units: facts added up, what they gave each other eliminated.

Knows cubes and supplements of units; refuses to know layouts, rules and files.
"""
