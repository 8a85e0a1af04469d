"""The words of the command line and their options, explained in the user's language."""

from __future__ import annotations

import argparse
import gettext
import os
from typing import NoReturn

from crmdesk.models.core.i18n import N_, _, language
from crmdesk.paths import resource

USUAL_DEMO = 500

ARGPARSE_SAYS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("not allowed with argument %s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("argument %(argument_name)s: %(message)s"),
)
"""Sentences of Python's own, looked up by it in our catalogues."""


class Usage(Exception):
    """The words cannot be understood; the text says why, in the user's language."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(message)


def make_parser() -> argparse.ArgumentParser:
    """The parser of every word but those of the window; speaks the language in force."""
    gettext.bindtextdomain("crmdesk", str(resource("i18n")))
    gettext.textdomain("crmdesk")
    os.environ["LANGUAGE"] = language()
    parser = _Parser(prog="crmdesk", description=_("Customers, from a console or a script."))
    parser.add_argument("--db", metavar="FILE_OR_URL", help=_("the database, instead of your own"))
    common = _Parser(add_help=False)
    common.add_argument(
        "--db", metavar="FILE_OR_URL", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)

    def word(name: str, help_: str) -> argparse.ArgumentParser:
        return words.add_parser(name, help=help_, description=help_, parents=[common])

    _import(word("import", _("import an address book")))
    _list(word("list", _("list customers")))
    _show(word("show", _("show one customer")))
    call = word("call", _("open the customer who is calling"))
    call.add_argument("number", metavar="NUMBER", help=_("the caller's telephone number"))
    _export(word("export", _("export customers to .xlsx, .csv or .vcf")))
    word("undo", _("take back the last action"))
    check = word("check", _("check the database"))
    check.add_argument("--rebuild", action="store_true", help=_("compute derived data anew"))
    backup = word("backup", _("copy the database into one file, and check the copy"))
    backup.add_argument("file", metavar="FILE")
    restore = word("restore", _("put a backup in the place of the database, which is kept"))
    restore.add_argument("file", metavar="FILE")
    tour = word("tour", _("draw every screen into a folder"))
    tour.add_argument("folder", metavar="DIR")
    demo = word("demo-data", _("make up an office in a new database"))
    demo.add_argument("file", metavar="FILE")
    demo.add_argument("count", metavar="N", nargs="?", type=int, default=USUAL_DEMO)
    return parser


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("workbook, CSV or vCards"))
    parser.add_argument(
        "--kind",
        choices=("customers", "orders", "interactions"),
        default="",
        help=_("import such sheets only"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    modes = parser.add_mutually_exclusive_group()
    for mode, help_ in (
        ("update", _("bring known customers up to date (the default)")),
        ("skip", _("leave known customers alone")),
        ("create", _("make every row a new customer")),
    ):
        modes.add_argument(f"--{mode}", dest="mode", action="store_const", const=mode, help=help_)
    parser.set_defaults(mode="update")
    parser.add_argument(
        "--group-by-company",
        action="store_true",
        help=_("persons become contacts of their company"),
    )
    parser.add_argument(
        "--problems",
        metavar="OUT.xlsx",
        help=_("write the rows with problems to this workbook, to be corrected"),
    )
    parser.add_argument("--sheet", metavar="S", help=_("read this sheet only"))
    parser.add_argument("--encoding", metavar="E", help=_("the encoding of a text file"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON"))


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", metavar="TEXT", default="", help=_("only customers that match"))
    parser.add_argument("--limit", metavar="N", type=int, help=_("at most so many"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help=_("the customer's number"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON"))


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help=_("where to, by its ending also in which format")
    )
    parser.add_argument("--search", metavar="TEXT", default="", help=_("only customers that match"))
    parser.add_argument(
        "--all", action="store_true", help=_("also the contact log, complaints and orders (.xlsx)")
    )
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--columns", metavar="NAME", help=_("the columns stored under this name"))
    kinds.add_argument(
        "--template", metavar="FILE.xlsx", help=_("fill this workbook of your own instead")
    )
    kinds.add_argument(
        "--letters", action="store_true", help=_("a list of addresses for letters instead")
    )
