"""What is served without Streamlit: files that leave the program, questionnaires on the phones of guests."""

from diagnostics.web.downloads import KEPT, downloads
from diagnostics.web.guard import Guard
from diagnostics.web.guests import workbook_key
from diagnostics.web.questionnaire import questionnaire
from diagnostics.web.room import Room, RoomError

__all__ = ["KEPT", "Guard", "Room", "RoomError", "downloads", "questionnaire", "workbook_key"]
