"""Which column is which field, and so what kind of file it is."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diagnostics.intake.content import Kind, field_types, kinds, names, words
from diagnostics.intake.dates import looks_like_date, year_alone
from diagnostics.intake.guess import after_discount, by_content
from diagnostics.intake.header import is_total, normal, without_yo
from diagnostics.intake.layout.content import is_document
from diagnostics.intake.layout.figures import number as figure
from diagnostics.intake.outcomes import outcome
from diagnostics.intake.personal import personal_columns
from diagnostics.intake.rejection import Rejected

FITS = 0.5  # a column is of a type when at least this share of its filled cells reads as such


@dataclass(frozen=True)
class Proposal:
    """A kind and, for each of its fields that was found, the index of the column."""

    kind: str
    fields: Mapping[str, int]


def propose(headers: Sequence[str], sample: Sequence[Sequence[str | None]], wanted: str = "auto") -> Proposal:
    """The first kind whose needs the columns meet.

    Args:
        headers: header texts, one per column.
        sample: some data rows, cells as text; used to check that a date column holds dates.
        wanted: a kind that the user named, or "auto".

    Raises:
        Rejected: purchases, plan_of_nobody, unknown_kind.
    """
    if wanted != "auto":
        fields = map_columns(kinds()[wanted], headers, sample)
        if wanted == "sales" and not is_met(kinds()[wanted], fields):
            try:
                halves = propose(headers, sample)  # sales may come in two files; the user names the whole
            except Rejected:
                return Proposal(wanted, fields)
            return halves if halves.kind in ("order_headers", "order_lines", "deals") else Proposal(wanted, fields)
        return Proposal(wanted, fields)
    for kind in kinds().values():
        if kind.id == "clients":  # all others are tried: are these sales whose day or amount stands under a header of its own?
            by_cells = ("date", "rep", "client") if _lists_companies(headers) else ("date", "amount", "rep", "client")
            sales = _proposed(kinds()["sales"], headers, sample, by_cells)
            if sales is not None:
                return sales
        if (proposal := _proposed(kind, headers, sample)) is not None:
            return proposal
    if _lists_purchases(map_columns(kinds()["sales"], headers, sample), headers, sample):
        raise Rejected("purchases")
    if missing(kinds()["plan"], map_columns(kinds()["plan"], headers, sample)) == ["rep"]:
        raise Rejected("plan_of_nobody")
    raise Rejected("unknown_kind")


def _proposed(kind: Kind, headers: Sequence[str], sample: Sequence[Sequence[str | None]], by_cells: Sequence[str] = ("rep", "client")) -> Proposal | None:
    """A table as one of a kind; None where a need of the kind is not met, or something speaks against it."""
    fields = map_columns(kind, headers, sample, by_cells)
    fits = is_met(kind, fields) and not _speaks_against(kind, headers, fields) and not _is_another(kind, fields, headers, sample)
    return Proposal(kind.id, fields) if fits else None


def map_columns(kind: Kind, headers: Sequence[str], sample: Sequence[Sequence[str | None]], wanted: Sequence[str] = ("rep", "client")) -> dict[str, int]:
    """For each field the best column: by the order of spellings in names.yaml, each column used once; of sales those `wanted` also by their cells."""
    left_out = set(personal_columns(headers, sample))
    candidates = []
    for order, (field, groups) in enumerate(kind.fields.items()):
        for place, group in enumerate(groups):
            for column, header in enumerate(headers):
                rank = _match(group, header) if column not in left_out else None
                if rank is not None and _fits(field, group, column, headers, sample):
                    candidates.append((_unlike(kind, field, column, header, sample), place, rank, order, column, field))
    fields: dict[str, int] = {}
    for *_, column, field in sorted(candidates):
        if field not in fields and column not in fields.values():
            fields[field] = column
    if kind.id == "sales":
        fields |= by_content(fields, headers, sample, left_out, wanted)
    if kind.id == "sales" and (net := after_discount(fields, sample, left_out)) is not None:
        fields["amount"] = net
    if "back" in fields and ("amount" not in fields or any(part in headers[fields["amount"]].lower() for part in words("net"))):
        fields.pop("back")  # what came back is off already
    if "amount" in fields:
        for field in ("price", "quantity", "discount"):
            fields.pop(field, None)  # the amount is there: nothing has to be multiplied
    if "date" in kind.fields and "date" not in fields and "doc" in fields and _names_days(fields["doc"], sample):
        fields["date"] = fields["doc"]  # «Реализация товаров и услуг 00УТ-000017 от 31.01.2026»
    return {field: fields[field] for field in kind.fields if field in fields}


def _unlike(kind: Kind, field: str, column: int, header: str, sample: Sequence[Sequence[str | None]]) -> float:
    """How little the cells of a column are like a field, 0 to 1: of two columns the one that is more like it goes first."""
    if field == "step":
        return 1  # whatever else a column can be comes first
    if field == "stage":
        return 1 - _share_of_outcomes(column, sample)
    if field == "amount":
        return float(_is_foreign(header))
    return float(kind.id == "activities" and field == "rep" and _mostly(str.isdecimal, column, sample))  # the number of his telephone


def is_met(kind: Kind, fields: Mapping[str, int]) -> bool:
    """Whether the mapped fields are enough for the kind."""
    return not missing(kind, fields)


def missing(kind: Kind, fields: Mapping[str, int]) -> list[str]:
    """The first field of every need that is not met."""
    return list(dict.fromkeys(need[0] for need in kind.needs if not any(field in fields for field in need)))


def fingerprint(headers: Sequence[str]) -> str:
    """The same report exported again has the same one."""
    plain = [normal(header) for header in headers]
    return hashlib.sha256("|".join(plain).encode()).hexdigest()[:16]


def _match(group: str, header: str) -> int | None:
    """How well a header names a group: its place in the list; a header with an addition comes after."""
    spellings = names()[group]
    text = normal(header)
    if not text or text in spellings.banned:
        return None
    if text in spellings.rank:
        return spellings.rank[text]
    short = re.sub(rf"\(.*\)$|,.*$|(?:{'|'.join(map(normal, words('with_vat')))})$", "", text)
    if short == text or short in spellings.banned or short not in spellings.rank:
        return None
    behind = text.partition(",")[2]
    if behind and not is_total(behind) and any(behind in other.rank for other in names().values()) and behind not in spellings.rank:
        return None  # «Продажи, Кол-во» is no amount
    return (100 if not behind or behind in spellings.rank else 200) + spellings.rank[short]  # «Продажи, Сумма» before «Продажи, Ср. чек»


def _fits(field: str, group: str, column: int, headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    return _means(field, group, column, headers, sample) and _is_typed(field, column, sample)


def _means(field: str, group: str, column: int, headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether the cells of a column say what its header promises, where headers of several meanings are alike."""
    if field == "stage" and group == "status":
        return _share_of_outcomes(column, sample) > 0 or (_says_deal(headers) and _may_be_won(column, sample))
    if field == "type":
        return _mostly(lambda text: any(part in text for part in words("activities")), column, sample)
    if group == "payment_state" or (field == "doc" and normal(headers[column]) in names()["amount"].rank):
        return not _mostly(_looks_like_number, column, sample)  # «Реализация» is a document or a sum, «Оплата» a state or a sum
    if field == "paid_on":
        return _lists_invoices(headers)
    if field == "discount":  # neither a share nor per cent
        return not any((number := figure(row[column])) and number > 100 for row in sample if column < len(row))
    return True


