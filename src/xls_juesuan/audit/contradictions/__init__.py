"""Contradictions between printed figures: from the joint check's answer to findings."""
