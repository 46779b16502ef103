"""The program: the pages of Streamlit behind security headers. Start it with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from diagnostics.web import Guard, downloads, questionnaire
from pages.components.cases import HOME, REGISTRY
from pages.components.offers import OFFERS

ROUTER = Path(__file__).parent / "pages" / "router.py"

app = st.App(ROUTER, routes=[downloads(OFFERS), *questionnaire(HOME, REGISTRY)], middleware=[Middleware(Guard)])
