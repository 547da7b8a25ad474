# The two commands are `make run` and `make test`; each sets up all that it needs.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Where a release is installed for good, DEBUG stays off; plain HTTP is for reading on this machine.
LOCAL := HTTPS=$${HTTPS:-0}

# The other files of the folder are read by these.
BENCHMARKS := $(addprefix benchmarks/, \
	archive_stages.py \
	copied_pairs.py \
	extraction_speed.py \
	facts.py \
	facts_speed.py \
	import_speed.py \
	incident_facts.py \
	index_growth.py \
	killed_runs.py \
	lookup_growth.py \
	lookup_speed.py \
	near_duplicates.py \
	only_here.py \
	pages_set_aside.py \
	quotations.py \
	reuse_lookup.py \
	reuse_passages.py \
	same_story.py \
	search_page.py \
	search_peers.py \
	search_speed.py \
	story_groups.py \
	story_speed.py \
	worker_memory.py)

BENCHMARKS += benchmarks/constraints.py

.PHONY: run test test-postgres check bench format clean

run: $(VENV)/runtime  ## start the site on PORT
	@$(LOCAL) PORT=$(PORT) $(BIN)/python manage.py run_site

test: $(VENV)/development  ## all tests on SQLite; ARGS="-k search" for some
	$(BIN)/pytest -n auto -q $(ARGS)

test-postgres: $(VENV)/development  ## all tests on a PostgreSQL server started for them
	PATH="$(CURDIR)/$(BIN):$$PATH" .ci/with-postgres $(BIN)/pytest -n auto -q $(ARGS)

check: $(VENV)/development  ## style, types, layers, templates, migrations, deployment
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djhtml --check --tabwidth 2
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(VENV)/development  ## every benchmark; DATA=folder of the articles to measure on
	@for each in $(BENCHMARKS); do echo "== $$each"; \
	NEWSGROUPS_BENCHMARK_DATA="$(DATA)" $(BIN)/python $$each || exit 1; done

format: $(VENV)/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djhtml --tabwidth 2

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Newsgroups needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made. On Debian: apt install python3-venv"; exit 1; }

$(VENV)/runtime: $(BIN)/python requirements.txt
	@echo "Installing what Newsgroups needs (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development: $(BIN)/python requirements.txt requirements-dev.txt
	@echo "Installing what the tests need (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
