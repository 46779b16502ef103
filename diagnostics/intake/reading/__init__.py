"""From a file of any format to tables of text in DuckDB."""

from diagnostics.intake.reading.files import read_file
from diagnostics.intake.reading.raw import Doubt, RawTable, Refused, Remark

__all__ = ["Doubt", "RawTable", "Refused", "Remark", "read_file"]
