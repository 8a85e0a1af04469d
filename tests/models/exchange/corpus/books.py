"""All books of the corpus."""

from tests.models.exchange.corpus import (
    companies,
    counters,
    exports,
    firms,
    habits,
    lists,
    members,
    neighbours,
    oddities,
    people,
    programs,
    services,
    taiwan,
    traders,
    trades,
    usual,
)
from tests.support.corpus import OfficeBook

BOOKS: tuple[OfficeBook, ...] = (
    *people.BOOKS,
    *members.BOOKS,
    *trades.BOOKS,
    *lists.BOOKS,
    *companies.BOOKS,
    *firms.BOOKS,
    *programs.BOOKS,
    *taiwan.BOOKS,
    *oddities.BOOKS,
    *habits.BOOKS,
    *usual.BOOKS,
    *services.BOOKS,
    *counters.BOOKS,
    *traders.BOOKS,
    *exports.BOOKS,
    *neighbours.BOOKS,
)
