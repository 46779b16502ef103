"""What is served without Streamlit: files that leave the program."""

from diagnostics.web.downloads import KEPT, downloads

__all__ = ["KEPT", "downloads"]
