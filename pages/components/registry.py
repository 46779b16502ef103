"""Every page there is, in the order of a session."""

from dataclasses import dataclass

from diagnostics.i18n import N_


@dataclass(frozen=True)
class PageEntry:
    """One page: its script, its name in the menu, its address, whether it needs an open workbook, whether the menu has it."""

    script: str
    title: str
    address: str
    icon: str
    needs_case: bool = True
    in_menu: bool = True


PAGES = (
    PageEntry("workbooks.py", N_("Companies"), "", ":material/folder_open:", needs_case=False),
    PageEntry("intake.py", N_("Bring data"), "data", ":material/upload_file:"),
    PageEntry("quality.py", N_("Check the data"), "quality", ":material/fact_check:"),
    PageEntry("interview.py", N_("What people say"), "interview", ":material/forum:"),
    PageEntry("links.py", N_("Links"), "links", ":material/link:"),
    PageEntry("stall.py", N_("Why we stall"), "stall", ":material/trending_flat:"),
    PageEntry("leave.py", N_("Why people leave"), "leave", ":material/logout:"),
    PageEntry("rivals.py", N_("What else"), "rivals", ":material/alt_route:"),
    PageEntry("words.py", N_("Words and data"), "words", ":material/compare_arrows:"),
    PageEntry("verdict.py", N_("Verdict"), "verdict", ":material/gavel:"),
    PageEntry("head_preview.py", N_("For the head, the day before"), "preview", ":material/preview:"),
    PageEntry("presenter.py", N_("Run the session"), "presenter", ":material/co_present:"),
    PageEntry("session.py", N_("Razbor"), "session", ":material/slideshow:", in_menu=False),
)
