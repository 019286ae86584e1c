# demo, test, check, fix, bench: the same words a person and the gate use.
PY ?= python3
UV_PYTHON_DOWNLOADS := never
export UV_PYTHON_DOWNLOADS
UV_SYSTEM_CERTS := true
export UV_SYSTEM_CERTS
UV := .boot/bin/uv
BIN := .venv/bin
# One more than there are cores, since a browser and a disk are waited for.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
# A fresh clone has no site; what asks for one gets an empty folder.
CHECK_HOME := .boot/site

.PHONY: demo help test test-postgresql check fix bench prove pictures lock clean

demo: .venv/run.stamp
	$(BIN)/colead demo $(DEMO)

help:
	@echo "make demo  test  check  fix  bench  prove  test-postgresql  pictures  lock  clean"
	@echo "demo takes words: make demo DEMO='--port 8080 --fresh'; one test: make test T=tests/home"

test: .venv/dev.stamp
	@sh scripts/browser.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(T)

test-postgresql: .venv/dev.stamp
	$(BIN)/python -m tests.postgresql -m "not browser and not prove" $(T)

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@mkdir -p $(CHECK_HOME)
	COLEAD_HOME=$(CHECK_HOME) $(BIN)/python -m colead makemigrations --check --dry-run
	COLEAD_HOME=$(CHECK_HOME) $(BIN)/python -m colead check
	$(BIN)/djlint --quiet --lint src

fix: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev.stamp
	$(BIN)/python -m bench $(ONLY)

prove: .venv/dev.stamp
	$(BIN)/python -m pytest -m prove tests

pictures: .venv/dev.stamp
	$(BIN)/python scripts/pictures.py

lock: .boot/uv.stamp
	$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt

.boot/uv.stamp: requirements/boot.txt
	@echo "Fetching what installs the packages." >&2
	@PY="$(PY)" sh scripts/boot.sh
	@touch $@

.venv/run.stamp: requirements/run.txt .boot/uv.stamp
	@$(UV) venv --quiet --allow-existing --python .boot/bin/python .venv
	@echo "Fetching the locked packages of requirements/run.txt; the first time takes a while." >&2
	@sh scripts/quietly.sh "Fetching the packages" $(UV) pip sync --require-hashes --python $(BIN)/python requirements/run.txt
	@sh scripts/quietly.sh "Installing Colead" $(UV) pip install --no-deps --no-build-isolation --python $(BIN)/python -e .
	@rm -f .venv/dev.stamp
	@touch $@

.venv/dev.stamp: requirements/dev.txt .boot/uv.stamp
	@$(UV) venv --quiet --allow-existing --python .boot/bin/python .venv
	@echo "Fetching the locked packages of requirements/dev.txt; the first time takes a while." >&2
	@sh scripts/quietly.sh "Fetching the packages" $(UV) pip sync --require-hashes --python $(BIN)/python requirements/dev.txt
	@sh scripts/quietly.sh "Installing Colead" $(UV) pip install --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch .venv/run.stamp $@

clean:
	rm -rf .venv .boot .demo
