"""The listener for the phones in the room: on and off, by the consultant's own act."""

from urllib.parse import urlsplit

import streamlit as st

from diagnostics.i18n import _
from diagnostics.web import Room, RoomError
from pages.components.cases import HOME, REGISTRY, is_local
from pages.components.text import plain


@st.cache_resource(show_spinner=False)
def the_room() -> Room:
    """The one listener of this installation."""
    return Room(HOME, REGISTRY)


def room_access() -> None:
    """In a program that only this computer reaches: let the phones of this network in, or out again."""
    if not is_local():
        return
    room = the_room()
    if room.address:
        st.success(_("Phones in this network reach the questionnaires, and nothing else, at {address}.").format(address=plain(room.address)))
        st.button(_("Close to phones"), key="room_off", on_click=room.stop)
        return
    st.info(_("Only this computer opens the links now. For phones in the room open the questionnaires to this network; the rest of the program stays closed."))
    if st.button(_("Open to phones in this network"), key="room_on"):
        try:
            room.start()
        except RoomError:
            st.error(_("This did not work: the computer is in no network, or another program holds the port. Join the network and try again."))
            return
        st.rerun()


def base_address() -> str:
    """The beginning of every link: of the room where it is open, else of the program as this browser sees it."""
    if is_local() and (room := the_room()).address:
        return room.address
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}"
