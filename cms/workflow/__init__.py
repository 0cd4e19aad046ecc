"""Wagtail's workflow under the rules of this system: task and workflow models, start, pending review, decision."""
