# A fresh machine needs git, make and Python 3.11 or newer; each target installs the rest into
# .venv, at the versions and with the hashes in locks/.
PYTHON ?= python3
# For a quick look: make bench BENCH="--articles 50 --alone 0 --runs 1 --results /tmp/bench"
BENCH ?= --articles 12 100 1000 10000 --alone 50000 --runs 3
# For one package: make mutants MUTANTS="--minutes 20 generator.dates"
MUTANTS ?= --minutes 120
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check install --quiet
# What a lock file lists is installed as listed, and then this folder with nothing more.
LOCKED := $(PIP) --require-hashes --requirement
SELF := $(PIP) --no-deps --no-build-isolation --editable .

# Each command below starts the program, tests hundreds of times: compile it once, even where the
# environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := build
.PHONY: help build test check check-newest format docs screenshots approve mutants lock dist bench clean

## help: list the targets
help:
	@sed -n 's/^## /make /p' Makefile

## build: build the site in this folder into output/
build: $(VENV)/.ready
	$(BIN)/python -m generator build

## test: run every test, including those in a browser
test: $(VENV)/.ready-for-tests
	tests/install-browser
	$(BIN)/python -m pytest -n auto

## check: check formatting, lint, types and tests
check: $(VENV)/.ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test

## check-newest: run the checks on the newest version of every dependency
check-newest:
	tests/check-newest "$(PYTHON)"

## format: format the sources in place
format: $(VENV)/.ready-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## docs: write the generated pages of docs/
docs: $(VENV)/.ready
	$(BIN)/python docs/generate.py

## screenshots: take the pictures in docs/ again
screenshots: $(VENV)/.ready-for-tests
	tests/install-browser
	$(BIN)/python -m tests.screenshots

## approve: write the approved texts of tests/approved again, to be read as a diff
approve: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.approved

## mutants: change the code in small ways and list the changes that no test notices
mutants: $(VENV)/.ready-for-mutants
	$(BIN)/python -m tests.mutants $(MUTANTS)

## lock: renew the lock files in locks/ from pyproject.toml
lock: $(BIN)/python
	$(BIN)/python $(PIP) --upgrade --target $(VENV)/lock uv
	locks/renew $(VENV)/lock/bin/uv

## dist: build the wheel and the sdist into dist/, and check that they can be reproduced
dist: $(VENV)/.ready
	tests/build-dist $(BIN)/python dist

## bench: measure the speed next to Hugo and Pelican, into bench/RESULTS.md; takes an hour
bench: $(VENV)/bench/.ready
	$(VENV)/bench/bin/python -m bench.run $(BENCH)

## clean: remove what the targets above made
clean:
	rm -rf mutants $(VENV) .venv-newest .tarikh output dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	tests/make-venv "$(PYTHON)" $(VENV)

# A stamp is newer than the lock file and pyproject.toml while their packages are installed.
$(VENV)/.ready: locks/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python $(LOCKED) locks/run.txt
	$(BIN)/python $(SELF)
	touch $@

$(VENV)/.ready-for-tests: locks/dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python $(LOCKED) locks/dev.txt
	$(BIN)/python $(SELF)
	touch $@ $(VENV)/.ready

$(VENV)/.ready-for-mutants: locks/mutants.txt $(VENV)/.ready-for-tests
	$(BIN)/python $(LOCKED) locks/mutants.txt
	touch $@

$(VENV)/bench/.ready: locks/bench.txt pyproject.toml | $(BIN)/python
	tests/make-venv "$(PYTHON)" $(VENV)/bench
	$(VENV)/bench/bin/python $(LOCKED) locks/bench.txt
	$(VENV)/bench/bin/python $(SELF)
	touch $@
