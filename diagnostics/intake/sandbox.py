"""Starting the child process that parses foreign files, with limits, and hearing what became of it."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from diagnostics.intake.rejection import Rejected

WAIT = 3_600  # seconds
ROOT = Path(__file__).parents[2]


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Have the child answer a request.

    Raises:
        Rejected: the child died over a file or took too long; nothing else is harmed.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "diagnostics.intake.child"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=WAIT,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise Rejected("took_too_long") from problem
    if done.returncode != 0:
        # the kind of the error alone: its message may hold cells of the file
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        logging.getLogger("razbor").error("the reading process ended with %s: %s", done.returncode, last.partition(":")[0])
        raise Rejected("could_not_parse")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
