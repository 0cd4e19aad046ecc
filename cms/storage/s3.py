"""The private storage in an S3 bucket: each file is one request, refused by the server where the name is taken."""

import base64
import hashlib
from datetime import datetime
from typing import IO, Any

from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

NOT_FOUND = 404
NAME_TAKEN = 412
CONFLICT = 409  # another writer of this name has not finished
ATTEMPTS = 3


class PrivateBucket(S3Storage):
    """`S3Storage` whose writers never overwrite one another, and whose objects appear whole or not at all."""

    def write_new(self, name: str, source: IO[bytes]) -> bool:
        """Write an object unless the name is taken; whether it was written. The server checks the bytes' SHA-256."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self.connection.meta.client.put_object(**self._request(name, source), IfNoneMatch="*")
            except ClientError as error:
                status = error.response["ResponseMetadata"]["HTTPStatusCode"]
                if status == NAME_TAKEN:
                    return False
                if status != CONFLICT or attempt == ATTEMPTS:
                    raise
            else:
                break
        return True

    def _request(self, name: str, source: IO[bytes]) -> dict[str, Any]:
        source.seek(0)
        digest = hashlib.file_digest(source, "sha256").digest()  # type: ignore[arg-type]  # a file object that reads and seeks
        source.seek(0)
        return {
            **self._get_write_parameters(name, source),
            "Bucket": self.bucket_name,
            "Key": self._normalize_name(name),
            "Body": source,
            "ChecksumSHA256": base64.b64encode(digest).decode(),
        }

    def get_modified_time(self, name: str) -> datetime:
        """When an object was written. Raises FileNotFoundError, as a storage of files does."""
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == NOT_FOUND:
                raise FileNotFoundError(name) from error
            raise

    def _save(self, name: str, content: IO[bytes]) -> str:
        """Save under a name that nobody has; called by Django's `save`, for pictures."""
        while not self.write_new(name, content):
            name = self.get_available_name(name)
        return name
