"""The canonical tables."""

CASE_TABLES = {
    "sales": "sale",
    "deals": "deal",
    "payments": "payment",
    "plan": "plan",
    "pay": "pay",
    "activities": "activity",
    "clients": "client",
    "staff": "rep",
}
"""Kind of a batch -> the table that holds its rows."""
