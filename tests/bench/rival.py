"""The main themes as one writes them with pandas over all rows: the course, the base month by month, the bridge, orders, the large clients."""

from typing import Any

import pandas as pd


def diagnose(rows: pd.DataFrame) -> dict[str, Any]:
    """Columns day, client, rep, doc, amount (kopecks): sums by month, active clients by rep and month, parts of the bridge, and shares."""
    rows = rows.assign(month=rows["day"].dt.year * 12 + rows["day"].dt.month - 1)
    bought = rows[rows["amount"] > 0]
    last = int(rows["month"].max())
    days = bought[["client", "day"]].assign(day=bought["day"].dt.normalize()).drop_duplicates().sort_values(["client", "day"])
    gaps = days.groupby("client")["day"].diff().dt.days.dropna()
    window = max(1, min(12, -(-int(gaps.quantile(0.95)) // 30)))
    first = bought.groupby("client")["month"].min()
    base = {month: int((first <= month).sum()) for month in range(last - 23, last + 1)}
    active = {
        month: bought[bought["month"].between(month - window + 1, month)].groupby("rep")["client"].nunique() for month in range(last - 23, last + 1)
    }
    year = rows.assign(year=(rows["month"] > last - 12).astype(int))[rows["month"] > last - 24]
    net = year.pivot_table(index="client", columns="year", values="amount", aggfunc="sum", fill_value=0)
    kinds = pd.Series("contracted", index=net.index)
    kinds[net[1] >= net[0]] = "expanded"
    kinds[net[1] == 0] = "lost"
    kinds[net[0] == 0] = "new"
    return {
        "months": rows.groupby("month")["amount"].sum(),
        "reps": year.groupby(["rep", "year"])["amount"].sum(),
        "orders": year[year["amount"] > 0].groupby(["rep", "year"])["doc"].nunique(),
        "base": base,
        "active": active,
        "bridge": (net[1] - net[0]).groupby(kinds).sum(),
        "top": net[1].nlargest(max(1, len(net) // 10)).sum() / net[1].sum(),
        "new": int((first > last - 12).sum()),
    }
