"""What slow libraries said is kept: in this run, and for later ones."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from councilsite import answers
from councilsite.answers import Answers, collect, lasting, recall


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Nothing is known yet."""
    monkeypatch.setattr(answers, "_known", {})
    yield answers._known


asked: list[tuple[object, ...]] = []


@lasting
def slow(number: int, word: str | None) -> str | None:
    """Does not know 0, which is an answer too."""
    asked.append((number, word))
    return f"{number} {word}" if number else None


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    asked.clear()


@pytest.mark.parametrize(("number", "answer"), [(1, "1 a"), (0, None)])
def test_the_same_is_asked_once(number: int, answer: str | None) -> None:
    assert slow(number, "a") == slow(number, "a") == answer
    assert asked == [(number, "a")]


def test_something_else_is_asked() -> None:
    assert [slow(1, "a"), slow(1, None), slow(2, "a")] == ["1 a", "1 None", "2 a"]


def test_a_later_run_knows_what_an_earlier_one_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    slow(1, "a")
    kept = pickle.dumps(collect())
    monkeypatch.setattr(answers, "_known", {})
    slow(2, "a")
    recall(pickle.loads(kept))
    asked.clear()
    assert [slow(1, "a"), slow(2, "a")] == ["1 a", "2 a"]
    assert not asked


def test_what_was_asked_first_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST", 2)
    for number in (1, 2, 3, 2, 1):
        slow(number, "a")
    assert [number for number, _ in asked] == [1, 2, 3, 1]


def test_two_functions_are_two_things_to_ask() -> None:
    @lasting
    def other(number: int, word: str | None) -> str:
        return "other"

    assert (slow(1, "a"), other(1, "a")) == ("1 a", "other")
