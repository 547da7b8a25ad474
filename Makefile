# The two commands to know are `make run` and `make test`; each sets up everything it needs.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# DEBUG stays off. Plain HTTP is only for using the site on this machine.
LOCAL := HTTPS=$${HTTPS:-0}

# The other files in the folder are imported by these, or compare with packages the site does not need.
BENCHMARKS := $(addprefix benchmarks/, \
	archive_stages.py \
	copied_pairs.py \
	extraction_speed.py \
	import_speed.py \
	index_growth.py \
	killed_runs.py \
	lookup_growth.py \
	lookup_speed.py \
	near_duplicates.py \
	pages_set_aside.py \
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

.PHONY: run test test-postgres check bench bench-scale format clean

run: $(VENV)/runtime  ## start the site on PORT
	@$(LOCAL) PORT=$(PORT) $(BIN)/python manage.py run_site

test: $(VENV)/development  ## all tests on SQLite; ARGS="-k search" for some
	$(BIN)/pytest -n auto -q $(ARGS)

test-postgres: $(VENV)/development  ## all tests on a PostgreSQL server that is started for them
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

bench: $(VENV)/development  ## every benchmark; DATA=folder with the articles to measure on
	@for each in $(BENCHMARKS); do echo "== $$each"; \
	NEWSGROUPS_BENCHMARK_DATA="$(DATA)" $(BIN)/python $$each || exit 1; done

bench-scale: $(VENV)/development  ## the table of docs/scale.md; DATA=folder, ARGS="5000 --workers 1"
	@$(if $(DATA),NEWSGROUPS_BENCHMARK_DATA="$(DATA)") $(BIN)/python benchmarks/scale.py $(ARGS)

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
		echo "The virtual environment could not be created. On Debian: apt install python3-venv"; exit 1; }

$(VENV)/runtime: $(BIN)/python requirements.txt
	@echo "Installing Newsgroups' requirements (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development: $(BIN)/python requirements.txt requirements-dev.txt
	@echo "Installing the test requirements (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
