"""A file that cannot be taken at all."""


class Rejected(Exception):
    """The file is refused as a whole; `code` names the sentence in `problems.REJECTIONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
