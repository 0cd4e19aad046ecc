"""StreamField blocks for free text; register data has typed child rows instead."""

from cms.blocks.narrative import NarrativeBlock

__all__ = ["NarrativeBlock"]
