"""Measurements, run by hand; ``generating`` serves the property tests as well."""