def _is_typed(field: str, column: int, sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether the cells of a column are of the type of a field."""
    kind = field_types().get(field)
    cells = [row[column] for row in sample if column < len(row)]
    filled = [cell for cell in cells if cell and cell.strip().lower() not in words("empty")]
    if kind is None or not filled:
        return kind != "flag"  # a column without a tick says nothing
    if kind == "flag":
        return field != "posted" or any(cell.strip().lower() in words("ticked") for cell in filled)
    if kind in ("seconds", "inn"):
        return True
    looks = looks_like_date if kind in ("date", "month") else _looks_like_number
    return sum(looks(cell) for cell in filled) >= FITS * len(filled)


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _names_days(column: int, sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether the documents of a column bear their dates in their names."""
    cells = [cell for row in sample if column < len(row) and (cell := row[column])]
    return bool(cells) and sum(map(is_document, cells)) >= FITS * len(cells)


def _looks_like_number(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]{1,3}\.?\s?)?[^\w]*\d[\d\s.,'’\u00a0\u202f]*(?:[-=]\d\d|[^\d]{0,5})", text.strip()))


def _share_of_outcomes(column: int, sample: Sequence[Sequence[str | None]]) -> float:
    """Share of the filled cells that say won or lost, other than of a cancelled order."""
    said = [text for row in sample if column < len(row) and (text := (row[column] or "").strip().lower())]
    return sum(outcome(text) is not None and not text.startswith(tuple(words("cancelled"))) for text in said) / len(said) if said else 0.0


def _may_be_won(column: int, sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether a column holds words that mean won where no others do."""
    return any((row[column] or "").strip().lower() in words("won_where_no_other") for row in sample if column < len(row))


def _says_deal(headers: Sequence[str]) -> bool:
    return any(part in header.lower() for header in headers for part in words("says_deal"))


def _is_foreign(header: str) -> bool:
    """Whether a header names a currency other than the rouble: of two columns of one amount the other is taken."""
    text = header.lower()
    tokens = re.findall(r"[^\W\d_]+|[^\w\s]", text)
    return any(name in tokens for code, known in words("currencies").items() if code != "RUB" for name in known) or any(part in text for part in words("in_currency"))


def _lists_companies(headers: Sequence[str]) -> bool:
    """Whether the rows are companies with what is known of them, their turnover among it."""
    return any(normal(header) in names()["of_companies"].rank for header in headers)


def _lists_purchases(fields: Mapping[str, int], headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether the rows are what the company bought: «Поступление (акт, накладная) …», a supplier and no client."""
    begins = tuple(words("purchases"))
    documents = [column for column, header in enumerate(headers) if _match("document", header) is not None or _match("doc_type", header) is not None]
    if any(_mostly(lambda text: text.startswith(begins), column, sample) for column in documents):
        return True
    named = [column for column, header in enumerate(headers) if _match("purchase", header) is not None]
    return bool(named) and (fields.get("client") in (None, *named) or len(named) > 1)


def _lists_invoices(headers: Sequence[str]) -> bool:
    """Whether a header speaks of an invoice, which asks for money, other than of one that goes with the goods."""
    tokens = [{*re.findall(r"[^\W\d_]+", without_yo(header.lower()))} for header in headers]
    return any(said & {*words("invoice")} and not said & {*words("of_goods")} for said in tokens)


def _lists_clients(fields: Mapping[str, int], headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether rows with an amount are clients: each has a tax id of its own, and the only date is since when it is one."""
    column = fields.get("inn")
    if column is None or "doc" in fields or normal(headers[fields["date"]]) not in names()["client_since"].rank:
        return False
    said = [cell for row in sample if column < len(row) and (cell := row[column])]
    return len(said) > 1 and len(set(said)) == len(said)


def _loses_sales(fields: Mapping[str, int], headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether a supposed list of clients has amounts, and days that nobody knows: sales of an unknown form."""
    apart = [column for column in range(len(headers)) if column not in fields.values()]
    dated = any(_mostly(looks_like_date, column, sample) for column in apart)
    return dated and any(_match("amount", headers[column]) is not None and _mostly(_has_digits, column, sample) for column in apart)


def _lists_payments(fields: Mapping[str, int], headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether the rows are money: «Поступление на расчетный счет …», «Оплата от покупателя», what came in beside what went out."""
    came_in = _match("amount_received", headers[fields["amount"]]) is not None if "amount" in fields else False
    if came_in and any(_match("amount_spent", header) is not None for header in headers):
        return True
    begins = tuple(words("money_documents"))
    return any(field in fields and _mostly(lambda text: text.startswith(begins), fields[field], sample) for field in ("doc", "doc_type"))


def _mostly(holds: Callable[[str], bool], column: int, sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether half of the filled cells of a column, in lower case, are so."""
    said = [text for row in sample if column < len(row) and (text := (row[column] or "").strip().lower())]
    return bool(said) and sum(map(holds, said)) >= FITS * len(said)


def _is_another(kind: Kind, fields: Mapping[str, int], headers: Sequence[str], sample: Sequence[Sequence[str | None]]) -> bool:
    """Whether rows that could be of a kind by their columns are of another by what stands in them."""
    if kind.id == "clients":
        return _loses_sales(fields, headers, sample)
    if kind.id in ("sales", "payments", "order_headers") and _lists_purchases(fields, headers, sample):
        return True
    if kind.id == "order_headers":
        return _lists_companies(headers)
    return kind.id == "sales" and (_lists_clients(fields, headers, sample) or _lists_payments(fields, headers, sample))


def _speaks_against(kind: Kind, headers: Sequence[str], fields: Mapping[str, int]) -> bool:
    if {"type", "duration"} <= {*fields}:
        return False  # a call that has a price is a call
    if "year" in kind.without and any(map(year_alone, headers)):
        return True
    return any(_match(group, header) is not None for group in kind.without if group != "year" for header in headers)
