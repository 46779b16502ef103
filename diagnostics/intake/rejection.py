"""A file that cannot be taken at all."""


class Rejected(Exception):
    """The file is refused as a whole; `code` names the sentence in `problems.REJECTIONS`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail
