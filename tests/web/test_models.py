"""The model that a server answers with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from altered_bundles import with_settings

from sentiment.errors import BundleError
from sentiment.web.models import Models

if TYPE_CHECKING:
    from pathlib import Path

    import sentiment


@pytest.mark.parametrize("part", ["separation", "subject", "mentions", "confusion"])
def test_a_model_with_a_damaged_part_is_refused_before_anybody_is_answered(
    model: sentiment.Bundle, tmp_path: Path, part: str
) -> None:
    damaged = with_settings(model, tmp_path / "mine", part, {"nonsense": 1})
    with pytest.raises(BundleError, match="mine"):
        Models(damaged, tmp_path / "labels.models")
