# `make run` starts the program, `make test` proves it; both bring what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check unit browser bench calibrate charts demo docs clean

run: $(VENV)/run.done  ## the program on http://localhost:8501, the demo company ready to open
	@echo "http://localhost:8501"
	$(BIN)/python -m streamlit run app.py

test: check unit browser  ## everything

check: $(VENV)/dev.done  ## lint, types, the layer rule
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/dev.done  ## tests that need no browser
	$(BIN)/python -m pytest -n auto -m "not browser" --durations 30

browser: $(VENV)/dev.done  ## the main job in a real Chromium
	CHROMIUM="$$(sh tests/browser/chromium.sh $(BIN)/python)" && export CHROMIUM && $(BIN)/python -m pytest -m browser

bench: $(VENV)/dev.done  ## import and diagnosis beside a floor, in one run
	CHROMIUM="$$(sh tests/browser/chromium.sh $(BIN)/python)" && export CHROMIUM && $(BIN)/python -m tests.bench

calibrate: $(VENV)/dev.done  ## false alarms and power of the statistics on made-up cases, and five times the examples of each property
	$(BIN)/python -m tests.calibrate
	EXAMPLES=500 $(BIN)/python -m pytest -q -n auto -m hypothesis tests/evidence tests/workbook

charts: $(VENV)/dev.done  ## every chart on a sheet, in both languages, light and dark
	$(BIN)/python -m tests.charts.contact

demo: $(VENV)/run.done  ## write the demo company's files anew
	$(BIN)/python -m diagnostics demo data/demo --plant head_sells,dormant_base,early_exits

docs: $(VENV)/run.done  ## write the pages of docs/ that follow from content anew
	PYTHONPATH=. $(BIN)/python docs/build.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/run.done: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.done: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.done
