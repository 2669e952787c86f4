# A fresh machine needs git, make and Python 3.11 or newer; each target sets up the rest.
PYTHON ?= python3
# For a quick look: make bench BENCH="--articles 50 --alone 0 --runs 1 --results /tmp/bench"
BENCH ?= --articles 1000 10000 --alone 50000 --runs 3
BIN := .venv/bin

.DEFAULT_GOAL := build
.PHONY: build test check format bench clean

## build: the site of this folder, into output/
build: .venv/.ready
	$(BIN)/python -m generator build

## test: every test, those in a browser included
test: .venv/.ready-for-tests
	tests/install-browser
	$(BIN)/python -m pytest -n auto

## check: formatting, lint, types, tests
check: .venv/.ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test

## format: the sources, in place
format: .venv/.ready-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## bench: how fast it is, beside Hugo and Pelican, into bench/RESULTS.md; takes half an hour
bench: .venv/.ready-for-bench
	$(BIN)/python -m bench.run $(BENCH)

## clean: remove what the targets above made
clean:
	rm -rf .venv .tarikh output dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	tests/make-venv "$(PYTHON)"

# The stamps are newer than pyproject.toml while what it asks for is installed.
.venv/.ready: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.ready-for-tests: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/.ready

.venv/.ready-for-bench: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@ .venv/.ready
