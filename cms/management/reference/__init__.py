"""The pages of `docs/reference` generated from the code: `manage.py render_docs` writes them, a test compares them."""

from collections.abc import Callable, Mapping

from cms.management.reference import addresses, environment, stages, types

# By name of the file in docs/reference, the function that renders it.
REFERENCE_PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": environment.render_page,
    "stages.md": stages.render_page,
    "addresses.md": addresses.render_page,
    "types.md": types.render_page,
}
