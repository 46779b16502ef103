"""The links of a company: who was asked, how far each is, and taking them back."""

import streamlit as st

from diagnostics.i18n import _, day
from diagnostics.interview import ROLE_WORDS
from diagnostics.sharing import Link, state_of, today
from diagnostics.web import workbook_key
from diagnostics.workbook import Workbook
from pages.components.cases import REGISTRY
from pages.components.text import plain


def link_list(workbook: Workbook) -> None:
    """A row a link: for whom, its state, until when; pause, resume, revoke."""
    found = REGISTRY.links(workbook_key(workbook))
    if not found:
        st.markdown(_("No links yet."))
        return
    for link in found:
        state = state_of(link, today())
        who, what, until, act = st.columns([3, 2, 2, 3], vertical_alignment="center")
        who.markdown(plain(_title(link)))
        what.markdown(_states()[state] + (f", {_('opened by')} {link.uses}" if link.shared and link.uses else ""))
        until.markdown(_("until {day}").format(day=day(link.expires_on)))
        with act.container(horizontal=True):
            if state not in ("revoked", "expired"):
                turn = ("live", _("Resume")) if link.state == "paused" else ("paused", _("Pause"))
                st.button(turn[1], key=f"turn_{link.id}", on_click=REGISTRY.turn, args=(link, turn[0]))
                st.button(_("Revoke"), key=f"revoke_{link.id}", on_click=REGISTRY.turn, args=(link, "revoked"))


def _title(link: Link) -> str:
    role = "" if link.role == "rep" else next(_(words) for role, words in ROLE_WORDS.items() if role == link.role)
    parts = [_("All reps") if link.shared else link.name, role, link.part, _("code") if link.has_passcode else ""]
    return " · ".join(part for part in parts if part)


def _states() -> dict[str, str]:
    return {
        "sent": _("not opened yet"), "opened": _("opened"), "answered": _("answered"), "paused": _("paused"), "expired": _("expired"), "revoked": _("revoked"),
    }  # fmt: skip
