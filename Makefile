# Each target makes its own environment; nothing needs to be there beforehand but Python 3.11 or newer.
# PYTHON=python3.12 chooses one.
VENV  := .venv
STAMP := $(VENV)/.installed
export PYTHON

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
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*

$(STAMP): pyproject.toml scripts/install.sh
	@scripts/install.sh $(VENV)
	@touch $@
