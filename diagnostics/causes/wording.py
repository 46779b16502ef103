"""Findings and signals in words: the same sentence on every page, in every export and on the command line."""

from diagnostics.causes.verdict import Finding, State
from diagnostics.evidence import Evidence, Signal, missing_texts, month_start
from diagnostics.i18n import N_, _, count, decimal, month, ngettext, number_span, percent, pick, points, signed_rubles

STATES = {
    "confirmed": N_("confirmed"),
    "likely": N_("likely"),
    "check": N_("to be checked"),
    "not_seen": N_("not seen"),
    "grey": N_("too little data"),
}
CLOCKS = {"tenure": N_("with tenure"), "calendar": N_("with the calendar"), "none": N_("with neither")}


def said_state(finding: Finding) -> State:
    """The state as it is said: what neither shows nor is in order is to be checked."""
    return finding.state if finding.state == "grey" or finding.shows or finding.works else "check"


def finding_title(finding: Finding) -> str:
    """What may be said: a statement only where the finding shows, a question otherwise."""
    state = said_state(finding)
    return pick(finding.cause.titles["found" if state in ("confirmed", "likely") else state])


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
