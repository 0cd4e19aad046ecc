"""Wagtail's approval workflow as the rules of this system want it: start, pending review, decision, guards."""
