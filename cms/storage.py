"""Where the bytes of documents lie: a private storage, named by setting, outside everything that a web server shows."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The storage named `private` in the settings; a callable, so that migrations name no place."""
    return storages["private"]
