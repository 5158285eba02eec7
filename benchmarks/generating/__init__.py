"""Units, documents and mistakes made at random from a seed, for benchmarks and property tests."""
