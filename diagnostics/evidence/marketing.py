"""Where deals come from: how many of each source are won, and whether sources differ at all."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from diagnostics.evidence.deals import FEW_DEALS
from diagnostics.evidence.intervals import wilson
from diagnostics.evidence.noise import Array
from diagnostics.evidence.period import Period, month_start
from diagnostics.evidence.signal import Signal, grey
from diagnostics.workbook import Workbook, read_sql

SIGNALS = ("marketing.source_gap", "marketing.source_p")
DRAWS = 9_999


def marketing_signals(workbook: Workbook, period: Period) -> list[Signal]:
    """`marketing.*` over the last twelve full months.

    The gap has no interval: the best and the worst are picked by their shares, which widens it. That is why p speaks of all sources.
    """
    rates = source_rates(workbook, period)
    if rates.empty:
        sources = workbook.value("select count(source) from current_rows('deal')")
        deals = workbook.value("select count(*) from current_rows('deal')")
        return grey(SIGNALS, "few_sources" if sources else "sources" if deals else "deals")
    told = rates[rates["deals"] >= FEW_DEALS]
    if len(told) < 2:
        return grey(SIGNALS, "few_sources")
    deals, won = int(told["deals"].sum()), int(told["won"].sum())
    if won == deals:
        return grey(SIGNALS, "lost_deals")
    gap = float(told["share"].max() - told["share"].min())
    p = chance_of_sources(told["deals"].tolist(), told["won"].tolist())
    return [Signal(SIGNALS[0], gap, n=len(told), period=period.year), Signal(SIGNALS[1], p, n=deals, period=period.year)]


def source_rates(workbook: Workbook, period: Period) -> pd.DataFrame:
    """Columns source, deals, won, share, low, high (95 % by Wilson): deals that ended in the last twelve full months, best source first."""
    ended = workbook.frame(read_sql(__package__, "marketing"), {"from": month_start(period.year[0]), "upto": period.as_of})
    counts = ended.groupby("source")["won"].agg(deals="size", won="sum").astype(int).reset_index()
    limits = [wilson(won, deals) for won, deals in zip(counts["won"], counts["deals"], strict=True)]
    rates = counts.assign(share=counts["won"] / counts["deals"], low=[low for low, _high in limits], high=[high for _low, high in limits])
    return rates.sort_values(["share", "deals", "source"], ascending=[False, False, True], ignore_index=True)


def chance_of_sources(deals: list[int], won: list[int]) -> float:
    """How often the sources would lie as far apart if none were better: the chi-square statistic when the won deals are dealt out anew.

    With both margins fixed the counts follow the multivariate hypergeometric law, so that p holds for few deals too.

    Args:
        deals: that ended, one figure a source.
        won: of them.
    """
    size, hits = np.array(deals), np.array(won)

    def apart(counts: npt.NDArray[np.int64]) -> Array:
        return np.asarray(((counts - size * hits.sum() / size.sum()) ** 2 / size).sum(-1))

    drawn = np.random.default_rng(0).multivariate_hypergeometric(size, int(hits.sum()), DRAWS)
    return float((1 + (apart(drawn) >= apart(hits) * (1 - 1e-9)).sum()) / (DRAWS + 1))
