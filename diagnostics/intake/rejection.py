"""A file that cannot be taken at all."""


class Rejected(Exception):
    """The file is refused as a whole; `code` names the sentence in `problems.REJECTIONS`, `found` is what stood where something else was expected."""

    def __init__(self, code: str, found: str | None = None) -> None:
        super().__init__(code)
        self.code, self.found = code, found
