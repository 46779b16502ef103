"""Uploaded files on their way into a workbook: kept aside, shown, mapped, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from diagnostics.i18n import _, count, language, ngettext, pick, rubles_exact, signed_exact
from diagnostics.intake import (
    FileResult,
    Said,
    Upload,
    evidence_text,
    field_titles,
    inspect_files,
    kinds,
    left_out_text,
    marked_copy,
    missing,
    option_text,
    question_text,
    rejection_text,
)
from diagnostics.workbook import Workbook
from pages.components.brought import forget_brought
from pages.components.offers import offer
from pages.components.problems import problem_table
from pages.components.text import plain
from pages.components.waiting import watched


def inspected(workbook: Workbook, uploads: Sequence[Upload]) -> list[FileResult]:
    """What the files are; the same files are not read again while the user corrects the mapping."""
    key = (workbook.version, language(), tuple((upload.path, upload.path.stat().st_mtime_ns) for upload in uploads))
    if st.session_state.get("inspected_key") != key:
        job = partial(inspect_files, workbook, uploads, None)
        st.session_state["inspected"] = watched(job, "inspect", forget_brought)
        st.session_state["inspected_key"] = key
    looked: list[FileResult] = st.session_state["inspected"]
    return looked


def mapping_form(upload: Upload, result: FileResult, several: bool) -> Said | None:
    """What was recognised in a table and the means to correct it; None while something is missing.

    `several`: its file holds other tables too, so that this one may be left out.
    """
    with st.container(border=True):
        st.markdown(f"**{plain(result.name)}**" + (f" · {plain(result.part)}" if several else ""))
        if not result.headers:
            st.error(rejection_text(result.rejected or "could_not_parse"))
            return None
        return _mapped(result, several, f"{upload.path.stem}_{result.part}")


def with_said(uploads: Sequence[Upload], results: Sequence[FileResult], said: Sequence[Said]) -> list[Upload]:
    """The uploads with what the user said of their tables, where it is not what was recognised."""
    spoken: dict[int, dict[str, Said]] = {}
    for result, one in zip(results, said, strict=True):
        spoken.setdefault(result.file, {})[result.part] = one
    changed = {result.file for result, one in zip(results, said, strict=True) if one != Said(result.kind or "", result.fields)}
    return [replace(upload, said=spoken[number]) if number in changed else upload for number, upload in enumerate(uploads)]


def answer_questions(results: Sequence[FileResult]) -> dict[str, str] | None:
    """Ask what files leave open, with what they show of it; None while a question that blocks has no answer."""
    answers = {}
    for question in {one["id"]: one for result in results for one in result.questions}.values():
        st.markdown(f"**{question_text(question['id'])}**")
        if evidence := evidence_text(question["id"], question["found"]):
            st.markdown(plain(evidence))
        meanwhile = None if question["blocking"] else question["options"].index(question["default"])
        answers[question["id"]] = st.radio(
            question_text(question["id"]), question["options"], index=meanwhile, key=f"question_{question['id']}",
            format_func=option_text, label_visibility="collapsed",
        )  # fmt: skip
    return None if None in answers.values() else answers


def all_in(results: Sequence[FileResult]) -> bool:
    """Whether an import is done: nothing was refused and nothing is open."""
    return all(result.status in ("accepted", "partial", "unchanged") for result in results)


def marked_files(uploads: Sequence[Upload], results: Sequence[FileResult]) -> dict[str, str]:
    """Name of a file with faulty lines -> where a copy of it can be fetched in which they are marked."""
    found = {}
    for number, upload in enumerate(uploads):
        problems = [problem for result in results if result.file == number for problem in result.problems if problem.line]
        if problems:
            name = f"{Path(upload.name).stem} ({_('marked')}).xlsx"
            if address := offer(name, partial(marked_copy, upload, problems)):
                found[upload.name] = address
    return found


def result_block(results: Sequence[FileResult], marked: Mapping[str, str], currency: str) -> None:
    """What an import brought; `marked`: name of a file -> where its marked copy can be fetched."""
    for result in results:
        name = plain(result.name)
        if result.rejected:
            st.error(f"**{name}.** {rejection_text(result.rejected)}")
        elif result.status == "unchanged":
            st.info(
                _(
                    "{name}: this file was imported before, nothing changed. To read it otherwise, first take that import back under “Check the data”."
                ).format(name=name)
            )
        elif result.status == "question":
            st.warning(_("{name}: one thing is open. Answer the question below and import again.").format(name=name))
        else:
            rows = ngettext("{n} of {read} row taken", "{n} of {read} rows taken", result.counts["read"]).format(
                n=count(result.counts["accepted"]), read=count(result.counts["read"])
            )
            amount = "" if result.totals.amount is None else ", " + rubles_exact(result.totals.amount, currency)
            agrees = result.control is None or result.control == result.totals.amount
            say = st.success if agrees and not result.counts["rejected"] else st.warning
            say(f"**{name}**: {plain(rows + amount)}{plain(_control(result, currency))}")
            if result.left_out:
                st.markdown(_("Not counted, and rightly so:") + " " + plain(left_out_text(result.left_out)))
        problem_table(result.problems, key=f"problems_{result.name}_{result.part}")
    for name, address in marked.items():
        st.link_button(_("{name}: a copy with the faulty cells marked").format(name=plain(name)), address, key=f"marked_{name}")


def _mapped(result: FileResult, several: bool, key: str) -> Said | None:
    known = kinds()
    names = [*known, *([""] if several else [])]
    kind = st.selectbox(
        _("What is it?"), names, index=names.index(result.kind) if result.kind else len(known) if several else None, key=f"kind_{key}",
        format_func=lambda name: pick(known[name].title) if name else _("leave out"), placeholder=_("not recognised: choose"),
    )  # fmt: skip
    if kind == "":
        return Said("")
    found = st.empty()
    st.dataframe(_preview(result), hide_index=True, width="stretch", key=f"rows_{key}", alt=_("First rows of the file"))
    if result.personal:
        st.markdown(_("Personal data is not taken: {columns}.").format(columns=plain(", ".join(result.personal))))
    if kind is None:
        st.warning(rejection_text("unknown_kind"))
        return None
    fields = _columns(result, kind, key)
    pairs = [(pick(field_titles()[field]), result.headers[column]) for field, column in fields.items()]
    found.markdown(" · ".join(f"{title}: **{plain(header)}**" for title, header in pairs))  # what importing confirms
    if lacking := missing(known[kind], fields):
        wanted = ", ".join(pick(field_titles()[field]) for field in lacking)
        st.warning(_("Point to the column: {fields}").format(fields=wanted))
        return None
    return Said(kind, fields)


def _columns(result: FileResult, kind: str, key: str) -> dict[str, int]:
    """A choice of column per field of the kind; unmapped ones stay folded."""
    proposed = result.fields if kind == result.kind else {}
    fields: dict[str, int] = {}
    options = list(range(len(result.headers)))
    with st.expander(_("Which column is what"), expanded=kind != result.kind):
        slots = st.columns(3)
        for place, field in enumerate(kinds()[kind].fields):
            with slots[place % 3]:
                column = st.selectbox(
                    pick(field_titles()[field]), options, index=proposed.get(field), key=f"field_{key}_{kind}_{field}",
                    format_func=lambda number: result.headers[number] or _("column {n}").format(n=number + 1),
                    placeholder="\u2014",
                )  # fmt: skip
            if column is not None:
                fields[field] = column
    return fields


def _preview(result: FileResult) -> pd.DataFrame:
    width = len(result.headers)
    headers = [header or _("column {n}").format(n=number + 1) for number, header in enumerate(result.headers)]
    return pd.DataFrame([[cell or "" for cell in row] + [""] * (width - len(row)) for row in result.rows], columns=headers)


def _control(result: FileResult, currency: str) -> str:
    if result.control is None or result.totals.amount is None:
        return ""
    if result.control == result.totals.amount:
        return ". " + _("The file's own total agrees.")
    gap = signed_exact(result.control - result.totals.amount, currency)
    return ". " + _("The file's own total is {total}, a gap of {gap}.").format(
        total=rubles_exact(result.control, currency), gap=gap
    )
