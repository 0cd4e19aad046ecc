"""The site's own application; a list shows as many records as the bench asks for, so that both sites show the same."""

from importlib import import_module

from config.wsgi import application

import_module("cms.selectors.listings").PAGE_SIZE = 100  # the models are ready only after the application is made

__all__ = ["application"]
