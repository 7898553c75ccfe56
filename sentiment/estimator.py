"""What makes a class an estimator for scikit-learn, without importing scikit-learn.

Importing it takes as long as all the rest of classifying a page, and only fitting needs it.
"""

from __future__ import annotations

import inspect
from typing import Any, Self


class Estimator:
    """Parameters as scikit-learn's `clone` and searches expect them.

    Every parameter of the constructor is kept under its own name.
    """

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002 - sklearn's
        """Return the parameters by name."""
        names = inspect.signature(type(self)).parameters
        return {name: getattr(self, name) for name in names}

    def set_params(self, **params: object) -> Self:
        """Change parameters by name."""
        for name, value in params.items():
            setattr(self, name, value)
        return self
