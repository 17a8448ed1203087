# Everything from a fresh clone: only Python 3.11 (or later) and make are asked for.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BOOK := examples/service-room
MONTH := 2027-03
OUT := out/$(MONTH)

.PHONY: help demo test lint format docs bench clean

help:
	@echo "make demo    solve the example month and say where to look"
	@echo "make test    lint, types, import contracts and all tests"
	@echo "make lint    the first three of these"
	@echo "make format  let ruff put the code in form"
	@echo "make docs    write the rules page of the docs from the rules themselves"
	@echo "make bench   measure against the yardsticks in benchmarks/"
	@echo "make clean   remove the environment and everything built"

demo: $(VENV)/installed
	$(BIN)/roster solve $(BOOK) --month $(MONTH) --out $(OUT)
	@echo
	@echo "Look at:"
	@echo "  $(OUT)/roster.html    the roster as a page, for a browser or a phone"
	@echo "  $(OUT)/roster.xlsx    the roster as a workbook, ready to print"
	@echo "  $(OUT)/calendars/     a calendar file for each officer and each room"
	@echo "  $(OUT)/result.json    what each priority costs, and whether it is proven"

test: lint
	$(BIN)/pytest -n 2

lint: $(VENV)/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed
	$(BIN)/roster rules --markdown > docs/rules.md.new
	mv docs/rules.md.new docs/rules.md

bench: $(VENV)/tools
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/tools: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/installed
