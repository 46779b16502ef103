"""Why an answer is not taken, in words."""

from diagnostics.i18n import N_, _, count
from diagnostics.interview.form import OPTIONS, SAID, Question

REASONS = {
    "note_long": N_("The note is longer than {said} characters: shorten it."),
    "state": N_("This question has no “not applicable”: choose an answer or “I do not know”."),
    "option": N_("Expected the number of an option, from 0 to {last}."),
    "parts": N_("The parts do not fit the question: fill in its own rows, all of them where an order is asked."),
    "sum": N_("The hours must add up to {total}."),
    "take": N_("Choose exactly {take}."),
    "number": N_("Expected a number."),
    "range": N_("Expected a number from {least} to {most}."),
    "text": N_("Write a few words, or leave the question out."),
    "text_long": N_("The answer is longer than {said} characters: shorten it."),
    "question": N_("This form has no such question: take the newest questionnaire."),
}


def reason(code: str, question: Question | None = None) -> str:
    """What is wrong and how to mend it; `question` is the one that was answered, where there is one."""
    bounds: dict[str, int | str] = {"said": SAID, "last": OPTIONS - 1}
    if question:
        bounds |= {"total": question.total, "take": question.take}
        bounds |= {"least": count(question.least), "most": count(question.total if question.kind == "hours" else question.most)}
    return _(REASONS[code]).format(**bounds)
