"""Making links: for whom, for how long; the address is shown this once."""

from datetime import timedelta

import segno
import streamlit as st

from diagnostics.evidence import Evidence
from diagnostics.i18n import _
from diagnostics.interview import ROLE_WORDS, Role, form_of, minutes, open_wave
from diagnostics.sharing import DAYS, MOST_DAYS, Invitation, message, today
from diagnostics.web import workbook_key
from diagnostics.workbook import Workbook, scope_choices, settings
from pages.components.cases import REGISTRY
from pages.components.text import plain

MOST = 60  # links made at once
FRESH = "fresh_links"


def make_links(workbook: Workbook, evidence: Evidence, address: str) -> None:
    """The form: a link for each name, or one for all reps."""
    roles = {role: _(words) for role, words in ROLE_WORDS.items()}
    role = st.segmented_control(_("Who answers"), roles, format_func=roles.__getitem__, default="rep", key="link_role", required=True)
    shared = False
    if role == "rep":
        ways = {False: _("A link for each"), True: _("One link for all")}
        shared = bool(st.segmented_control(_("How many links"), ways, format_func=ways.__getitem__, default=False, key="link_shared", required=True))
    with st.form("make_links", border=False):
        names = ""
        if role == "rep" and not shared:
            names = st.text_area(_("To whom, one in a line. Only the list of links knows it, the answers do not"), key="link_names", height=120)
        elif role != "rep":
            known = evidence.head.name if role == "head" and evidence.head else ""
            names = st.text_input(_("Name"), known or roles[role], key=f"link_name_{role}", max_chars=80)
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        parts = scope_choices(workbook)["departments"] if role == "rep" else []
        part = left.selectbox(_("Department"), ["", *parts], format_func=lambda one: one or _("not told apart"), key="link_part") if len(parts) > 1 else ""
        days = middle.number_input(_("Days it holds"), 1, MOST_DAYS, DAYS, key="link_days")
        passcode = right.text_input(_("Code, if you want one"), key="link_passcode", max_chars=40)
        if st.form_submit_button(_("Make the links"), type="primary", key="link_make"):
            _make(workbook, role, [name.strip() for name in names.splitlines() if name.strip()], part, shared, int(days), passcode, address)


def _make(workbook: Workbook, role: Role, names: list[str], part: str, shared: bool, days: int, passcode: str, address: str) -> None:
    if not shared and not names:
        st.error(_("Write at least one name."))
        return
    wave = open_wave(workbook)
    asked = {(link.role, link.name) for link in REGISTRY.links(workbook_key(workbook)) if link.wave == wave.number and link.state != "revoked"}
    if role != "rep" and (twice := [name for name in names if (role, name) in asked]):
        st.error(_("{name} has a link already: revoke it, or write another name.").format(name=plain(twice[0])))
        return
    if len(names) > MOST:
        st.error(_("At most {n} links at once.").format(n=MOST))
        return
    lasts = minutes(sum(question.by_link for question in form_of(workbook, role)))
    company = settings(workbook).get("company", "")
    made = []
    for name in [""] if shared else names:
        token = REGISTRY.make(Invitation(workbook_key(workbook), wave.number, role, name, part, shared), days, passcode)
        link = f"{address}/q/{token}"
        made.append((name or _("All reps"), link, message(company, link, role, lasts, wave.threshold, today() + timedelta(days))))
    st.session_state[FRESH] = (str(workbook.path), made)


def fresh_links(workbook: Workbook, address: str) -> None:
    """The links just made, with the message to send and a QR code for the room. They cannot be shown again."""
    path, made = st.session_state.get(FRESH, ("", []))
    if path != str(workbook.path) or not made:
        return
    st.success(_("Copy them now: a link is shown this once."))
    for name, link, text in made:
        with st.container(border=True):
            words, code = st.columns([3, 1])
            with words:
                st.markdown(f"**{plain(name)}**")
                st.code(text, language=None, wrap_lines=True)
                st.code(link, language=None, wrap_lines=True)
            with code:
                picture = segno.make(link, error="m").svg_data_uri(scale=4, border=2, light="white")
                st.html(f'<img src="{picture}" alt="{_("QR code of the link")}" style="width:100%;max-width:220px">')
    st.button(_("Hide"), key="link_hide", on_click=lambda: st.session_state.pop(FRESH, None))
