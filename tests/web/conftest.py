"""What every test of the web begins with."""

import pytest

from diagnostics.web import guests


@pytest.fixture(autouse=True)
def _nobody_tried():
    """No token has been tried out yet."""
    guests._missed.clear()
