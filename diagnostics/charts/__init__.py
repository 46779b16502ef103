"""Data -> altair.Chart with its takeaway: one function a picture, colours and locale from the theme."""

from diagnostics.charts.about import About, abouts
from diagnostics.charts.base import base_over_time
from diagnostics.charts.clients import activity_grid, cohort_retention, lorenz, top_clients
from diagnostics.charts.deals import source_wins, stage_passing
from diagnostics.charts.export import png, sheet, svg, tables
from diagnostics.charts.head import head_share
from diagnostics.charts.leaving import exits_calendar, hazard_by_tenure, pay_attainment
from diagnostics.charts.people import certain, exits_by_tenure, exits_headline, people_by_month, survival_curve
from diagnostics.charts.plans import attainment_spread, plan_by_month
from diagnostics.charts.quit import quit_point
from diagnostics.charts.reps import rep_changes, rep_levers
from diagnostics.charts.sales import client_bridge, levers, sales_by_month, total_headline
from diagnostics.charts.theme import CLICK, Picture
from diagnostics.charts.voices import friendly_selling, views_apart

__all__ = [
    "CLICK",
    "About",
    "Picture",
    "abouts",
    "activity_grid",
    "attainment_spread",
    "base_over_time",
    "certain",
    "client_bridge",
    "cohort_retention",
    "exits_by_tenure",
    "exits_calendar",
    "exits_headline",
    "friendly_selling",
    "hazard_by_tenure",
    "head_share",
    "levers",
    "lorenz",
    "pay_attainment",
    "people_by_month",
    "plan_by_month",
    "png",
    "quit_point",
    "rep_changes",
    "rep_levers",
    "sales_by_month",
    "sheet",
    "source_wins",
    "stage_passing",
    "survival_curve",
    "svg",
    "tables",
    "top_clients",
    "total_headline",
    "views_apart",
]
