"""Findings and signals in words: the same sentence on every page, in every export and on the command line."""

from dataclasses import replace
from functools import cache

from diagnostics.causes.fusion import State, Voice
from diagnostics.causes.money import Money, texts
from diagnostics.causes.registry import Point
from diagnostics.causes.verdict import Finding
from diagnostics.causes.words import Tested
from diagnostics.evidence import Evidence, Signal, missing_texts, month_start
from diagnostics.i18n import (
    LANGUAGES,
    N_,
    _,
    count,
    decimal,
    month,
    ngettext,
    number_span,
    percent,
    pick,
    points,
    rubles,
    signed_rubles,
    speaking,
)
from diagnostics.interview import ROLE_WORDS, SIDE_OF, SIDES, questions

STATES = {
    "confirmed": N_("confirmed"),
    "likely": N_("likely"),
    "check": N_("to be checked"),
    "not_seen": N_("not seen"),
    "said_only": N_("only said"),
    "grey": N_("too little data"),
}
TITLES = {"confirmed": "found", "likely": "found", "check": "check", "not_seen": "not_seen", "said_only": "said", "grey": "grey"}
"""State -> the title that may be printed."""
SIDES_SAY = {"head": N_("the head"), "owner": N_("the owner"), "reps": N_("the reps")}
CLOCKS = {"tenure": N_("with tenure"), "calendar": N_("with the calendar"), "none": N_("with neither")}


def said_state(finding: Finding) -> State:
    """The state as it is said: what neither shows nor is in order is to be checked."""
    return finding.state if finding.state in ("grey", "said_only") or finding.shows or finding.works else "check"


def finding_title(finding: Finding) -> str:
    """What may be said: a statement only where the finding shows, a question otherwise."""
    return pick(finding.cause.titles[TITLES[said_state(finding)]])


def finding_line(finding: Finding, evidence: Evidence) -> str:
    """The finding in one line, for a slide: what is seen, and the first figure that it stands on."""
    figure = next((signal for signal in map(evidence.signals.__getitem__, finding.cause.said) if signal.available), None)
    title = finding_title(finding)
    return f"{title}. {signal_counted(figure, evidence.currency)}." if figure and finding.points else f"{title}."


def finding_paragraph(finding: Finding, evidence: Evidence) -> str:
    """The finding in a paragraph, for the report: what is seen, on which figures, what it means, what would refute it."""
    said = [evidence.signals[name] for name in finding.cause.said] if finding.points else []
    figures = "; ".join(signal_counted(signal, evidence.currency) for signal in said if signal.available)
    parts = [f"{finding_title(finding)}.", f"{figures}." if figures else "", f"{sources_text(finding)}." if sources(finding) else ""]
    parts += [pick(finding.cause.means), money_text(finding, evidence.currency), twins_text(finding, evidence), f"{_('What would refute it')}: {pick(finding.cause.refuted_by)}"]
    return " ".join(part for part in parts if part)


def money_text(finding: Finding, currency: str) -> str:
    """What it costs in a year, or why that is not said; nothing where it does not show."""
    if isinstance(finding.money, Money):
        low, high = (rubles(kopecks, currency) for kopecks in (finding.money.low, finding.money.high))
        return _("What it costs in a year: about {mid}, from {low} to {high}.").format(mid=rubles(finding.money.mid, currency), low=low, high=high)
    return pick(texts()[finding.money]) if finding.money else ""


def money_help(finding: Finding) -> str:
    """On which assumptions the sum stands; nothing where there is none."""
    return pick(texts()[finding.cause.id]) if isinstance(finding.money, Money) else ""


def sources(finding: Finding) -> list[str]:
    """Who speaks for a finding: the data and the sides, in words."""
    data = [_("data")] if any(point.points > 0 for point in finding.points) else []
    return data + [_(SIDES_SAY[one.side]) for one in finding.voices if one.agrees]


def sources_text(finding: Finding) -> str:
    """Who speaks for a finding, in a line."""
    return _("Seen by: {who}").format(who=", ".join(sources(finding)))


def bound_text(point: Point, currency: str) -> str:
    """The bound by which a value got its points."""
    reached, _points = point.steps.reached(point.value)
    if reached is None:
        bound = point.steps.bounds[-1][0]
        way = _("under {bound}") if point.steps.at_least else _("over {bound}")
    else:
        bound = reached
        way = _("from {bound}") if point.steps.at_least else _("up to {bound}")
    shares = point.signal.meaning.unit == "months" and point.value != point.signal.value  # a share that the rule made of months
    told = percent(bound) if shares else value_text(Signal(point.signal.id, bound), currency)
    return way.format(bound=told) + (f", {_('bounds of the company')}" if point.steps.own else "")


