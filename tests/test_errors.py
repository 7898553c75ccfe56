"""Errors reach the user from wherever they are raised."""

from __future__ import annotations

import pickle

from sentiment.errors import InputError


def test_an_error_comes_back_from_a_worker_as_it_is() -> None:
    error = InputError("is broken", where="a.csv", remedy="mend it")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(back) is InputError
    assert str(back) == str(error) == "a.csv: is broken; mend it."
    assert (back.problem, back.where, back.remedy) == ("is broken", "a.csv", "mend it")
