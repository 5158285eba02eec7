"""A department from files: which units, their accounts, and the accounts of all together.

Refuses to know how anything is matched, placed or written.
"""
