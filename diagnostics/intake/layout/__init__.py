"""From the cells of a sheet to a plain table: one header, one row per item, what is left out and why."""

from diagnostics.intake.layout.table import LaidOut, is_report, lay_out

__all__ = ["LaidOut", "is_report", "lay_out"]
