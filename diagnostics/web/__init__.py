"""What is served without Streamlit: files that leave the program, questionnaires on the phones of guests."""

from diagnostics.web.downloads import KEPT, downloads
from diagnostics.web.guests import workbook_key
from diagnostics.web.questionnaire import questionnaire

__all__ = ["KEPT", "downloads", "questionnaire", "workbook_key"]
