"""The site's own application; a list shows as many records as the bench asks for, so that both sites show the same."""

# isort: split  the models are ready only after the application is made
from cms.models import lists
from config.wsgi import application

lists.A_PAGE = 100

__all__ = ["application"]
