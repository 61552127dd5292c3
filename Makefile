# make site: everything from a fresh clone to site/index.html
# make test: everything from a fresh clone to all tests, browser included

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := site
.PHONY: site serve check test lint bench audit gallery states requirements bundle clean

site: $(VENV)/.ready
	$(BIN)/rapport build

serve: $(VENV)/.ready
	$(BIN)/rapport serve

check: $(VENV)/.ready
	$(BIN)/rapport check --strict

test: $(VENV)/.test-ready node_modules/.ready lint
	sh .ci/debian-packages chromium:chromium openjdk-17-jre-headless:java
	$(BIN)/rapport check --strict
	$(BIN)/python -m pytest

lint: $(VENV)/.test-ready node_modules/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --silent types

bench: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.build_time

# Figures of Lighthouse for docs/audit.md, from the built site.
audit: $(VENV)/.test-ready benchmarks/audit/node_modules/.ready site
	sh .ci/debian-packages chromium:chromium
	$(BIN)/python -m benchmarks.audit --write docs/audit.md

benchmarks/audit/node_modules/.ready: benchmarks/audit/package.json benchmarks/audit/package-lock.json
	sh .ci/debian-packages nodejs:node npm:npm
	npm ci --prefix benchmarks/audit --silent --no-audit --no-fund --ignore-scripts
	touch $@

# Every kind of page on every screen and on paper, and the pictures in the documentation.
gallery: $(VENV)/.test-ready site
	sh .ci/debian-packages chromium:chromium poppler-utils:pdftoppm pngquant:pngquant
	$(BIN)/python docs/images/gallery.py
	PYTHONPATH=tests/browser $(BIN)/python docs/images/states.py

# Only every state of every quiz: at a desk, on a phone, in the dark and on paper.
states: $(VENV)/.test-ready site
	sh .ci/debian-packages chromium:chromium poppler-utils:pdftoppm pngquant:pngquant
	PYTHONPATH=tests/browser $(BIN)/python docs/images/states.py

# After an edit of pyproject.toml: pins with hashes, without any index address.
requirements: $(VENV)/.test-ready
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile $(PIN) --extra build \
		--output-file requirements.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile $(PIN) --extra build --extra zensical --extra test \
		--output-file requirements-test.txt pyproject.toml
PIN := --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options

# After an edit of generator/rapport/web/src: the one classic script that pages load.
bundle: node_modules/.ready
	npm run --silent bundle

clean:
	rm -rf site site-offline build/proofs build/pictures build/docs-offline build/*.new build/*.old build/generated*.json
	find build/docs -mindepth 1 ! -name .gitkeep -delete

$(VENV)/.ready: requirements.txt pyproject.toml
	sh .ci/debian-packages python3-venv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test-ready: $(VENV)/.ready requirements-test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	touch $@

node_modules/.ready: package.json package-lock.json
	sh .ci/debian-packages nodejs:node npm:npm
	npm ci --silent --no-audit --no-fund
	touch $@