def voice_text(voice: Voice) -> str:
    """What one side says, in a line."""
    leans = _("shows more than in his other answers") if voice.agrees else _("shows no more than in the other answers")
    return _("{side}: {leans} (questions {questions})").format(side=_(SIDES[voice.side]), leans=leans, questions=", ".join(voice.questions))


def claim_text(tested: Tested, currency: str) -> str:
    """What was said, in a line: the claim of an option, or the number that was named."""
    if tested.claim.text:
        return pick(tested.claim.text)
    named = value_text(replace(tested.signal, value=tested.said), currency)
    return f"{pick(tested.signal.title)}: {named}"


def author_text(tested: Tested) -> str:
    """Who said it: the side, and the name under which he answered."""
    side = _(SIDES[SIDE_OF[questions()[tested.claim.question].role]])
    return side if tested.who is None or tested.who in _unnamed() else f"{side}, {tested.who}"


@cache
def _unnamed() -> frozenset[str]:
    """What a form calls whoever gave no name, in every language."""
    named: list[str] = []
    for language in LANGUAGES:
        with speaking(language):
            named += [_(words) for words in ROLE_WORDS.values()]
    return frozenset(named)


def twins_text(finding: Finding, evidence: Evidence) -> str:
    """How many clients may be counted twice, under a finding that counts clients; nothing where there are none."""
    if not evidence.open_twins or not counts_clients(finding):
        return ""
    return ngettext(
        "{n} pair of clients looks like one and is not decided: the base may be smaller, and fewer may be lost.",
        "{n} pairs of clients look like one and are not decided: the base may be smaller, and fewer may be lost.",
        evidence.open_twins,
    ).format(n=count(evidence.open_twins))


def counts_clients(finding: Finding) -> bool:
    """Whether a finding stands on how many clients there are."""
    return any(name.startswith(("base.", "bridge.")) for name in finding.cause.said)


def state_text(finding: Finding) -> str:
    """The state in a word or two."""
    if finding.unconfirmed and finding.state != "grey":
        return _("the head's list is needed")
    return _(STATES[said_state(finding)])


def missing_text(code: str) -> str:
    """What to do so that a grey figure can be counted: a sentence."""
    return pick(missing_texts()[code])


def signal_text(signal: Signal, currency: str) -> str:
    """A signal in one line: title and value."""
    return f"{pick(signal.title)}: {value_text(signal, currency)}"


def signal_counted(signal: Signal, currency: str) -> str:
    """A signal in one line, of a share with the number of cases."""
    counted = signal.meaning.unit == "share" and signal.n is not None and signal.cases is not None
    return signal_text(signal, currency) + (f" ({pick(signal.cases or {})}: {count(signal.n or 0)})" if counted else "")


def signal_detail(signal: Signal, currency: str) -> str:
    """A signal in one line with its interval and number of cases."""
    interval = interval_text(signal, currency)
    return signal_text(signal, currency) + (f" ({interval})" if interval else "")


def value_text(signal: Signal, currency: str) -> str:
    """The value of a signal as a person reads it; a dash where there is none."""
    value, unit = signal.value, signal.meaning.unit
    if value is None:
        return "\u2014"
    if signal.meaning.difference:
        return points(value)
    if unit == "window":
        return _("months {span}").format(span=number_span(value[0] + 1, value[1]))
    if unit == "clock":
        return _(CLOCKS[value])
    if signal.meaning.of_n and signal.n:
        return _("{k} of {n}").format(k=count(value), n=count(signal.n))
    plain = {
        "money": lambda: signed_rubles(value, currency),
        "share": lambda: percent(value),
        "months": lambda: months_text(value),
        "ratio": lambda: decimal(value, 2),
        "p": lambda: decimal(value, 3),
        "month": lambda: month(month_start(int(value))),
        "count": lambda: decimal(value, 1),
    }
    return plain[unit]()


def months_text(value: float) -> str:
    """A number of months."""
    if value == int(value):
        return ngettext("{n} month", "{n} months", int(value)).format(n=count(value))
    return _("{n} mo.").format(n=decimal(value, 1))


def interval_text(signal: Signal, currency: str) -> str:
    """Interval and number of cases, where they are known, and that prices are not taken off where they are in it."""
    parts = []
    if signal.low is not None and signal.high is not None and signal.low < signal.high:
        ends = Signal(signal.id, signal.low), Signal(signal.id, signal.high)
        parts.append(_("{low} to {high}").format(low=value_text(ends[0], currency), high=value_text(ends[1], currency)))
    if signal.n is not None and signal.cases and not signal.meaning.of_n:
        parts.append(f"{pick(signal.cases)}: {count(signal.n)}")
    if signal.meaning.nominal:
        parts.append(_("not adjusted for price rises"))
    return "; ".join(parts)
