"""Encodings: every code page that Russian programs write, whole, with one byte broken, and spoilt."""

from .cases import Case, asked, case, evidence, formatted, mapped, problem, refused, taken
from .tables import BROKEN, plain_quotes, register, simple, spaced, with_total
from .world import REPS, SALES, short, totals
from .write import apart, dotted, text

LINE = f"30.12.2024;ООО «{BROKEN}\N{WHITE SQUARE}»;{REPS[0]};1000,00\n"
ALL = {"read": 60, "accepted": 60, "rejected": 0, "ignored": 0}
ONE_BAD = {"read": 61, "accepted": 60, "rejected": 1, "ignored": 0}


def with_bad_letter(encoding: str, byte: bytes) -> bytes:
    """Simple sales with one more line, in which one letter is this byte."""
    sign = LINE.partition("\N{WHITE SQUARE}")
    return text(simple(), encoding) + sign[0].encode(encoding) + byte + sign[2].encode(encoding)


@case
def register_cp1251() -> Case:
    """Windows-1251 with thousands apart by NBSP, separators inside quoted names, a total, tax ids that begin with noughts."""
    content = text(spaced(with_total(register())), "cp1251", eol="\r\n")
    checks = (
        formatted(encoding="windows-1251", delimiter=";", header_line=1),
        mapped(inn="ИНН", doc="Номер", amount="Сумма"),
    )
    return taken(
        "реализация.csv",
        content,
        totals(),
        {"read": 61, "accepted": 60, "rejected": 0, "ignored": 1},
        control=True,
        checks=checks,
    )


@case
def register_cp866() -> Case:
    """The code page of DOS, as 1C 7.7 writes it."""
    return taken("dos.csv", text(plain_quotes(simple()), "cp866"), totals(), ALL, checks=(formatted(encoding="cp866"),))


@case
def register_koi8() -> Case:
    """KOI8-R, whose capitals stand where windows-1251 has small letters."""
    return taken(
        "koi8.csv", text(plain_quotes(simple()), "koi8-r"), totals(), ALL, checks=(formatted(encoding="koi8-r"),)
    )


@case
def cp1251_with_bad_byte() -> Case:
    """One byte that windows-1251 does not know: its line is told of, and the file stays what it is."""
    wanted = {
        "status": "partial",
        "problems": frozenset({"bad_letters"}),
        "checks": (problem("bad_letters", line=62), formatted(encoding="windows-1251")),
    }
    return taken("a.csv", with_bad_letter("cp1251", b"\x98"), totals(), ONE_BAD, **wanted)


@case
def cp866_with_a_frame() -> Case:
    """A piece of the frame of an old table in the name of a client, beside the letters of DOS."""
    content = text(plain_quotes(simple()), "cp866").replace("Тростник".encode("cp866"), "Трост│ник".encode("cp866"))
    return taken("a.csv", content, totals(), ALL, checks=(formatted(encoding="cp866"),))


@case
def koi8_with_a_foreign_letter() -> Case:
    """One letter of another code page in a file of KOI8-R."""
    extra = f'30.12.2024;ООО "{BROKEN}";{REPS[0]};0,00\n'.encode("koi8-r").replace(b'"\xef', b'"\x98\xef')
    return taken(
        "a.csv",
        text(plain_quotes(simple()), "koi8-r") + extra,
        totals(),
        {"accepted": 61},
        checks=(formatted(encoding="koi8-r"),),
    )


@case
def utf8_with_bad_byte() -> Case:
    """One broken byte in the last line of UTF-8: the line is refused, the file does not turn into windows-1251."""
    checks = (problem("bad_letters", line=62, severity="error"), formatted(encoding="utf-8"))
    return taken(
        "a.csv",
        with_bad_letter("utf-8", b"\xff"),
        totals(),
        ONE_BAD,
        status="partial",
        problems=frozenset({"bad_letters"}),
        checks=checks,
    )


@case
def utf8_cut_within_a_letter() -> Case:
    """A download that broke off in the middle of a letter of its last line: what was lost must not count in silence."""
    content = text([[*row[:3], row[3], "Мыс"] if number else [*row, "Порт"] for number, row in enumerate(simple())])[
        :-2
    ]
    return taken(
        "a.csv",
        content,
        totals(SALES[:-1]),
        status="partial",
        problems=frozenset({"bad_letters"}),
        checks=(problem("bad_letters", line=61),),
    )


