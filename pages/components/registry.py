"""Every page there is, in the order of a session."""

from dataclasses import dataclass

from diagnostics.i18n import N_


@dataclass(frozen=True)
class PageEntry:
    """One page: its script, name in the menu and address, whether it needs an open workbook; as a step of the path, its short name; whether the menu has it."""

    script: str
    title: str
    address: str
    icon: str
    needs_case: bool = True
    step: str = ""
    in_menu: bool = True


PAGES = (
    PageEntry("workbooks.py", N_("Companies"), "", ":material/folder_open:", needs_case=False),
    PageEntry("intake.py", N_("Bring data"), "data", ":material/upload_file:", step=N_("Data")),
    PageEntry("quality.py", N_("Check the data"), "quality", ":material/fact_check:"),
    PageEntry("interview.py", N_("What people say"), "interview", ":material/forum:", step=N_("Answers")),
    PageEntry("links.py", N_("Links"), "links", ":material/link:"),
    PageEntry("stall.py", N_("Why we stall"), "stall", ":material/trending_flat:", step=N_("Stall")),
    PageEntry("leave.py", N_("Why people leave"), "leave", ":material/logout:", step=N_("Exits")),
    PageEntry("rivals.py", N_("What else"), "rivals", ":material/alt_route:"),
    PageEntry("words.py", N_("Words and data"), "words", ":material/compare_arrows:"),
    PageEntry("verdict.py", N_("Verdict"), "verdict", ":material/gavel:", step=N_("Verdict")),
    PageEntry("lists.py", N_("Lists of work"), "lists", ":material/checklist:"),
    PageEntry("head_preview.py", N_("For the head, the day before"), "preview", ":material/preview:"),
    PageEntry("presenter.py", N_("Run the session"), "presenter", ":material/co_present:"),
    PageEntry("session.py", N_("Razbor"), "session", ":material/slideshow:", in_menu=False),
    PageEntry("norms.py", N_("Norms"), "norms", ":material/straighten:"),
)
