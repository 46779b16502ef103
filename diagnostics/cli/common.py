"""What every command of the command line uses: exit codes, an open workbook, an answer in words or as JSON."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from diagnostics.i18n import _
from diagnostics.workbook import Workbook, open_workbook

STOPPED = 130  # as every program that Ctrl+C ends
DONE, USAGE, REJECTED, QUESTION, BUSY, UNREADABLE = 0, 2, 3, 4, 5, 6


Run = Callable[[argparse.Namespace], int]
"""What a command does: its exit code is returned."""
AddCommand = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a command: its name, what it does, what the help says of it."""


class UsageError(Exception):
    """The words of the call are off; the message says how."""


class opened:  # noqa: N801 - reads as a verb at its `with`
    """A workbook for the time of one command."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Workbook:
        self.workbook = open_workbook(self.path)
        return self.workbook

    def __exit__(self, *_: object) -> None:
        self.workbook.close()


def pair(text: str) -> tuple[str, str]:
    """Name and value of `NAME=VALUE`."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(_("{text}: expected NAME=VALUE.").format(text=text))
    return name.strip(), value.strip()


def say(call: argparse.Namespace, data: dict[str, Any], text: str) -> None:
    """Print the answer of a command: with --json the data, else the words."""
    print(json.dumps(data, ensure_ascii=False) if call.json else text)
