"""Starting the child process that parses foreign files, watching over it, and hearing what became of it."""

import contextlib
import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

import psutil

from diagnostics.intake.limits import CPU, MEMORY, TOO_LARGE, WAIT, WRITTEN
from diagnostics.intake.progress import Progress, Watch
from diagnostics.intake.rejection import Rejected

TICK = 0.2  # seconds from one look to the next
COMMAND = (sys.executable, "-m", "diagnostics.intake.child")
ROOT = Path(__file__).parents[2]


def run(request: dict[str, Any], watch: Watch | None = None) -> dict[str, Any]:
    """Have the child answer a request.

    Args:
        request: see `child.answer` and `child.mark`.
        watch: is told how far the child is; when it raises, the child is ended.

    Raises:
        Rejected: the child died over a file, took too long or too much; nothing else is harmed.
    """
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603 - its command is ours
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT
        )
        try:
            answer = _attend(child, request, watch)
        finally:
            child.kill()
            child.wait()
        if answer is not None:
            return answer
        errors.seek(0)
        # the kind of the error alone: its message may hold cells of the file
        last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
    logging.getLogger("razbor").error("the reading process ended with %s: %s", child.returncode, last.partition(":")[0])
    raise Rejected("too_large" if child.returncode == TOO_LARGE else "could_not_parse")


def _attend(child: subprocess.Popen[bytes], request: dict[str, Any], watch: Watch | None) -> dict[str, Any] | None:
    """Hand over the request and wait; None where the child ended without an answer."""
    assert child.stdin is not None  # noqa: S101 - both were asked for
    assert child.stdout is not None  # noqa: S101
    said: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(child.stdout, said), daemon=True).start()
    with contextlib.suppress(BrokenPipeError):  # it is dead already
        child.stdin.write(json.dumps(request).encode())
        child.stdin.close()
    staging = Path(request["staging"]) if "staging" in request else None
    seen = psutil.Process(child.pid)
    begun, looked = monotonic(), 0.0
    while True:
        with contextlib.suppress(Empty):
            line = said.get(timeout=TICK)
            if not line:
                child.wait()
                return None
            message = _understood(line)
            if "answer" in message:
                answer: dict[str, Any] = message["answer"]
                return answer
            if watch is not None and "progress" in message:
                watch(Progress(**message["progress"]))
        if monotonic() - looked >= TICK:
            looked = monotonic()
            if looked - begun > WAIT:
                raise Rejected("took_too_long")
            _restrain(seen, staging)


def _listen(stream: IO[bytes], said: "SimpleQueue[bytes]") -> None:
    """Hand on line by line what the child says, and at its end an empty one."""
    with stream:
        for line in stream:
            said.put(line)
    said.put(b"")


def _understood(line: bytes) -> dict[str, Any]:
    """A message of the child; whatever a library prints there is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _restrain(child: psutil.Process, staging: Path | None) -> None:
    """Refuse to go on where the child takes more than any honest file needs."""
    try:
        memory, times = child.memory_info().rss, child.cpu_times()
    except psutil.Error:  # it ended just now
        return
    if memory > MEMORY:
        raise Rejected("too_large")
    if times.user + times.system > CPU:
        raise Rejected("took_too_long")
    if staging is not None and _size(staging) > WRITTEN:
        raise Rejected("too_large")


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # it was removed meanwhile
            total += path.stat().st_size
    return total
