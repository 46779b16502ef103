"""What is served without Streamlit: files that leave the program."""

from diagnostics.web.downloads import downloads

__all__ = ["downloads"]
