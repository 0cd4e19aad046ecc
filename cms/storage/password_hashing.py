"""Argon2id as measured for a two-core machine: 32 MiB, three passes, one lane (about 0.2 s a check)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Django's hasher with our cost (OWASP asks for at least 19 MiB and two passes)."""

    time_cost = 3
    memory_cost = 32 * 1024
    parallelism = 1
