"""The signals of the points table computed the short way, as an outsider with pandas would do it."""

from dataclasses import dataclass
from math import ceil, exp
from pathlib import Path

import numpy as np
import pandas as pd

from diagnostics.demo.layout import sheets
from diagnostics.demo.words import words

MONTH = 30.4375  # days
AS_OF = pd.Period("2026-06", "M")
FIRST = pd.Period("2023-07", "M")

Found = dict[str, dict[str, float]]  # cause -> signals, and "points", their sum


@dataclass(frozen=True)
class Company:
    """The files read back from Parquet under the names of their fields; money in roubles."""

    sales: pd.DataFrame
    clients: pd.DataFrame
    staff: pd.DataFrame
    plan: pd.DataFrame
    pay: pd.DataFrame
    activities: pd.DataFrame

    @property
    def heads(self) -> set[str]:
        """The heads' names, one per department."""
        return set(self.staff.loc[self.staff["position"] == words().head_position, "person"])

    @property
    def reps(self) -> pd.DataFrame:
        """The staff without the heads."""
        return self.staff[~self.staff["person"].isin(self.heads)]


def read(folder: Path) -> Company:
    """Read what `write_company(..., fmt="parquet")` wrote."""
    tables = {}
    for sheet in sheets():
        table = pd.read_parquet(folder / f"{sheet.name}.parquet")
        tables[sheet.name] = table.rename(columns={one.header: one.field for one in sheet.columns})
    sales, staff, pay = tables["sales"], tables["staff"], tables["pay"]
    sales["month"] = sales["moment"].dt.to_period("M")
    sales["roubles"] = sales["kopecks"].astype(float)
    pay["month"] = pd.to_datetime(pay["month"]).dt.to_period("M")
    for field in ("hired", "left_on"):
        staff[field] = pd.to_datetime(staff[field])
    return Company(**tables)


def points(company: Company) -> Found:
    """Signals and summed points of every cause, before the logit."""
    found: Found = {}
    for judge in (_head, _base, _plan, _exits, _pay, _reps):
        found.update(judge(company))
    return found


def probability(score: float) -> float:
    """P of a cause from its points alone."""
    return 1 / (1 + exp(2.2 - max(-4.0, min(5.0, score))))


def _from(value: float, *cuts: tuple[float, float], rest: float) -> float:
    """Points of the first cut that the value is not under; `rest` under all."""
    return next((given for cut, given in cuts if value >= cut), rest)


def _to(value: float, *cuts: tuple[float, float], rest: float) -> float:
    """Points of the first cut that the value is not above; `rest` above all."""
    return next((given for cut, given in cuts if value <= cut), rest)


def _last_year(sales: pd.DataFrame) -> pd.DataFrame:
    return sales[sales["month"] > AS_OF - 12]


def _head(company: Company) -> Found:
    year = _last_year(company.sales)
    own = year["rep"].isin(company.heads)
    share = year.loc[own, "roubles"].sum() / year["roubles"].sum()
    by = year.groupby(["client", "rep"])["roubles"].sum().reset_index().sort_values("roubles")
    client = by.groupby("client")["roubles"].sum().sort_values(ascending=False)
    top = client.index[: ceil(len(client) / 10)]
    kept = float(by.groupby("client")["rep"].last().loc[top].isin(company.heads).mean())
    sold = company.sales[company.sales["roubles"] > 0]
    first = sold.sort_values("moment", kind="stable").groupby("client").first()
    fresh = first[(first["month"] > AS_OF - 12) & first["rep"].isin(company.heads)]
    orders = year.loc[own & (year["roubles"] > 0), "number"].nunique() / 4
    score = (
        _from(share, (0.15, 3), (0.07, 2), (0.03, 0), rest=-2)
        + _from(orders, (12, 1), (2, 0), rest=-2)
        + _from(kept, (0.15, 2), (0.05, 1), rest=-1)
    )
    head = {"share": share, "orders": orders, "new": len(fresh) / 4, "top_decile": kept, "points": score}
    return {"head_sells": head}


def _base(company: Company) -> Found:
    sold = company.sales[company.sales["roubles"] > 0]
    days = sold.assign(day=sold["moment"].dt.normalize())[["client", "day"]].drop_duplicates()
    gaps = days.sort_values(["client", "day"]).groupby("client")["day"].diff().dt.days.dropna()
    window = int(np.clip(ceil(gaps.quantile(0.95) / 30.4), 1, 12))
    first = sold.groupby("client")["month"].min()
    listed = company.clients.assign(month=pd.to_datetime(company.clients["created"]).dt.to_period("M"))

    def share(month: pd.Period) -> float:
        base = {*first.index[first <= month], *listed.loc[listed["month"] <= month, "client"]}
        recent = (sold["month"] <= month) & (sold["month"] > month - window)
        return sold.loc[recent, "client"].nunique() / len(base)

    now, fall = share(AS_OF), share(AS_OF - 12) - share(AS_OF)
    never = float(1 - company.clients["client"].isin(first.index).mean())
    dormant = _to(now, (0.25, 3), (0.33, 1), (0.40, 0), rest=-2) + (fall >= 0.08) + (never >= 1 / 3)
    half = int(first.between(AS_OF - 5, AS_OF).sum())
    before = int(first.between(AS_OF - 17, AS_OF - 12).sum())
    ratio, rate = half / before, half / 6 / len(company.clients)
    stalled = _to(ratio, (0.4, 3), (0.6, 2), (0.8, 0), rest=-2) + _to(rate, (0.004, 2), (0.008, 1), rest=-1)
    return {
        "dormant_base": {"active": now, "fall": fall, "never": never, "window": window, "points": dormant},
        "stalled_base": {"ratio": ratio, "rate": rate, "points": stalled},
    }