@case
def utf16_with_tabs() -> Case:
    """«Текст Юникод» of Excel: UTF-16 and tabs; what was paid is not what was sold; reps by their initials."""
    rows = [["Дата", "Менеджер", "Клиент", "Сумма, руб.", "Оплачено"]]
    rows += [[sale.day, short(sale.rep), sale.client.name, sale.amount, sale.amount / 2] for sale in SALES]
    checks = (mapped(amount="Сумма, руб."), formatted(encoding="utf-16", delimiter="\t"))
    return taken("юникод.txt", text(spaced(rows), "utf-16", "\t", "\r\n"), totals(name=short), ALL, checks=checks)


@case
def utf16_without_mark() -> Case:
    """UTF-16 whose mark a program left away: every other byte is nought."""
    return taken("a.csv", text(register(), "utf-16-le"), totals(), ALL, checks=(formatted(encoding="utf-16-le"),))


@case
def utf16_with_half_a_letter() -> Case:
    """Half of a pair of signs in UTF-16: its line is told of, the other sixty come in."""
    line = LINE.partition("\N{WHITE SQUARE}")
    content = text(simple(), "utf-16") + line[0].encode("utf-16-le") + b"\x00\xd8" + line[2].encode("utf-16-le")
    checks = (problem("bad_letters", line=62),)
    return taken(
        "a.csv", content, totals(), ONE_BAD, status="partial", problems=frozenset({"bad_letters"}), checks=checks
    )


def spoilt(through: str) -> bytes:
    """Simple sales in UTF-8 that somebody read as `through` and saved again."""
    return text(simple()).decode(through, errors="replace").encode()


@case
def spoilt_letters_wait() -> Case:
    """UTF-8 read as windows-1251 and saved again: asked before names like «Р–СѓСЂР°РІР»С‘РІ» come in."""
    return asked("a.csv", spoilt("cp1251"), "letters", totals(), checks=(evidence(SALES[0].rep),))


@case
def spoilt_letters_mended() -> Case:
    """Spoilt letters with the answer to mend them: every name and every kopeck is back."""
    return taken("a.csv", spoilt("cp1251"), totals(), ALL, words=("--answer", "letters=repair"))


@case
def spoilt_letters_refused() -> Case:
    """Spoilt letters with the answer that the mended names are not right."""
    return refused("a.csv", spoilt("cp1251"), "spoilt_letters", words=("--answer", "letters=refuse"), questions=())


@case
def spoilt_through_latin() -> Case:
    """UTF-8 read as Latin-1 by a program abroad; no byte of it is lost."""
    return taken("a.csv", spoilt("latin-1"), totals(), ALL, words=("--answer", "letters=repair"))


@case
def foreign_locale() -> Case:
    """Opened and saved in Excel of another country: times for dates, decimal signs gone from the amounts."""
    rows = [["OrderDateKey", "SalesOrderNumber", "EmployeeKey", "SalesAmount", "OrderDate"]]
    rows += [[f"{sale.day:%Y%m%d}", sale.doc, 270, f"{int(sale.amount * 10_000):,}", "00:00.0"] for sale in SALES]
    return refused("locale.csv", text(rows, "utf-8-sig", ","), "foreign_locale")


@case
def a_break_in_the_header_and_decimal_commas() -> Case:
    """A header cell over two lines costs the right separator a line, and every line has one decimal comma."""
    rows = [["Дата", "Клиент\n(контрагент)", "Менеджер", "Сумма, руб"]]
    rows += [[dotted(sale.day), sale.client.name, sale.rep, apart(sale.amount)] for sale in SALES]
    return taken("a.csv", text(rows), totals())


@case
def read_as_latin() -> Case:
    """Windows-1251 that was read as Latin-1 and saved in UTF-8: «Äàòà»."""
    content = text(simple(), "cp1251").decode("latin-1").encode()
    return asked("продажи.csv", content, "letters", totals())


@case
def spoilt_in_part() -> Case:
    """A file in whose last lines the letters are spoilt: two files were glued together."""
    lines = text(simple()).decode().splitlines(keepends=True)
    spoilt = "".join(lines[-9:]).encode().decode("cp1251", errors="replace")
    return asked("продажи.csv", ("".join(lines[:-9]) + spoilt).encode(), "letters", totals())


@case
def two_encodings_in_one_file() -> Case:
    """The same with the first lines in windows-1251 and the last ones in UTF-8."""
    lines = text(simple()).decode().splitlines(keepends=True)
    return asked("продажи.csv", "".join(lines[:-9]).encode("cp1251") + "".join(lines[-9:]).encode(), "letters", totals())
