"""While files are read: a bar that moves by rows, the time left, and a way to break it off."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

import streamlit as st

from diagnostics.i18n import N_, _, count, ngettext
from diagnostics.intake import Progress, Watch

STAGES = {
    "read": N_("Reading"),
    "check": N_("Checking every row"),
    "store": N_("Putting the rows into the workbook"),
    "sum": N_("Adding up by client, rep and month"),
}
ENOUGH = 0.04  # of the whole, from which on the time left can be told
LONG = 90  # seconds, from which on the time left is told in minutes

Result = TypeVar("Result")


def watched(job: Callable[[Watch], Result], key: str, cancelled: Callable[[], object]) -> Result:
    """Do a job of the intake; whoever finds it too long can stop it, then `cancelled` is called and nothing was changed."""
    place = st.empty()
    begun = monotonic()
    bar = None

    def watch(progress: Progress) -> None:
        nonlocal bar
        if bar is None:  # most files are through before there is anything to tell
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(0.0)
                st.button(_("Stop"), key=f"stop_{key}", on_click=cancelled)
        bar.progress(progress.share, _told(progress, monotonic() - begun))

    result = job(watch)
    place.empty()
    return result


def _told(progress: Progress, elapsed: float) -> str:
    text = _(STAGES[progress.stage])
    if progress.of:
        of = ngettext("{n} of {of} row", "{n} of {of} rows", progress.of)
        text += ": " + of.format(n=count(progress.rows), of=count(progress.of))
    if progress.share >= ENOUGH:
        left = elapsed * (1 - progress.share) / progress.share
        text += " · " + (
            _("about {n} min left").format(n=count(round(left / 60)))
            if left >= LONG
            else _("about {n} s left").format(n=count(max(1, round(left))))
        )
    return text
