"""`make calibrate`: false alarms, power and intervals on made-up cases whose truth is known, beside what they should be.

The targets are those that the same methods reached on other synthetic data. `SERIES=500 make calibrate` makes more cases of each.
"""

from .intervals import intervals
from .people import clocks, ranks, scans
from .plans import slopes
from .sales import breaks, steps
from .verdicts import verdicts


def main() -> None:
    """Print a table of each statistic."""
    for table in (breaks, steps, scans, clocks, ranks, slopes, intervals, verdicts):
        table()
        print()


if __name__ == "__main__":
    main()
