"""What the author of an answer says once he has seen that the data show something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from diagnostics.interview.form import SAID
from diagnostics.workbook import Workbook

ReplyState = Literal["new", "seen", "disputed", "withdrawn"]
REPLY_STATES: tuple[ReplyState, ...] = get_args(ReplyState)


@dataclass(frozen=True)
class Reply:
    """Whether he has seen it, disputes it or has disproved it, and what he says; the text stands beside the line wherever it is shown."""

    state: ReplyState = "new"
    text: str = ""


def replies(workbook: Workbook) -> Mapping[tuple[str, str | None], Reply]:
    """Claim and author (None: the reps together) -> his reply."""
    rows = workbook.query("select claim, respondent, state, text from reply_now")
    return {(claim, who or None): Reply(state, text) for claim, who, state, text in rows}


def reply(workbook: Workbook, claim: str, who: str | None, said: Reply) -> None:
    """Keep a reply; a text longer than an answer may be is cut."""
    with workbook.writing() as cursor:
        row = [claim, who or "", said.state, said.text.strip()[:SAID]]
        cursor.execute("insert into reply (claim, respondent, state, text) values (?, ?, ?, ?)", row)
