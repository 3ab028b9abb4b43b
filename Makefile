# Each target makes its own environment; nothing needs to be installed beforehand but Python 3.11 or newer.
PYTHON ?= python3
VENV   := .venv
STAMP  := $(VENV)/.installed

.PHONY: demo test check format clean

demo: $(STAMP)
	@$(VENV)/bin/inbox-helper demo

test: $(STAMP)
	@scripts/test.sh

check: $(STAMP)
	@scripts/test.sh --only-checks

format: $(STAMP)
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(STAMP): pyproject.toml
	@scripts/install.sh $(PYTHON) $(VENV)
	@touch $(STAMP)
