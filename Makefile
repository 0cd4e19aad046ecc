# Needs Python 3.11, git and make. Every target is a line or two that can be typed by hand.
#   make demo            a demo authority on 127.0.0.1:8000      make demo PORT=8080 DATA=../elsewhere
#   make run             an empty authority; prints a one-time link for its first administrator
#   make test            the tests                               make test TESTS=tests/unit
#   make check           format, lint, types, contracts, templates, migrations, deployment; `make -i check` shows every fault
#   make fix             what a tool can mend of it
#   make hard            races, kills, broken chains; the clock  make hard N=200
#   make clock           the fast tests on other days (faketime) make clock DAYS=2028-02-29
#   make bench           numbers beside a stock Wagtail site; writes docs/benchmarks.md
#   make docs            the parts of docs/reference that are drawn from the code
#   make services        starts an S3 server for tests; prints the variables that name it; `.ci/services stop` ends it (needs Go 1.25)
#   make requirements    locks the ranges of pyproject.toml      make requirements UPGRADE=--upgrade

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
UV ?= .tools/bin/uv
PORT ?= 8000
DATA ?= var/data
TESTS ?= tests
# The eve of a day in place of a holiday (a day off itself), the end and the beginning of a fiscal year, New Year's Eve, a leap day.
DAYS ?= 2027-07-19 2027-09-30 2027-10-01 2027-12-31 2028-02-29

BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--custom-compile-command "make requirements" $(UPGRADE)
TEMPLATES = find templates -name '*.html' -exec

.PHONY: demo run test check fix hard clock bench docs services requirements
.DEFAULT_GOAL := demo

demo run: export DATA := $(DATA)
demo run: export PORT := $(PORT)

demo: .venv/.base
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) sync_authorities
	$(MANAGE) collectstatic --noinput --verbosity 0
	$(MANAGE) load_demo
	$(MANAGE) serve --port $(PORT)

run: .venv/.base
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) sync_authorities
	$(MANAGE) collectstatic --noinput --verbosity 0
	$(MANAGE) first_admin
	$(MANAGE) serve --port $(PORT)

test: .venv/.test
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

hard: .venv/.test
	$(BIN)/pytest -n 2 --dist loadfile -m hard $(TESTS)
	$(MAKE) clock

# Half past midnight in Thailand, when UTC has the day before. On SQLite: PostgreSQL, another process, knows the real day.
# Left out, as it knows no calendar and is a quarter of the time: what starts processes, and every address for every role.
clock: .venv/.test
	@[ -z "$(DAYS)" ] || command -v faketime >/dev/null || \
		{ echo "The tests on other days need faketime. On Debian: apt-get install faketime (or without them: make hard DAYS=)" >&2; exit 1; }
	set -e; for day in $(DAYS); do env -u DATABASE_URL FAKETIME_DONT_FAKE_MONOTONIC=1 faketime "$$day 00:30 +0700" \
		$(BIN)/pytest -n 2 --dist loadfile -m "not hard and not browser and not slow" tests/unit tests/integration \
		--ignore tests/unit/cms/extraction --ignore tests/unit/cms/management --ignore tests/integration/cms/test_permission_matrix.py; done

check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(TEMPLATES) $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/djlint --lint --quiet templates
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.production SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
		SITE_URL=https://check.example \
		$(MANAGE) check --deploy --fail-level WARNING

fix: .venv/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) $(BIN)/djade --target-version 5.2 {} +

bench: .venv/.test
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.months
	$(BIN)/python -m tests.benchmarks.procurement_year
	$(BIN)/python -m tests.benchmarks.imports

docs: .venv/.test
	$(MANAGE) render_docs

services:
	@.ci/services start

requirements: $(UV)
	$(LOCK) requirements/tools.in -o requirements/tools.txt
	$(LOCK) pyproject.toml -c requirements/constraints.txt -o requirements/base.txt
	$(LOCK) pyproject.toml --extra production -c requirements/base.txt -o requirements/production.txt
	$(LOCK) pyproject.toml --extra production --extra test -c requirements/production.txt -o requirements/test.txt

# What is installed, as stamps: the second run has nothing to do. uv lives beside .venv, so that .venv holds the product alone.
.venv/bin/python:
	$(PYTHON) -m venv --without-pip .venv

.venv/.base: requirements/base.txt | .venv/bin/python $(UV)
	$(UV) pip sync --quiet --require-hashes --python .venv/bin/python requirements/$(if $(wildcard .venv/.test),test,base).txt
	@touch $@

.venv/.test: requirements/test.txt | .venv/bin/python $(UV)
	$(UV) pip sync --quiet --require-hashes --python .venv/bin/python requirements/test.txt
	@touch .venv/.base $@

.tools/bin/uv: requirements/tools.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "Prongsai needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || \
		{ echo "This Python cannot make virtual environments with pip. On Debian: apt-get install python3-venv" >&2; \
		  echo "(or, where uv is installed already: make UV=\$$(command -v uv) ...)" >&2; exit 1; }
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@
