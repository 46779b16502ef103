"""A guest as the interview knows him: his questions, what he has said, where he is."""

from dataclasses import replace
from functools import cached_property
from typing import Any, cast

from diagnostics.i18n import LANGUAGES, decimal, pick
from diagnostics.interview import (
    NPS,
    Answer,
    Question,
    Role,
    Wave,
    asked,
    checked,
    dimensions,
    form_of,
    given,
    minutes,
    profile,
    save,
    save_of_rep,
    shown_order,
    state_words,
    waves,
    weakest,
)
from diagnostics.web.guests import Guest, seen
from diagnostics.workbook import Workbook, settings


class Respondent:
    """The questions of one link, answered in its wave. A rep is known by the key of his cookie alone, others by name."""

    def __init__(self, workbook: Workbook, guest: Guest) -> None:
        self.workbook, self.guest, self.link = workbook, guest, guest.grant.link
        self.role = cast(Role, self.link.role)  # as the page wrote it
        self.name = guest.key if self.role == "rep" else self.link.name

    @cached_property
    def wave(self) -> Wave | None:
        """The wave that the link is for."""
        return next((wave for wave in waves(self.workbook) if wave.number == self.link.wave), None)

    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.wave is not None and self.wave.closed is None

    @cached_property
    def form(self) -> dict[str, Question]:
        """The questions that this link asks, by id: of the head those that a phone bears."""
        return {question.id: question for question in form_of(self.workbook, self.role) if question.by_link and question.kind != "list"}

    @cached_property
    def said(self) -> dict[str, Answer]:
        """What he has said so far."""
        return given(self.workbook, self.role, self.name)

    def _asked(self) -> list[Question]:
        return asked(list(self.form.values()), self.said)

    def is_through(self) -> bool:
        """Whether every question has its answer."""
        return all(question.id in self.said for question in self._asked())

    def after(self, name: str) -> str | None:
        """The question behind another one."""
        names = [question.id for question in self._asked()]
        following = names[names.index(name) + 1 :] if name in names else []
        return following[0] if following else None

    def save(self, question: Question, answer: Answer) -> None:
        """Keep an answer; see `diagnostics.interview`."""
        held = self.said.get(question.id)
        kept = checked(question, replace(answer, note=held.note) if held else answer)
        if self.role == "rep":
            save_of_rep(self.workbook, self.link.wave, self.name, {question: kept}, self.link.part)
        else:
            save(self.workbook, self.role, self.name, {question: kept}, self.link.wave)
        self.said[question.id] = kept

    def weakest(self) -> list[dict[str, str]]:
        """For an owner who assesses alone: where he is weakest, what it means, what would prove or refute it."""
        if self.role != "express":
            return []
        found = weakest(profile(form_of(self.workbook, self.role), self.said))
        texts = [(dimensions()[one.dimension], one) for one in found]
        return [{"title": pick(about.title), "mean": decimal(one.mean, 1), "weak": pick(about.weak), "proof": pick(about.proof)} for about, one in texts]

    def about(self) -> dict[str, Any]:
        """What every page needs: whose questions these are, how many, how long, who will see the answers."""
        questions = self._asked()
        n = len(questions)
        return {
            "first": questions[0].id if questions else "", "company": settings(self.workbook).get("company", ""), "role": self.role, "name": self.link.name if self.role != "rep" else "", "shared": self.link.shared, "count": n,
            "minutes": minutes(n), "threshold": self.wave.threshold if self.wave else 0, "csrf": self.guest.csrf, "languages": LANGUAGES,
        }  # fmt: skip

    def question(self, at: str | None) -> dict[str, Any] | None:
        """What the page of a question shows: the one that is asked for, else the first without an answer; None behind the last."""
        questions = self._asked()
        names = [question.id for question in questions]
        said = self.said
        unsaid = next((name for name in names if name not in said), None)
        name = at if at in names else None if at == "end" and unsaid is None else unsaid
        if name is None:
            return None
        place = names.index(name)
        question = questions[place]
        sections = list(dict.fromkeys(one.dimension for one in questions))
        order = shown_order(question, f"{self.role}/{self.name}")
        answer = said.get(name) if self.role != "rep" or self.guest.grant.first else None
        return {
            "question": question, "text": pick(question.text), "place": place + 1, "back": names[place - 1] if place else None,
            "on": names[place + 1] if place + 1 < len(names) else "end", "answered": name in said, "seen": seen(said.get(name)), "section": sections.index(question.dimension) + 1, "sections": len(sections),
            "title": pick(dimensions()[question.dimension].title), "options": [(value, pick(question.options[value])) for value in order],
            "parts": [(part.id, pick(part.text)) for part in question.parts], "state": answer.state if answer else "", "value": answer.value if answer else None,
            "unit": pick(question.unit) if question.unit else "%" if question.kind == "guess" else "", "ends": [pick(end) for end in question.ends or ()],
            "unknown": pick(state_words()["unknown"]), "not_applicable": pick(question.not_applicable) if question.not_applicable else "", "nps": range(NPS + 1),
        }  # fmt: skip