def _facts(company: Company) -> pd.DataFrame:
    """Plan and fact by rep and month in which there is a plan."""
    fact = company.sales.groupby(["rep", "month"])["roubles"].sum()
    plan = company.plan.melt("rep", var_name="field", value_name="plan").dropna()
    plan["month"] = [FIRST + int(field[1:]) for field in plan["field"]]
    both = plan.set_index(["rep", "month"])["plan"].astype(float).to_frame().join(fact.rename("fact"))
    return both.fillna({"fact": 0.0}).reset_index()


def _plan(company: Company) -> Found:
    both = _facts(company)
    covered = len(both) / company.pay["person"].isin(company.reps["person"]).sum()
    copied = float(((both["plan"] / both["fact"] - 1).abs() <= 0.035).mean())
    late = both[(both["month"] > AS_OF - 24) & (both["fact"] > 0)]
    logs = np.log(late[["plan", "fact"]])
    for by in ("rep", "month"):
        logs = logs - logs.groupby(late[by]).transform("mean")
    steps = logs.groupby(late["rep"]).diff().dropna()
    steps = steps - steps.mean()
    slope = float((steps["plan"] * steps["fact"]).sum() / (steps["fact"] ** 2).sum())
    score = max(
        4 if covered < 0.5 else 2 if covered < 0.8 else -1,
        _from(copied, (0.60, 4), (0.35, 2), rest=-1),
        _from(slope, (0.6, 4), (0.3, 2), rest=-1),
    )
    made = float((both["fact"] >= both["plan"]).mean())
    return {
        "no_plan": {"covered": covered, "copied": copied, "slope": slope, "points": score},
        "plan_unreal": {"made": made, "points": _to(made, (0.12, 4), (0.22, 2), rest=-1)},
    }


def _exits(company: Company) -> Found:
    start, end = FIRST.start_time, AS_OF.end_time.normalize()
    reps = company.reps
    enter = ((start - reps["hired"]).dt.days / MONTH).clip(lower=0)
    out = (reps["left_on"].fillna(end) - reps["hired"]).dt.days / MONTH
    exposed = float((np.minimum(out, 9) - np.maximum(enter, 3)).clip(lower=0).sum())
    leavers = int((reps["left_on"].notna() & (out >= 3) & (out < 9)).sum())
    hazard = leavers / exposed if exposed else 0.0
    score = _from(hazard, (0.12, 3), (0.07, 1), (0.03, -1), rest=-2)
    score += _from(leavers, (5, 2), (3, 1), (1, 0), rest=-2)
    until = reps["left_on"].fillna(end)
    year = pd.period_range(AS_OF - 11, AS_OF, freq="M")
    whole = [((reps["hired"] <= one.start_time) & (until >= one.end_time.normalize())).sum() for one in year]
    span = float(np.mean(whole)) / len(company.heads)
    return {
        "early_exits": {
            "hazard": hazard,
            "leavers": leavers,
            "all": int(reps["left_on"].notna().sum()),
            "points": score,
        },
        "overload_span": {"span": span, "points": _from(span, (10, 4), (8, 3), (7.001, 1), rest=-3)},
    }


def _pay(company: Company) -> Found:
    both = company.pay.rename(columns={"person": "rep"}).merge(_facts(company), on=["rep", "month"])
    both["paid"] = both["salary"].astype(float) + both["premium"].astype(float)
    both["made"] = both["fact"] / both["plan"]
    ratio = both.loc[both["made"] >= 1, "paid"].median() / both.loc[both["made"] < 1, "paid"].median()
    ranks = both.groupby("month")[["paid", "made"]].rank()
    ranks = ranks - ranks.groupby(both["month"]).transform("mean")
    corr = float(ranks["paid"].corr(ranks["made"]))
    score = _to(ratio, (1.3, 4), (1.6, 2), (2.0, 0), rest=-2) + (corr <= 0.3)
    return {"pay_compression": {"ratio": ratio, "corr": corr, "points": score}}


def _reps(company: Company) -> Found:
    year = _last_year(company.sales).groupby("rep")["roubles"].sum()
    reps = company.reps
    tenure = (AS_OF.end_time.normalize() - reps["hired"]).dt.days / MONTH
    tenured = reps.loc[reps["left_on"].isna() & (tenure >= 12), "person"]
    sold = year.reindex(tenured).dropna().sort_values()
    spread = float(np.log(sold.iloc[:-1]).std())
    ratio = float(sold.iloc[-1] / sold.median())
    share = float(year[~year.index.isin(company.heads)].max() / year.sum())
    best = _from(ratio, (4, 3), (3, 2), (2.2, 0), rest=-2) + _from(share, (0.45, 2), (0.36, 1), rest=-1)
    uneven = _from(spread, (0.55, 3), (0.42, 2), (0.32, 0), rest=-2)
    return {
        "uneven_reps": {"spread": spread, "tenured": len(sold), "points": uneven},
        "star_dependence": {"ratio": ratio, "share": share, "points": best},
    }
