"""One .sql per kind: cleaned fields of a file -> rows of the canonical table; grain: one line of the file."""
