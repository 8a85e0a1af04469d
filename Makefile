# One command for each thing one does here; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup run test coverage check lint types arch i18n translations tour help-pictures bench soak audit package-deb package-windows package-test

BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what is missing: system libraries, a Chinese font, .venv from the lock file, texts
	@sh build_spec/setup.sh

run: ## Open the window on your database (DEMO=1: on demo data); without a screen, walk the main job
	@sh build_spec/setup.sh run $(if $(DEMO),--demo)

test: setup ## Run every test offscreen, on SQLite and, where installed, PostgreSQL
	$(OFFSCREEN) $(BIN)/pytest -n 2 --dist loadfile tests/models tests/cli
	$(OFFSCREEN) $(BIN)/pytest -n 3 --dist loadfile $(addprefix tests/,soak journeys hostile faults ui architecture)

coverage: setup ## The tests of the models again, traced: branches of the models, at least 90 %
	$(OFFSCREEN) $(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90 tests/models tests/cli

check: lint types arch i18n test coverage ## All of the checks below and the tests

lint: setup ## Style and likely mistakes (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## Types (mypy --strict)
	$(BIN)/mypy

arch: setup ## Who may import whom (import-linter)
	$(BIN)/lint-imports --no-logo

i18n: setup ## Texts: nothing missing, fuzzy, obsolete or against the glossary
	$(BIN)/python -m build_spec.texts check

translations: setup ## Bring new and changed texts of the source into resources/i18n/*.po, to be translated there
	$(BIN)/python -m build_spec.texts update

tour: setup ## Pictures of every screen, both themes, three languages, into build/tour
	$(OFFSCREEN) $(BIN)/crmdesk tour build/tour

help-pictures: setup ## The pictures of the manual, played as the tour is, into resources/help
	$(OFFSCREEN) $(BIN)/python -m build_spec.help_pictures

bench: setup ## Measure every budget beside its yardstick
	$(OFFSCREEN) $(BIN)/python -m tests.bench

audit: setup ## Whether a weakness is known in anything that is installed or packed (needs the real PyPI)
	@$(BIN)/python -m build_spec.audit

soak: setup ## A robot user at work for MINUTES (10), from SEED (1), on CUSTOMERS (20000)
	@$(OFFSCREEN) $(BIN)/python -m tests.soak --minutes $(or $(MINUTES),10) \
		--seed $(or $(SEED),1) --customers $(or $(CUSTOMERS),20000)

package-deb: setup ## The .deb for Debian, Ubuntu and their kin, into build/linux
	@$(BIN)/python -m build_spec.linux.package_deb

package-windows: setup ## The installer for Windows, made here on Linux, into build/windows
	@$(BIN)/python -m build_spec.windows.package_windows

package-test: package-deb package-windows ## Each installed, used and removed: bare Debian, Wine (slow, root)
	@sh build_spec/linux/test_deb.sh
	@sh build_spec/windows/test_windows.sh
