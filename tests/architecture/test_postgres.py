"""The throw-away server really is one, and nothing but the tests is in it."""

import psycopg

from tests.support.postgres import Cluster


def test_that_a_test_gets_an_empty_database_of_its_own(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone()
    assert tables == (0,)


def test_that_a_template_is_prepared_once_and_its_copies_do_not_meet(postgres: Cluster) -> None:
    prepared = []

    def prepare(url: str) -> None:
        prepared.append(url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE colour AS SELECT 'red' AS name")

    first, second = (postgres.copy_of("colours", prepare) for _ in range(2))
    with psycopg.connect(postgres.url(first)) as connection:
        connection.execute("DELETE FROM colour")
    with psycopg.connect(postgres.url(second)) as connection:
        assert connection.execute("SELECT name FROM colour").fetchall() == [("red",)]
    assert len(prepared) == 1
    postgres.drop(first)
    postgres.drop(second)
