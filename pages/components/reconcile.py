"""Blocks of the page that checks the data: sums beside the user's own, batches to take back, facts to confirm."""

from datetime import date
from functools import partial

import streamlit as st

from diagnostics.evidence import Evidence
from diagnostics.i18n import N_, _, count, day, month_span, pick, rubles_exact
from diagnostics.intake import kinds
from diagnostics.workbook import FileSum, Workbook, clients_of, file_sums, meanings, settings, undo, year_sums
from pages.components.blocks import table
from pages.components.brought import read_again

BASES = {
    "sale": N_("Revenue is counted by sales documents."),
    "deal": N_("Revenue is counted by won deals, on the day they were closed: there are no sales documents here."),
    "payment": N_("Revenue is counted by payments: there are neither sales documents nor won deals here."),
}


def basis_line(workbook: Workbook, basis: str | None) -> None:
    """On what the revenue stands: one basis, never a sum of them; and what of it does not fit together."""
    st.markdown(_(BASES[basis]) if basis else _("There is no revenue in this workbook yet."))
    said = meanings(workbook)
    kind = {"sale": "sales", "deal": "deals", "payment": "payments"}.get(basis or "", "")
    vat, plan = said.get((kind, "vat"), set()), said.get(("plan", "vat"), set())
    if len(vat) > 1:
        st.warning(_("Some of these files are with VAT and some without: the sums do not go together. Bring all of them in one way."))
    elif vat and plan and vat != plan:
        st.warning(_("The plan is with VAT and the sales without, or the reverse: attainment of the plan is off by the tax."))
    meant = said.get((kind, "rep_meaning"), set())
    if meant & {"issued", "default"}:
        st.warning(
            _(
                "The export names as rep whoever issued the invoice or stands there by default. Compare people with care: who leads a client "
                "is told by the list of clients."
            )
        )


def year_table(workbook: Workbook, basis: str | None, currency: str) -> None:
    """Revenue by calendar year, to the kopeck."""
    orders = _("Deals") if basis == "deal" else _("Orders")
    rows = [
        {
            _("Year"): str(one.year),
            _("Months"): one.months,
            _("Sales less returns"): one.net,
            _("Returns"): one.returns,
            orders: one.orders,
            _("Clients"): one.clients,
        }
        for one in year_sums(workbook)
    ]
    money = dict.fromkeys((_("Sales less returns"), _("Returns")), partial(rubles_exact, currency=currency))
    whole = dict.fromkeys((_("Months"), orders, _("Clients")), count)
    table(rows, "years", _("Sales less returns"), formats=money | whole)


def file_table(workbook: Workbook, currency: str) -> None:
    """Every file that counts: rows, sum, its own total."""
    rows = [
        {
            _("File"): one.name,
            _("What"): pick(kinds()[one.kind].title),
            _("Rows taken / in all"): f"{count(one.accepted)} / {count(one.read)}",
            _("Totals and blanks"): one.ignored,
            _("Faulty"): one.rejected,
            _("Sum"): one.amount,
            _("The file's own total"): _own_total(one.amount, one.control, currency),
            _("Period"): _period(one),
        }
        for one in file_sums(workbook)
    ]
    formats = dict.fromkeys((_("Totals and blanks"), _("Faulty")), count)
    formats[_("Sum")] = partial(rubles_exact, currency=currency)
    table(rows, "files", _("Files"), _("Nothing was imported yet."), formats)


def take_back(workbook: Workbook) -> None:
    """Take one batch back, or read it again with other columns or answers."""
    names: dict[int, list[str]] = {}
    for one in file_sums(workbook):
        names.setdefault(one.batch, []).append(one.name)
    if not names:
        return
    with st.expander(_("Take an import back, or read it otherwise")):
        batch = st.selectbox(
            _("Which one?"), list(names), index=None, key="undo_batch", placeholder="\u2014",
            format_func=lambda number: f"{number}: {' + '.join(names[number])}",
        )  # fmt: skip
        with st.container(horizontal=True):
            if st.button(_("Take back"), key="undo", disabled=batch is None) and batch is not None:
                undo(workbook, batch)
                st.rerun()
            if st.button(_("Correct its columns"), key="reread", disabled=batch is None) and batch is not None:
                read_again(workbook, batch)
                st.switch_page("intake.py")


def company_facts(workbook: Workbook, evidence: Evidence) -> None:
    """Who is the head, since when, and whether he went through his list of clients."""
    reps = {rep.name: rep for rep in sorted(evidence.reps.values(), key=lambda rep: rep.name)}
    facts, head = settings(workbook), evidence.head
    names = list(reps)
    chosen = st.selectbox(
        _("Who is the head of sales?"), names, index=names.index(head.name) if head and head.name in names else None,
        key="head", placeholder=_("choose"),
    )  # fmt: skip
    place = names.index(chosen) if chosen else -1
    stored = head is not None and head.name == chosen  # of anybody else nothing was said yet
    if stored and "head" not in facts:
        st.markdown(_("Guessed from the position in the staff list. Please check."))
    known = head.since if head and stored else reps[chosen].hired if chosen else None
    since = st.date_input(
        _("Since when does he lead the department?"), value=known, key=f"head_since_{place}",
        format="DD.MM.YYYY", min_value=date(1980, 1, 1),
    )  # fmt: skip
    if known and not (head and stored and head.appointed):
        st.markdown(_("The date is that of his hiring. If he was a rep first, set the day he became head."))
    confirmed = True  # who has no clients has nothing to confirm
    if chosen:
        own = clients_of(workbook, reps[chosen].id)
        if not own:
            st.markdown(_("By the export he has no clients of his own."))
        else:
            title = _("By the export these clients are his own; the largest of the last 12 months:")
            st.markdown(title)
            rows = [{_("Client"): name, _("Sales"): net} for name, net in own]
            formats = {_("Sales"): partial(rubles_exact, currency=evidence.currency)}
            table(rows, "head_clients_table", title, formats=formats)
            confirmed = st.checkbox(
                _("The head went through this list: he leads these clients himself"),
                value=stored and facts.get("head_clients") == "confirmed", key=f"head_clients_{place}",
            )  # fmt: skip
    if st.button(_("Write down"), key="save_facts", disabled=chosen is None) and chosen:
        said = {"head": chosen, "head_clients": "confirmed" if confirmed else "open"}
        if isinstance(since, date):
            said["head_since"] = since.isoformat()
        workbook.set(said)
        st.toast(_("Saved"))
        st.rerun()


def _period(one: FileSum) -> str:
    if one.first_day is None or one.last_day is None:
        return ""
    if one.kind in ("plan", "pay"):  # their days stand for whole months
        return month_span(one.first_day, one.last_day)
    return f"{day(one.first_day)} \N{EN DASH} {day(one.last_day)}"


def _own_total(amount: int | None, control: int | None, currency: str) -> str:
    if control is None:
        return ""
    if control == amount:
        return _("agrees")
    differs = _("differs by {n}").format(n=rubles_exact(control - (amount or 0), currency))
    return f"{rubles_exact(control, currency)}, {differs}"
