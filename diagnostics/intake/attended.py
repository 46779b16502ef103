"""Work on the workbook that somebody watches and may break off."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

from diagnostics.intake.progress import Stand, Watch
from diagnostics.workbook import Cursor

TICK = 0.2  # seconds from one word of progress to the next
HURRY = 0.01  # seconds from one call to stop to the next: between two queries nobody hears it

Result = TypeVar("Result")


def attended(job: Callable[[], Result], cursor: Cursor, stand: Stand, watch: Watch | None) -> Result:
    """Do a job with a cursor in another thread while `watch` is told how far it is.

    When `watch` raises, or somebody presses Ctrl+C, the query at hand is interrupted and the job ends before this does.
    """
    if watch is None:
        return job()
    stand.per_cent = cursor.query_progress
    with ThreadPoolExecutor(1) as worker:
        future = worker.submit(copy_context().run, job)
        try:
            while not wait([future], TICK).done:
                watch(stand.now())
        finally:
            while not wait([future], HURRY).done:
                cursor.interrupt()
        return future.result()
