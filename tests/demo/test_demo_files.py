import csv
from datetime import datetime
from decimal import Decimal

import pytest
from demo_signals import read
from openpyxl import load_workbook

from diagnostics.demo import PLANTS, write_company
from diagnostics.demo.words import words

NAMES = {"sales", "clients", "staff", "plan", "pay", "activities"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The usual files of a company whose people come and go."""
    made = tmp_path_factory.mktemp("company")
    write_company(made, ("early_exits",))
    return made


@pytest.fixture(scope="module")
def sales(folder):
    """The lines of the sales file as an importer of cp1251 sees them."""
    with (folder / "sales.csv").open(encoding="cp1251", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def sheet(folder, name):
    """The rows of an Excel file."""
    return list(load_workbook(folder / f"{name}.xlsx").active.values)


def roubles(printed):
    """A sum as 1C prints it."""
    return Decimal(printed.replace("\u00a0", "").replace(",", "."))


def contents(paths):
    """Bytes of the files by name."""
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.parametrize(("fmt", "rows"), [("csv", None), ("xlsx", 400), ("parquet", 120_000)])
def test_same_seed_same_bytes(tmp_path, fmt, rows):
    """The same arguments give the same bytes, another seed gives others."""
    one, same, other = (
        contents(write_company(tmp_path / str(turn), ("uneven_reps",), seed, rows, fmt=fmt))
        for turn, seed in enumerate((7, 7, 8))
    )
    assert one == same
    assert {name.split(".")[0] for name in one} == NAMES
    assert all(one[name] != other[name] for name in one)


def test_sales_add_up_to_their_total_line(sales):
    """The lines of the sales file add up to its last line, and every line has as many cells as the header."""
    header, *lines, total = sales
    assert header == list(words().headers["sales"].values())
    assert {len(line) for line in sales} == {7}
    assert total[:-1] == [words().total, *[""] * 5]
    assert sum(roubles(line[-1]) for line in lines) == roubles(total[-1])
    assert 15_000 < len(lines) < 25_000


def test_sales_look_like_1c(folder, sales):
    """Dates, numbers and sums stand as 1C prints them, in order of time, with CRLF and no empty line."""
    raw = (folder / "sales.csv").read_bytes()
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(sales)
    moments = [datetime.strptime(line[0], "%d.%m.%Y %H:%M:%S") for line in sales[1:-1]]  # noqa: DTZ007  local time
    assert moments == sorted(moments)
    assert moments[0].date().isoformat() >= "2023-07-01"
    assert moments[-1].date().isoformat() == "2026-06-30"
    assert any(" 9:" in line[0] for line in sales[1:-1])
    assert any("\u00a0" in line[-1] for line in sales)
    for line in sales[1:-1]:
        returned = line[1].startswith(words().return_number)
        assert returned == line[-1].startswith("-")
        assert returned or line[1].startswith(words().sale_number)


def test_a_document_has_one_date_client_and_rep(sales):
    """Lines with one number differ in product group and sum only."""
    documents = {}
    for moment, number, client, group, rep, department, _ in sales[1:-1]:
        document = documents.setdefault(number, ((moment, client, rep, department), set()))
        assert document[0] == (moment, client, rep, department)
        assert group not in document[1]
        document[1].add(group)


def test_everybody_in_sales_is_in_the_lists(folder, sales):
    """Sellers are employed on the day of the sale, and clients are in the list."""
    clients = {row[0] for row in sheet(folder, "clients")[1:]}
    staff = {row[1]: row[4:6] for row in sheet(folder, "staff")[3:]}
    for line in sales[1:-1]:
        assert line[2] in clients
        hired, left = staff[line[4]]
        day = datetime.strptime(line[0].split()[0], "%d.%m.%Y")  # noqa: DTZ007  local time
        assert hired <= day
        assert left is None or day <= left


def test_staff_has_titles_and_real_dates(folder):
    """The staff list has two lines above its header, Excel dates, veterans, and leavers."""
    company, title, header, *people = sheet(folder, "staff")
    assert company[0] == words().company
    assert title[0] == words().staff_title
    assert list(header) == list(words().headers["staff"].values())
    assert all(isinstance(row[4], datetime) for row in people)
    assert min(row[4] for row in people) < datetime(2021, 7, 1)  # noqa: DTZ001  Excel knows no zones
    assert all(row[5] is None or datetime(2023, 7, 1) <= row[5] for row in people)  # noqa: DTZ001
    assert sum(row[5] is not None for row in people) >= 5


def test_plan_is_wide_with_a_total(folder):
    """The plan has a column for each of 36 months, and its last line sums every one."""
    header, *reps, total = sheet(folder, "plan")
    assert len(header) == 37
    assert header[1].split() == [words().months[6], "2023"]
    assert header[-1].split() == [words().months[5], "2026"]
    assert total[0] == words().total
    for month in range(1, 37):
        assert sum(row[month] or 0 for row in reps) == total[month]
    assert any(row[1] is None for row in reps)


def test_clients_have_text_numbers_and_current_keepers(folder):
    """Tax numbers are ten digits of no region, as text; keepers are in the staff list."""
    _, *clients = sheet(folder, "clients")
    staff = {row[1] for row in sheet(folder, "staff")[3:]}
    assert 600 < len(clients) < 1300
    assert len({row[0] for row in clients}) == len({row[1] for row in clients}) == len(clients)
    for _, inn, keeper, created in clients:
        assert len(inn) == 10
        assert inn.startswith("00")
        assert keeper in staff
        assert isinstance(created, datetime)


def test_pay_is_by_first_days_of_months(folder):
    """Everybody, the head too, has a line for each month in which he worked."""
    _, *pay = sheet(folder, "pay")
    assert {row[0].day for row in pay} == {1}
    assert len({(row[0], row[1]) for row in pay}) == len(pay)
    assert sum(row[1] == words().head for row in pay) == 36


def test_activities_are_utf8_with_a_mark(folder):
    """Calls come in UTF-8 with BOM, in three kinds, some unanswered."""
    raw = (folder / "activities.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    header, *lines = csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";")
    assert header == list(words().headers["activities"].values())
    assert {line[2] for line in lines} == set(words().activity_kinds)
    assert any(line[4] == "0" for line in lines)


@pytest.mark.parametrize("rows", [1, 300, 5_000, 40_000, 200_000])
def test_rows_are_met(tmp_path, rows):
    """The wanted number of sale rows is met within 2 %, small and large."""
    write_company(tmp_path, rows=rows, fmt="parquet")
    company = read(tmp_path)
    assert len(company.sales) == pytest.approx(rows, rel=0.02)
    assert set(company.sales["client"]) <= set(company.clients["client"])
    assert set(company.activities["client"]) <= set(company.clients["client"])


def test_many_rows_make_departments_with_heads(tmp_path):
    """Past the largest department a second one stands beside it, with a head and names of its own."""
    write_company(tmp_path, rows=2_000_000, fmt="parquet")
    company = read(tmp_path)
    assert len(company.heads) == company.sales["department"].nunique() == 2
    assert company.staff["person"].is_unique
    assert company.clients["client"].is_unique
    assert len(company.sales) == pytest.approx(2_000_000, rel=0.02)


def test_excel_holds_the_same_sales(tmp_path):
    """Sales as XLSX have real dates and numbers and the total line."""
    write_company(tmp_path, rows=500, fmt="xlsx")
    _, *lines, total = sheet(tmp_path, "sales")
    assert len(lines) == 500
    assert isinstance(lines[0][0], datetime)
    assert sum(line[-1] for line in lines) == pytest.approx(total[-1])
    assert total[0] == words().total


def test_too_many_rows_for_excel_are_refused(tmp_path):
    """More rows than a sheet holds are refused before anything is written."""
    with pytest.raises(ValueError, match="1048575"):
        write_company(tmp_path / "new", rows=1_048_576, fmt="xlsx")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"plants": ("no_such",)}, PLANTS[0]),
        ({"rows": 0}, "at least 1"),
        ({"fmt": "ods"}, "parquet"),
        ({"seed": -1}, "negative"),
    ],
)
def test_wrong_arguments_are_refused(tmp_path, wrong, message):
    """An unknown plant or format, no rows and a negative seed raise ValueError that says what is right."""
    with pytest.raises(ValueError, match=message):
        write_company(tmp_path, **wrong)
