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
	credits.py \
	extraction_speed.py \
	facts.py \
	facts_speed.py \
	growing_archive.py \
	import_speed.py \
	incident_facts.py \
	index_growth.py \
	killed_runs.py \
	lookup_growth.py \
	lookup_speed.py \
	near_duplicates.py \
	origins.py \
	only_here.py \
	pages_set_aside.py \
	quotations.py \
	related_stories.py \
	reuse_lookup.py \
	reuse_passages.py \
	same_story.py \
	search_page.py \
	search_peers.py \
	search_speed.py \
	story_groups.py \
	story_speed.py \
	visitor_load.py \
	worker_memory.py)

BENCHMARKS += benchmarks/constraints.py

# The pin files are complete, so pip has nothing to resolve. install_pins.py shows progress.
INSTALL := $(BIN)/python tools/install_pins.py

.PHONY: run test test-postgres test-opensearch test-opensearch-short check pins check-pins bench bench-scale sbom advisories drill drill-short format clean

run: $(VENV)/runtime  ## start the site on PORT
	@$(LOCAL) PORT=$(PORT) $(BIN)/python manage.py run_site

test: $(VENV)/development  ## all tests on SQLite; ARGS="-k search" for some
	$(BIN)/pytest -n auto -q $(ARGS)

test-postgres: $(VENV)/development  ## all tests on a PostgreSQL server that is started for them
	PATH="$(CURDIR)/$(BIN):$$PATH" .ci/with-postgres $(BIN)/pytest -n auto -q $(ARGS)

# Status 75 means that no nodes could be started here; the reason has been printed.
CLUSTER_SHORT := $(addprefix tests/contract/, cluster language/test_exact.py language/test_nearness.py results)
test-opensearch: $(VENV)/development  ## search on three nodes of OpenSearch that are started for it; ARGS=tests/contract/pages
	@.ci/with-opensearch 3.9.0 $(BIN)/pytest -q $(or $(ARGS),tests/contract) || [ $$? = 75 ]
	@SEARCH_TEST_SHORT=1 .ci/with-opensearch 2.19.6 $(BIN)/pytest -q $(or $(ARGS),$(CLUSTER_SHORT)) || [ $$? = 75 ]

test-opensearch-short: $(VENV)/development  ## the short form, on the newest version that runs here
	@SEARCH_TEST_SHORT=1; export SEARCH_TEST_SHORT; \
	.ci/with-opensearch 3.9.0 $(BIN)/pytest -q $(CLUSTER_SHORT) || { [ $$? = 75 ] && \
	.ci/with-opensearch 2.19.6 $(BIN)/pytest -q $(CLUSTER_SHORT); } || [ $$? = 75 ]

check: $(VENV)/development  ## style, types, layers, templates, migrations, deployment
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djhtml --check --tabwidth 2
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --deploy --fail-level WARNING

pins: $(VENV)/development  ## regenerate requirements*.txt from requirements*.in; ARGS=--upgrade for the newest releases
	BIN="$(BIN)" tools/pins make $(ARGS)

check-pins: $(VENV)/development  ## every pin installs on the oldest and the newest Python that the README names
	BIN="$(BIN)" tools/pins check

bench: $(VENV)/development  ## every benchmark; DATA=folder with the articles to measure on
	@for each in $(BENCHMARKS); do echo "== $$each"; \
	NEWSGROUPS_BENCHMARK_DATA="$(DATA)" $(BIN)/python $$each || exit 1; done

sbom: $(VENV)/development  ## sbom.json (CycloneDX) and a line with the license of every package
	$(BIN)/python tools/sbom.py > sbom.json
	$(BIN)/python tools/sbom.py --licenses

advisories: $(VENV)/development  ## known vulnerabilities of the pinned packages; queries the package index
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements.txt

drill: $(VENV)/development  ## two hours of kills, faults, writers, visitors; ARCHIVE=data folder of a processed archive
	$(BIN)/python benchmarks/killed_runs.py 500
	.ci/with-postgres $(BIN)/python benchmarks/killed_runs.py 500 --postgres
	$(BIN)/pytest -q -s tests/management/test_failures.py
	$(BIN)/python benchmarks/writers_and_readers.py --seconds 600
	.ci/with-postgres $(BIN)/python benchmarks/writers_and_readers.py --seconds 600 --postgres
	$(BIN)/python benchmarks/soak.py $(if $(ARCHIVE),--archive "$(ARCHIVE)") --seconds 3600

drill-short: $(VENV)/development  ## the same in a few minutes
	$(BIN)/python benchmarks/killed_runs.py 30
	.ci/with-postgres $(BIN)/python benchmarks/killed_runs.py 30 --postgres
	$(BIN)/pytest -q -s tests/management/test_failures.py
	$(BIN)/python benchmarks/writers_and_readers.py --seconds 20
	.ci/with-postgres $(BIN)/python benchmarks/writers_and_readers.py --seconds 20 --postgres
	$(BIN)/python benchmarks/soak.py $(if $(ARCHIVE),--archive "$(ARCHIVE)") --seconds 30 --clients 5

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
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' || \
		{ echo "Newsgroups needs Python 3.11.2 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "The virtual environment could not be created. On Debian: apt install python3-venv"; exit 1; }

$(VENV)/runtime: requirements.txt | $(BIN)/python
	@echo "Installing the $$(grep -c == $<) packages that Newsgroups needs into $(VENV)/ (once, about a minute):"
	@$(INSTALL) $<
	@touch $@

$(VENV)/development: requirements-dev.txt | $(BIN)/python
	@echo "Installing the $$(grep -c == $<) packages that the site and its tests need into $(VENV)/ (once, about a minute):"
	@$(INSTALL) $<
	@touch $@
