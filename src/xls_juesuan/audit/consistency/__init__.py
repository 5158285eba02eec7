"""Whether the rules of a catalogue can hold together, on some accounts that are not empty."""
