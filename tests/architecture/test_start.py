"""What is loaded before anything is asked for: it is paid at every start."""

import subprocess
import sys

import pytest

HEAVY = (
    "alembic",
    "babel",
    "borax",
    "chinese_calendar",
    "keyring",
    "openpyxl",
    "phonenumbers",
    "pypinyin",
    "python_calamine",
    "xlrd",
)


def loaded_by(module: str) -> set[str]:
    """The packages a fresh interpreter holds after importing a module."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in told.stdout.split()}


@pytest.mark.parametrize("module", ["crmdesk.app", "crmdesk.cli"])
def test_that_heavy_libraries_wait_until_they_are_needed(module: str) -> None:
    assert loaded_by(module) & set(HEAVY) == set()


def test_that_the_console_needs_no_qt() -> None:
    assert "PySide6" not in loaded_by("crmdesk.cli")


@pytest.mark.parametrize("worker", ["reading.worker", "writers.beside"])
def test_that_what_reads_and_writes_beside_loads_no_database(worker: str) -> None:
    """It is started for every file, and what it does not hold a hostile file cannot reach."""
    assert loaded_by(f"crmdesk.models.exchange.{worker}") & {"PySide6", "sqlalchemy"} == set()


def test_that_pyside_reads_no_source_of_what_is_imported_after_it() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import crmdesk.app, crmdesk.ui.today.panel, linecache\n"
            "print(*(name for name in linecache.cache if 'today' in name))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == []


def test_that_no_window_holds_what_few_days_use() -> None:
    """Each would stay in memory all day: what speaks to networks, the other engine, the import."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import crmdesk.app, crmdesk.models.schema as schema, sys\n"
            "from importlib import import_module\n"
            "from crmdesk.ui.shell.ahead import SOON, THEN\n"
            "tables = [getattr(schema, name) for name in schema.__all__]\n"
            "for module in (*SOON, *THEN): import_module(module)\n"
            "print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(told.stdout.split())
    never = {
        "ssl",
        "http.client",
        "urllib.request",
        "email",
        "sqlalchemy.dialects.postgresql",
        "crmdesk.ui.exchange.import_dialog",
        "crmdesk.ui.exchange.export_dialog",
        "crmdesk.ui.exchange.paste_dialog",
        "PySide6.QtPrintSupport",
    }
    assert "crmdesk.models.schema.journal" in loaded
    assert loaded & never == set()
