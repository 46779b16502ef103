"""Two hundred reps answer on one server, an answer every five seconds each: how long a save takes, and whether all of it is there."""

import asyncio
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from diagnostics.interview import Answer, form, given, open_wave, rep_key
from diagnostics.interview.sitting import Sitting
from diagnostics.sharing import Invitation, Registry
from diagnostics.web import workbook_key
from diagnostics.workbook import Workbook, create_workbook, open_workbook

RESPONDENTS = int(os.environ.get("RESPONDENTS", "200"))
EVERY = 5.0  # seconds from one answer of a respondent to his next
ANSWERS = 8  # of each
PORT = 8597
ADDRESS = f"http://127.0.0.1:{PORT}"
ROOT = Path(__file__).parents[2]


def measure(home: Path) -> None:
    """Print the figures."""
    workbook = create_workbook(home / "case.duckdb", "bench")
    wave, registry = open_wave(workbook).number, Registry(home / "links.sqlite")
    tokens = [registry.make(Invitation(workbook_key(workbook), wave, "rep", f"{number}")) for number in range(RESPONDENTS)]
    floor = _floor(workbook)
    workbook.close()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"RAZBOR_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait()
        saves = asyncio.run(_all(tokens))
    finally:
        process.terminate()
        process.wait(20)
    workbook = open_workbook(home / "case.duckdb")
    kept = sum(len(given(workbook, "rep", rep_key(token))) for token in tokens)
    workbook.close()
    times = sorted(saves)
    low, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"respondents at once                   {RESPONDENTS:>12,}")
    print(f"answers acknowledged, kept            {len(times):>12,}    {kept:,}")
    print(f"a row into SQLite by itself           {1000 * floor:>12.1f} ms")
    print(f"an answer, middle one                 {1000 * low:>12.1f} ms   {low / floor:.1f} x")
    print(f"an answer, 95th of a hundred          {1000 * high:>12.1f} ms   {high / floor:.1f} x (aim 300 ms)")


def _floor(workbook: Workbook) -> float:
    """Seconds of one save without a server, the middle of a hundred."""
    sitting, times = Sitting(workbook, 99), []
    for number in range(100):
        began = time.perf_counter()
        sitting.save(rep_key(f"{number}"), "", {"M01": Answer("said", 1)})
        times.append(time.perf_counter() - began)
    sitting.burn()
    return sorted(times)[50]


def _wait() -> None:
    for _attempt in range(300):
        try:
            httpx2.get(f"{ADDRESS}/_stcore/health", timeout=1)
            return
        except httpx2.HTTPError:
            time.sleep(0.1)
    raise TimeoutError(ADDRESS)


async def _all(tokens: list[str]) -> list[float]:
    """Everybody comes within the first five seconds and goes on in his own rhythm."""
    answered = await asyncio.gather(*(_one(token, EVERY * place / len(tokens)) for place, token in enumerate(tokens)))
    return [seconds for one in answered for seconds in one]


async def _one(token: str, after: float) -> list[float]:
    questions = [question for question in form("rep") if question.kind == "choice"][:ANSWERS]
    times = []
    async with httpx2.AsyncClient(base_url=ADDRESS, timeout=60) as client:
        await asyncio.sleep(after)
        name, _is, cookie = (await client.post(f"/q/{token}")).headers["set-cookie"].partition(";")[0].partition("=")
        client.headers["cookie"] = f"{name}={cookie}"  # this client takes a safe cookie over https alone; a browser knows its own computer
        csrf = re.search(r'name="csrf" value="(\w+)"', (await client.get("/q")).text)
        assert csrf
        await client.post("/q", data={"csrf": csrf[1], "agree": "1"})
        for question in questions:
            began = time.perf_counter()
            answer = await client.post("/q", data={"csrf": csrf[1], "question": question.id, "value": "2"})
            if answer.status_code == 303:
                times.append(time.perf_counter() - began)
            await client.get(answer.headers.get("location", "/q"))
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))
    return times
