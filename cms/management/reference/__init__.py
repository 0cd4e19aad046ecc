"""The parts of `docs/reference` that are drawn from the code: `manage.py render_docs` writes them, a test compares."""

from collections.abc import Callable, Mapping

from cms.management.reference import addresses, environment, stages

# The file in docs/reference, and what it should say.
DRAWINGS: Mapping[str, Callable[[], str]] = {
    "settings.md": environment.drawing,
    "stages.md": stages.drawing,
    "addresses.md": addresses.drawing,
}
