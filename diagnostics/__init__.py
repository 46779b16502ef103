"""The engine of Razbor: company files in, evidence, findings and charts out. Never imports Streamlit."""
