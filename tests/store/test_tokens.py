"""Tokens are kept as hashes, each under a name of its own."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from legation.errors import QueryError
from legation.store import tokens as stored
from legation.store.store import Store
from legation.view import tokens

DAY = date(2024, 11, 1)


def test_a_token_has_256_bits_and_is_stored_as_a_hash_only(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    secret, made = tokens.new("desk", "write", DAY)
    other, _ = tokens.new("desk", "write", DAY)
    assert secret != other
    assert len(secret.removeprefix(tokens.MARK)) * 6 >= 256
    with Store.open(path) as store:
        store.tell(stored.keep(made))
        assert store.ask(stored.every) == (made,)
    with sqlite3.connect(path) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert secret not in dump
    assert secret.removeprefix(tokens.MARK) not in dump
    assert made.hash in dump


def test_a_name_is_given_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        store.tell(stored.keep(tokens.new("desk", "write", DAY)[1]))
        with pytest.raises(QueryError, match="called 'desk' already"):
            store.tell(stored.keep(tokens.new("desk", "read", DAY)[1]))
        store.tell(stored.used("desk", "2024-11-02"))
        assert [(each.scope, each.last_used) for each in store.ask(stored.every)] == [("write", "2024-11-02")]
        assert store.tell(stored.revoke("desk"))
        assert not store.tell(stored.revoke("desk"))
        assert store.ask(stored.every) == ()


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 65, "a\n", "<script>"])
def test_a_name_is_one_word(name: str) -> None:
    with pytest.raises(QueryError, match="token's name"):
        tokens.new(name, "read", DAY)


def test_a_secret_is_found_by_its_hash_alone() -> None:
    secret, made = tokens.new("desk", "write", DAY)
    _, other = tokens.new("other", "write", DAY)
    assert tokens.found(tokens.digest(secret), [other, made]) == made
    assert tokens.found(tokens.digest(secret + "x"), [other, made]) is None
    assert tokens.found(tokens.digest("\ud800"), [made]) is None
