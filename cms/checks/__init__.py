"""System checks, registered when this package is imported."""

from cms.checks import approval, registrations, types

__all__ = ["approval", "registrations", "types"]
