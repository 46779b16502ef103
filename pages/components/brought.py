"""What somebody brings to be imported: uploaded files, files of this computer, a batch that he wants read again."""

import shutil
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from diagnostics.i18n import _
from diagnostics.intake import Upload, files_at, kept_uploads
from diagnostics.workbook import Workbook, file_sums
from pages.components.cases import HOME, is_local
from pages.components.sweeping import sweep
from pages.components.text import plain

UPLOADS = HOME / "uploads"
KEPT = 24 * 60 * 60  # seconds


def brought_files(workbook: Workbook) -> list[Upload]:
    """Ask for files; after `read_again` its batch stands in their place."""
    path, batch = st.session_state.get("read_again", (None, 0))
    if path == workbook.path and (again := _kept(workbook, batch)):
        return again
    files = st.file_uploader(
        _("Files of one export together: orders with their lines, clients, staff"),
        accept_multiple_files=True, key=_uploader_key(),
    )  # fmt: skip
    return [*_staged(files), *_named()]


def brought_now() -> Hashable:
    """What is brought at the moment, to tell it from what was brought before."""
    files = st.session_state.get(_uploader_key(), [])
    return tuple(file.file_id for file in files), st.session_state.get(_path_key(), ""), st.session_state.get("read_again")


def forget_brought() -> None:
    """Remove the copies and empty the uploader."""
    shutil.rmtree(_folder(), ignore_errors=True)
    st.session_state.pop("read_again", None)
    st.session_state["upload_round"] = st.session_state.get("upload_round", 0) + 1


def read_again(workbook: Workbook, batch: int) -> None:
    """Have a batch stand on the page as if its files had just been brought."""
    forget_brought()
    st.session_state["read_again"] = (workbook.path, batch)


def _kept(workbook: Workbook, batch: int) -> list[Upload]:
    """The tables of a batch; where the workbook does not hold them, say so."""
    names = " + ".join(one.name for one in file_sums(workbook) if one.batch == batch)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    uploads = kept_uploads(workbook, batch, folder) if names else []
    if uploads:
        text = _("{name} as it was brought. Correct what is wrong and import: it takes the place of the former import.")
        st.info(text.format(name=plain(names)))
        st.button(_("Leave it as it is"), key="leave_it", on_click=forget_brought)
    elif names:
        text = _("{name} is too long to be kept in the workbook. Bring the file once more and correct what is wrong: it takes the place of the former import.")
        st.info(text.format(name=plain(names)))
    return uploads


def _staged(files: Sequence[Any]) -> list[Upload]:
    """Keep uploaded files aside under names of our own until they are imported."""
    sweep(UPLOADS, KEPT)  # what stayed behind when somebody closed the page
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    uploads = []
    for file in files:
        path = folder / f"{file.file_id}{Path(file.name).suffix.lower()[:8]}"
        if not path.exists():
            part = path.with_suffix(".part")  # a copy that breaks off is never taken for the file
            with part.open("wb") as copy:
                shutil.copyfileobj(file, copy)
            part.replace(path)
        uploads.append(Upload(path, file.name))
    return uploads


def _uploader_key() -> str:
    """Key of the uploader; another one makes it empty."""
    return f"upload_{st.session_state.get('upload_round', 0)}"


def _path_key() -> str:
    """Key of the field for a path on this computer, emptied together with the uploader."""
    return f"path_{_uploader_key()}"


def _named() -> list[Upload]:
    """Files of this computer by path or pattern, read where they lie: many gigabytes need not pass the browser."""
    if not is_local():
        return []
    with st.expander(_("Large file? Name its path instead")):
        text = st.text_input(
            _("Path or pattern on this computer"), key=_path_key(), placeholder="C:\\1C\\sales_*.csv"
        )
    found = files_at(text) if text.strip() else []
    if text.strip() and not found:
        st.warning(_("There is no file at this path."))
    return [Upload(path, path.name) for path in found]


def _folder() -> Path:
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    return UPLOADS / (context.session_id if context else "session")
