"""Folders that are of use for a while only."""

import shutil
from pathlib import Path
from time import time


def sweep(folder: Path, kept: float) -> None:
    """Remove what lies in a folder longer than `kept` seconds."""
    for old in folder.glob("*"):
        if old.stat().st_mtime < time() - kept:
            shutil.rmtree(old, ignore_errors=True)
