"""Blocks of free text; register data has typed rows instead."""

from cms.blocks.narrative import NarrativeBlock

__all__ = ["NarrativeBlock"]
