"""Ledger lines → facts: every amount once, with all its dimensions."""
