"""How many made-up cases stand behind a row of a table."""

import os

SERIES = int(os.environ.get("SERIES", "150"))
COMPANIES = int(os.environ.get("COMPANIES", "400"))
