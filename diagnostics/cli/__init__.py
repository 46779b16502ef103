"""The command line: everything the pages do, without a screen."""

from diagnostics.cli.commands import main

__all__ = ["main"]
