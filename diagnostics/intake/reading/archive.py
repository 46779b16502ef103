"""ZIP archives of several files."""

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from diagnostics.intake.detect import file_type
from diagnostics.intake.rejection import Rejected

MAX_FILES = 200
ENCRYPTED = 1  # bit of an entry's flags
UTF_8 = 0x800


def unpack(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """The files of an archive, as (the name that the archive gives, where it lies now), under names of our own.

    Folders, and what Mac and Windows add for themselves, are passed over.

    Raises:
        Rejected: locked, too many files, or one that is not what the archive says of it.
    """
    found = []
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if _is_of_a_user(entry)]
        if len(entries) > MAX_FILES:
            raise Rejected("zip_bomb")
        for number, entry in enumerate(entries):
            if entry.flag_bits & ENCRYPTED:
                raise Rejected("locked")
            target = folder / f"{number}.part"
            try:
                with archive.open(entry) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error) as problem:
                raise Rejected("truncated_excel") from problem
            found.append((_name(entry), target))
    if not found:
        raise Rejected("empty_file")
    return found


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of other files. What is wrong with it is said when it is read."""
    try:
        return file_type(path) == "zip"
    except Rejected:
        return False


def _is_of_a_user(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    if not path.name or entry.is_dir():  # in this order: zipfile breaks over an entry without a name
        return False
    return not ("__MACOSX" in path.parts or path.name.startswith(".") or path.name.lower() in ("thumbs.db", "desktop.ini"))


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a file in the archive; Windows writes Russian ones in the code page of DOS."""
    name = PurePosixPath(entry.filename).name
    if entry.flag_bits & UTF_8:
        return name
    return name.encode("cp437", "replace").decode("cp866", "replace")
