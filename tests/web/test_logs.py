"""What the program writes while a guest answers: neither his link nor his cookie, nor what he said."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from diagnostics.interview import open_wave
from diagnostics.sharing import Invitation, Registry
from diagnostics.web import workbook_key
from diagnostics.workbook import create_workbook

ROOT = Path(__file__).parents[2]
SAID = "тайна менеджера"


def test_no_token_and_no_answer_is_logged(tmp_path):
    """Not at the most talkative setting either."""
    workbook = create_workbook(tmp_path / "case.duckdb", "Проба")
    token = Registry(tmp_path / "links.sqlite").make(Invitation(workbook_key(workbook), open_wave(workbook).number, "rep"))
    workbook.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, log = f"http://127.0.0.1:{port}", tmp_path / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--logger.level", "debug"]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"RAZBOR_HOME": str(tmp_path)}, stdout=written, stderr=subprocess.STDOUT)
        try:
            with httpx2.Client(base_url=address) as client:
                for _attempt in range(200):
                    try:
                        client.get("/_stcore/health")
                        break
                    except httpx2.HTTPError:
                        time.sleep(0.1)
                assert client.get(f"/q/{token}").status_code == 200
                name, _is, cookie = client.post(f"/q/{token}").headers["set-cookie"].partition(";")[0].partition("=")
                client.headers["cookie"] = f"{name}={cookie}"  # this client takes a safe cookie over https alone; a browser knows its own computer
                csrf = re.search(r'name="csrf" value="(\w+)"', client.get("/q").text)[1]
                client.post("/q", data={"csrf": csrf, "agree": "1"})
                assert client.post("/q", data={"csrf": csrf, "question": "M18", "value": SAID, "state": "said"}).status_code == 303
        finally:
            process.terminate()
            process.wait(20)
    lines = log.read_text(encoding="utf-8", errors="replace")
    assert lines
    assert not [secret for secret in (token, *cookie.split("."), SAID, csrf) if secret in lines]
