# Two commands do everything on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check lint types contracts unit browser docs gate bench scale readers watching pictures lock clean

## Read the bundled sample articles, print the brief and write it as a page.
demo: $(VENV)/installed
	$(BIN)/legation demo

## Everything that must hold before a change lands.
test: lint types contracts unit browser gate
check: test

lint: $(VENV)/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/tools
	$(BIN)/mypy

contracts: $(VENV)/tools
	$(BIN)/lint-imports

# Doc tests (the README's and the docs' examples among them) run with the unit tests.
unit: $(VENV)/tools
	$(BIN)/python -m pytest --cov=legation --cov-report=term:skip-covered

# The pages in a real browser: can everybody read and use them, and do they do what they promise? Debian's Chromium is
# installed where it is missing and that may be done; where none can be had, the other tests must do.
browser: $(VENV)/tools
	@if tests/browser/install.sh >/dev/null; then $(BIN)/python -m pytest -m browser tests/browser; \
	else echo "No Chromium here, and none can be installed: the browser tests are left out."; fi

gate: $(VENV)/tools
	$(BIN)/python bench/gate.py

## Speed against the bare parser, start-up time and peak memory, time against length, what is read of a site of outlets.
bench: $(VENV)/tools
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/cost.py
	$(BIN)/python bench/lengths.py
	$(BIN)/python bench/outlets.py

## What one more article, a brief and a question cost in stores of 5,000 to 50,000 articles; takes hours.
scale: $(VENV)/tools
	$(BIN)/python bench/scale.py

## How long pages take with twenty readers of a store of 50,000 articles; half an hour, most of it to make the store.
readers: $(VENV)/tools
	$(BIN)/python bench/readers.py

## The watch over a simulated month with kills and faults, then without kills for its memory; an hour.
watching: $(VENV)/tools
	$(BIN)/python bench/watching.py
	$(BIN)/python bench/watching.py --unkilled

## Take the pictures of docs/screens.md anew. Needs Chromium.
pictures: $(VENV)/tools
	$(BIN)/python bench/pictures.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)

# A lock names every package, so dependencies are never looked up: pip would take a newer one for a name with an extra.
$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/tools: requirements-dev.lock $(VENV)/installed
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	touch $@

## Pin all versions anew, with hashes and without any address. Needs uv. Of the parser's package only the wheel is pinned:
## its files were checked, those of its source archive were not.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-annotate --quiet --upgrade --output-file requirements.lock
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-annotate --quiet --constraint requirements.lock --output-file requirements-dev.lock
	sed -i '/118f875909f6b5e8e69d872363d44a020995fcbd6c4c74815e48d9de2bfd8fab/d' requirements.lock requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build dist
