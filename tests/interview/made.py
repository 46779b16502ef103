"""A form of every kind of question, made up for tests."""

from diagnostics.interview.form import Question, Role, question_of

TEXT = {"ru": "Вопрос?", "en": "Question?"}
OPTIONS = [{"ru": f"Ответ {place}.", "en": f"Answer {place}."} for place in range(4)]
PARTS = [{"id": name, "text": {"ru": f"Дело {name}", "en": f"Thing {name}"}, "side": side} for name, side in zip("abcd", ("manager", "manager", "seller", "manager"), strict=True)]


def made(name: str = "Q01", role: Role = "head", dimension: str = "role", **spec) -> Question:
    """A question; without a spec a choice."""
    if spec.get("kind", "choice") == "choice":
        spec = {"options": OPTIONS, **spec}
    return question_of(name, role, {"dimension": dimension, "text": TEXT, **spec})


FORM = [
    made("Q01", not_applicable={"ru": "не было", "en": "had none"}),
    made("Q02", dimension="plan", kind="hours", total=40, parts=PARTS, scores={0.2: 0, 0.35: 1, 0.5: 2}, above=3),
    made("Q03", dimension="plan", kind="pick", take=3, parts=PARTS),
    made("Q04", dimension="growth", kind="rank", first="b", parts=PARTS),
    made("Q05", dimension="growth", kind="number", least=0, most=60, scores={2: 0, 5: 1, 10: 2}, above=3),
    made("Q06", dimension="base", kind="text"),
    made("Q07", dimension="base", kind="nps"),
    made("Q08", dimension="base", kind="guess", data=["head.revenue_share"]),
    made("Q09", dimension="role", kind="list"),
    made("Q10", dimension="crm", visible_if="Q01 < 2"),
]
