"""System checks, registered when this package is imported."""

from cms.checks import approval, types

__all__ = ["approval", "types"]
