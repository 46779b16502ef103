"""What the process that reads foreign files may take; it limits itself where the system can, and is watched everywhere."""

ENGINE = "1400MB"  # of DuckDB; beyond it it spills into the staging folder
ADDRESS_SPACE = 8 * 1024**3  # bytes; DuckDB maps far more than it uses
MEMORY = 4 * 1024**3  # bytes in use
CPU = 1_800  # seconds of work of all cores together
WRITTEN = 64 * 1024**3  # bytes of one file, and of the staging folder
WAIT = 3_600  # seconds
TOO_LARGE = 9
"""How the process ends when its memory does not suffice."""
