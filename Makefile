# Everything is set up by the first command that needs it: `make run` on a fresh machine is enough.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
# Debian's Python is externally managed: uv goes into a folder of the checkout, never into the system.
UV := $(shell command -v uv 2>/dev/null || echo "env PYTHONPATH=.tools python3 -m uv")

.PHONY: help run tour test check bench docs lock setup browser format

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/.ready: requirements.lock .python-version
	@command -v uv >/dev/null 2>&1 || [ -d .tools/uv ] || python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv
	@[ -x $(PYTHON) ] || $(UV) venv --quiet $(VENV)
	@$(UV) pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock
	@touch $@

setup: $(VENV)/.ready ## Create .venv with exactly what requirements.lock names

run: setup ## Start everything with a demo company and print the address
	@$(PYTHON) -m bot run

tour: setup ## Play the main job once, unattended, and print what happened
	@$(PYTHON) -m bot tour

browser: setup
	@$(PYTHON) -m tests.support.browser

test: setup browser ## Run the whole suite, the browser tests included
	@$(PYTHON) -m tests.support.suite

check: setup ## Lint, types, directions, formatting, file sizes, coverage
	@$(PYTHON) -m tests.support.checks

bench: setup ## Measure what docs/numbers.md tells, and compare (BENCH="clicks --write")
	@$(PYTHON) -m tests.bench $(BENCH)

docs: setup ## Write the pages that are made from the code
	@$(PYTHON) -m tests.support.docs

format: setup
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

lock: ## Resolve requirements.lock again from pyproject.toml
	@[ -d .tools/uv ] || command -v uv >/dev/null || python3 -m pip install --quiet --target .tools uv
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --group dev \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
