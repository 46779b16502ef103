#!/bin/sh
# Prints the path of a Chromium: one that is here, else one that playwright or the package manager installs.
# $1: the Python that has playwright.
find_it() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" 2>/dev/null && return 0
    done
    "$1" - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as play:
    path = Path(play.chromium.executable_path)
    print(path) if path.exists() else exit(1)
PY
}
find_it "$1" 2>/dev/null && exit 0
"$1" -m playwright install chromium >&2 && find_it "$1" && exit 0
if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi
if command -v apt-get >/dev/null; then
    $sudo apt-get update -qq >&2 && $sudo apt-get install -y -qq chromium >&2 && find_it "$1" && exit 0
fi
echo "No Chromium could be found or installed. Install one and run again." >&2
exit 1
