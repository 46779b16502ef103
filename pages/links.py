"""Links to the questionnaires: made, sent, watched, taken back."""

import streamlit as st

from diagnostics.i18n import _
from pages.components import frame, measured, needs_case, next_step
from pages.components.link_list import link_list
from pages.components.link_making import fresh_links, make_links
from pages.components.room_access import base_address, room_access

workbook = needs_case()
frame(_("Who is asked by a link"), _("A guest answers on a phone, without a login; each answer is kept at once, and the same link goes on where it was left."))
room_access()
address = base_address()
st.subheader(_("New links"), anchor=False)
make_links(workbook, measured(workbook).evidence, address)
fresh_links(workbook, address)
st.subheader(_("Links of this company"), anchor=False)
link_list(workbook)
next_step(_("wait until everybody has answered, then close the wave on the page “What people say”."))
