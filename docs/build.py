"""Writes the pages of this folder that follow from content: `make docs`. A test fails where one is stale."""

from pathlib import Path
from typing import Any

from diagnostics.causes import LEVELS, Cause, Steps, causes
from diagnostics.charts import abouts
from diagnostics.evidence import Meaning, meanings, sections
from diagnostics.i18n import LANGUAGES, pick, read_content, speaking
from diagnostics.intake import guides, kinds
from diagnostics.interview import FORMS, Question, dimensions, form

HERE = Path(__file__).parent


def exports() -> str:
    """docs/exports.md: where to click in each program, in both languages."""
    page = read_content("diagnostics.intake", "guides")["page"]
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts += [f"# {pick(page['title'])}", pick(page["text"])]
            for guide in guides():
                parts.append(f"## {guide.title}")
                for kind, when, steps in guide.exports:
                    title = pick(kinds()[kind].title) + (f" ({when})" if when else "")
                    parts.append(f"### {title}\n\n" + "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1)))
    return "\n\n".join(parts) + "\n"


def signals() -> str:
    """docs/signals.md: what is measured, in what unit, from which tables, and by which formula, in both languages."""
    page = read_content("diagnostics.evidence", "page")
    parts = [f"# {' · '.join(page['title'].values())}", *page["text"].values()]
    for section in sections().values():
        parts.append(f"## {' · '.join(section.title.values())}")
        for meaning in map(meanings().__getitem__, section.ids):
            parts += _signal(meaning)
    return "\n\n".join(parts) + "\n"


def _signal(meaning: Meaning) -> list[str]:
    said = [f"### {meaning.id}", f"{meaning.unit} · {', '.join(sorted(meaning.tables))}"]
    for language in LANGUAGES:
        cases = f" (n: {meaning.cases[language]})" if meaning.cases else ""
        said.append(f"**{meaning.title[language]}**{cases}. {meaning.formula[language]}")
        said.append(f"$${meaning.latex[language].strip()}$$")
    same = said[3] == said[5]
    return said[:3] + said[4:] if same else said


def questions() -> str:
    """docs/questions.md: every question of every form as it is asked, in both languages, with what it is for."""
    page = read_content("diagnostics.interview", "content/page")
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts += [f"# {pick(page['title'])}", pick(page["text"])]
            for role in FORMS:
                parts.append(f"## {pick(page['forms'][role])}")
                for name, about in dimensions().items():
                    asked = [question for question in form(role) if question.dimension == name]
                    parts += [f"### {pick(about.title)}"] * bool(asked) + [_question(question) for question in asked]
    return "\n\n".join(parts) + "\n"


def _question(question: Question) -> str:
    marks = [*question.doctrine, *question.data]
    lines = [f"**{question.id}. {pick(question.text)}**" + (f" ({', '.join(marks)})" if marks else "")]
    lines += [f"- {place}: {pick(option)}" for place, option in enumerate(question.options)]
    lines += [f"- {pick(part.text)}" for part in question.parts]
    lines += [f"- {pick(question.not_applicable)}"] if question.not_applicable else []
    return "\n\n".join([lines[0], "\n".join(lines[1:])] if lines[1:] else lines)


def found() -> str:
    """docs/causes.md: every cause with what it stands on and what is said of it, in both languages."""
    page = read_content("diagnostics.causes", "page")
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts += [f"# {pick(page['title'])}", pick(page["text"])]
            for level in LEVELS:
                parts.append(f"## {pick(page['levels'][level])}")
                parts += [part for cause in causes() if cause.level == level for part in _cause(cause, page)]
    return "\n\n".join(parts) + "\n"


def _cause(cause: Cause, page: dict[str, Any]) -> list[str]:
    marks = [f"{pick(page['doctrine'])}: {', '.join(cause.doctrine)}"]
    marks += [f"{pick(page['under'])}: {', '.join(cause.under)}"] if cause.under else []
    marks += [f"{pick(page['questions'])}: {', '.join(cause.questions)}"] if cause.questions else []
    cuts = [f"- `{name}`: {_steps(steps, pick(page['otherwise']))}" for name, steps in cause.cuts.items()]
    objections = [f"*{pick(page['objections'])}:* {pick(text)}" for text in cause.objections]
    actions = [f"- {pick(one.do)}. {pick(one.first)} ({', '.join(one.watch)}) {pick(one.target)}" for one in cause.actions]
    return [
        f"### {cause.id}: {pick(cause.titles['found'])}", " · ".join(marks), *(["\n".join(cuts)] if cuts else []), pick(cause.means),
        f"*{pick(page['refuted_by'])}:* {pick(cause.refuted_by)}", *objections, f"**{pick(page['actions'])}**", "\n".join(actions),
    ]  # fmt: skip


def _steps(steps: Steps, otherwise: str) -> str:
    sign = "≥" if steps.at_least else "≤"
    return " · ".join([*(f"{sign} {bound:g} → {points:+g}" for bound, points in steps.bounds), f"{otherwise} {steps.otherwise:+g}"])


def charts() -> str:
    """docs/charts.md: every chart with its question, what is counted and when to look elsewhere, in both languages."""
    parts = []
    for language, title in (("ru", "Графики"), ("en", "Charts")):
        with speaking(language):
            parts.append(f"# {title}")
            for name, about in abouts().items():
                read = [*about.signals, *(f"evidence/{one}.sql" for one in about.sql)]
                parts += [f"### {name}: {pick(about.asks)}", " ".join([pick(about.counted), pick(about.not_for)]), f"({', '.join(read)})" * bool(read)]
    return "\n\n".join(part for part in parts if part) + "\n"


PAGES = {"charts.md": charts, "causes.md": found, "questions.md": questions, "exports.md": exports, "signals.md": signals}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
