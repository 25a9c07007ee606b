# The commands of this project; `make` alone lists them. Written for GNU make 3.81 and newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.complete

# $(READY) holds the folder it was made in. An environment whose making was interrupted has none; one that moved with
# its checkout holds another; one made by a Python other than the one now asked for is of no use. All are made anew.
version = $(shell $(1) -c 'import sys; print(sys.version)' 2>/dev/null)
REMAKE :=
ifneq ($(shell test -x $(BIN)/python && cat $(READY) 2>/dev/null),$(CURDIR))
REMAKE := yes
else ifneq ($(origin PYTHON),file)
ifneq ($(call version,$(PYTHON)),$(call version,$(BIN)/python))
REMAKE := yes
endif
endif

BATTERIES := $(strip $(LONG) $(CI) $(ARGS))

# Discord's own description of its API: every request of the bot is checked against it where it is found.
SANDBOX_OPENAPI ?= $(firstword $(wildcard ../shared/reference/discord-openapi.json .spec/specs/openapi.json))

.DEFAULT_GOAL := help
.PHONY: help setup demo test pictures plans check lint-docker lock spec clean
ifdef REMAKE
.PHONY: $(READY)
endif

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv from the lock file; PYTHON=python3.12 chooses the interpreter
	@:

$(READY): requirements/dev.lock pyproject.toml
	@command -v $(PYTHON) > /dev/null || { \
	  echo "There is no '$(PYTHON)' here. Preceptor needs Python 3.11 or newer: PYTHON=python3.12 make setup"; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Preceptor needs Python 3.11 or newer, and '$(PYTHON)' is not. Name one that is: PYTHON=python3.12 make setup"; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' comes without its venv module. On Debian and Ubuntu: apt install python3-venv"; \
	  exit 1; }
	@$(if $(REMAKE),echo "Making $(VENV); the first time takes a minute." && $(PYTHON) -m venv --clear $(VENV),rm -f $@)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@printf '%s' '$(CURDIR)' > $@

demo: setup ## the bot and a Discord of its own, in the browser; ARGS="--port 9000 --fresh"
	@exec $(BIN)/python -m bot demo $(ARGS)

# The long batteries run in CI, where they are asked for, and with the part of the suite they belong to.
test: setup ## the suite; LONG=1 with the long batteries, as in CI; ARGS="tests/core -k plan" for a part of it
	@$(if $(BATTERIES),,echo "The long batteries are left out; make test LONG=1 runs them too, as CI does.")
	@$(if $(SANDBOX_OPENAPI),,echo "No OpenAPI file of Discord's here: requests are checked against the documented limits alone (make spec brings it).")
	@$(if $(SANDBOX_OPENAPI),SANDBOX_OPENAPI='$(abspath $(SANDBOX_OPENAPI))') $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(if $(BATTERIES),,-m 'not long') $(ARGS)

pictures: setup ## make the screenshots in docs/ anew, by the browser tests that assert what they show
	@PICTURES=1 $(BIN)/python -m pytest --quiet -m browser tests/journeys tests/sandbox/page/test_story.py

plans: setup ## write docs/plans.md anew: what every route takes
	$(BIN)/python -m bot plan --table > docs/plans.md.new
	@mv docs/plans.md.new docs/plans.md

check: setup ## lint, format, types, import rule and content
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest --quiet tests/house/test_layers.py
	$(BIN)/python -m bot check content

lint-docker: setup ## lint the Dockerfile
	$(BIN)/hadolint Dockerfile

lock: ## write the lock files anew, keeping versions that still fit; ARGS=--upgrade moves them
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT \
	&& $(PYTHON) -m venv "$$tools" && "$$tools/bin/pip" install --quiet --disable-pip-version-check uv \
	&& compile() { "$$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	     --no-annotate --no-header $(ARGS) "$$@"; } \
	&& compile pyproject.toml -o requirements/runtime.lock \
	&& compile --extra dev pyproject.toml -o requirements/dev.lock \
	&& echo hatchling | compile --constraint requirements/dev.lock - -o requirements/build.lock

spec: ## bring Discord's OpenAPI file, for the tests
	@rm -rf .spec
	@git clone --quiet --depth 1 https://github.com/discord/discord-api-spec .spec || { \
	  echo "Discord's repository is out of reach. With a copy of openapi.json: SANDBOX_OPENAPI=openapi.json make test"; \
	  exit 1; }
	@echo "Brought .spec/specs/openapi.json"

clean: ## remove everything that these commands made; settings and data stay
	@rm -rf $(VENV) .spec .demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	@find . -type d -name __pycache__ -prune -exec rm -rf {} +
