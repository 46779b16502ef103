"""Files that somebody names by a path or by a pattern."""

import glob
from pathlib import Path


def files_at(text: str) -> list[Path]:
    """The files that a path or a pattern such as `exports/*.csv` names, by name; none where there are none.

    Quotes around it go: Windows puts them there when a path is copied.
    """
    path = Path(text.strip().strip('"')).expanduser()
    if path.is_file():  # its name may hold a bracket
        return [path]
    return sorted(found for name in glob.glob(str(path), recursive=True) if (found := Path(name)).is_file())
