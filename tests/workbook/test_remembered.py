"""What is asked again and again is asked once, and never told after it has changed."""

from concurrent.futures import ThreadPoolExecutor

COUNT = "select count(*) from setting"


def test_is_asked_once_until_something_is_written(workbook, monkeypatch):
    """The same answer without a query; after any writing the new one."""
    asked = []
    query = type(workbook).query
    monkeypatch.setattr(type(workbook), "query", lambda self, sql, parameters=(): asked.append(sql) or query(self, sql, parameters))
    first = [workbook.remembered(COUNT) for _time in range(3)]
    assert (len(asked), len({*map(str, first)})) == (1, 1)
    workbook.set({"seats": "5"})
    assert workbook.remembered(COUNT)[0][0] == first[0][0][0] + 1
    assert workbook.remembered("select count(*) from setting where name = ?", ["seats"]) == [(1,)]


def test_what_changes_while_it_is_asked_is_not_kept(workbook, monkeypatch):
    """An answer from before a write that ended in between is given once, and then asked anew."""
    query = type(workbook).query

    def slow(self, sql, parameters=()):
        rows = query(self, sql, parameters)
        if sql == COUNT and not done:
            done.append(1)
            workbook.set({"seats": "6"})
        return rows

    done: list[int] = []
    monkeypatch.setattr(type(workbook), "query", slow)
    before = workbook.remembered(COUNT)
    assert workbook.remembered(COUNT)[0][0] == before[0][0] + 1


def test_many_ask_and_write_at_once(workbook):
    """Whoever asks after his own write sees it."""

    def once(number: int) -> bool:
        workbook.set({f"price_growth.{2000 + number}": "0.1"})
        return (f"price_growth.{2000 + number}",) in workbook.remembered("select name from setting")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(once, range(60)))


def test_the_list_is_the_callers_own(workbook):
    """What he does to it is not seen by the next."""
    workbook.remembered(COUNT).clear()
    assert workbook.remembered(COUNT)
