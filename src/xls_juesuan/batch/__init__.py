"""Many units at once: which ledgers, on which executor, what is done already, what came of it.

It knows units as wholes; it refuses to know how one unit's accounts arise.
"""
