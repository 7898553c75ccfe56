# Two commands set everything up: `make demo` runs the tool on a sample, `make test` checks it.

# Whatever is called python3, if it is 3.11 or newer; else a newer one beside it.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 \
	&& $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
SOURCES := pyproject.toml $(shell find sentiment models -type f -not -name '*.pyc')

.PHONY: demo test test-finetune screenshot clean

demo: .venv/installed
	$(BIN)/sentiment classify samples/discussions/wechat.txt

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

# Needs torch, which is large: apart from `test`, which runs everything else.
test-finetune: .venv/ready
	$(BIN)/python -m pip install --quiet '.[finetune]'
	$(BIN)/pytest -m finetune

# The pictures in the README; need Chromium, which may lack the sandbox where it runs as root.
screenshot: .venv/ready
	$(BIN)/sentiment report samples/discussions/*.txt --lang de --output docs/report.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1650 \
		--screenshot=docs/report.png docs/report.html
	rm docs/report.html
	$(BIN)/python docs/app_screenshot.py

clean:
	rm -rf .venv

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	touch $@

.venv/installed: .venv/made $(SOURCES)
	$(BIN)/python -m pip install --quiet .
	touch $@

.venv/ready: .venv/installed
	$(BIN)/python -m pip install --quiet ".[web]" --group dev
	touch $@
