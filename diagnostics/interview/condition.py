"""When a question is asked: a condition over earlier answers, such as `H07 < 3 and not (H08 >= 2 or H09 = 0)`.

Grammar: expression = term {"or" term}; term = factor {"and" factor}; factor = "not" factor | "(" expression ")" |
question sign number. A question that was not answered with a number makes its comparison false.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

TOKEN = re.compile(r"\s*(?:(?P<word>[A-Za-z]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign><=|>=|!=|=|<|>)|(?P<bracket>[()]))")
SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, "!=": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip

Numbers = Mapping[str, float]
"""Question -> the number it was answered with."""
Test = Callable[[Numbers], bool]


class ConditionError(ValueError):
    """A condition is not well written; the text says where."""


@dataclass(frozen=True)
class Condition:
    """Whether a question is asked; `questions` are those whose answers decide."""

    text: str
    questions: frozenset[str]
    holds: Test


def parse(text: str) -> Condition:
    """Read a condition.

    Raises:
        ConditionError: it is not of the grammar.
    """
    reader = _Reader(text)
    holds = reader.expression()
    if reader.at < len(reader.tokens):
        raise ConditionError(f"{text!r}: {reader.tokens[reader.at]!r} is not expected")
    return Condition(text, frozenset(reader.questions), holds)


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.questions = text, 0, set[str]()
        self.tokens: list[str] = []
        place = 0
        while place < len(text.rstrip()):
            found = TOKEN.match(text, place)
            if not found:
                raise ConditionError(f"{text!r}: {text[place:].strip()!r} is not understood")
            self.tokens.append(found[0].strip())
            place = found.end()

    def expression(self) -> Test:
        sides = [self.term()]
        while self._take("or"):
            sides.append(self.term())
        return lambda numbers: any(side(numbers) for side in sides)

    def term(self) -> Test:
        sides = [self.factor()]
        while self._take("and"):
            sides.append(self.factor())
        return lambda numbers: all(side(numbers) for side in sides)

    def factor(self) -> Test:
        if self._take("not"):
            inner = self.factor()
            return lambda numbers: not inner(numbers)
        if self._take("("):
            inner = self.expression()
            if not self._take(")"):
                raise ConditionError(f"{self.text!r}: a bracket is not closed")
            return inner
        return self._comparison()

    def _comparison(self) -> Test:
        question, sign, number = (self._next() for _part in range(3))
        if not question[:1].isalpha() or sign not in SIGNS or not number[:1].isdigit():
            raise ConditionError(f"{self.text!r}: expected a question, a sign and a number, found {question!r} {sign!r} {number!r}")
        self.questions.add(question)
        compare, bound = SIGNS[sign], float(number)
        return lambda numbers: question in numbers and compare(numbers[question], bound)

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def _take(self, token: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == token:
            self.at += 1
            return True
        return False
