"""PostgreSQL, S3-compatible storage and Redis, all by environment variables (docs/reference/settings.md)."""

from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, SITE_URL, STORAGES, env, private_bucket

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [SITE_URL.split("//")[-1].split(":")[0]]
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = env.integer("PROXIES", 0)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

if redis_url := env.text("REDIS_URL", ""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}}

if bucket := env.text("S3_BUCKET", ""):
    STORAGES["private"] = private_bucket(
        bucket,
        endpoint_url=env.text("S3_ENDPOINT_URL", ""),
        region=env.text("S3_REGION"),
        access_key=env.text("S3_ACCESS_KEY_ID", ""),
        secret_key=env.text("S3_SECRET_ACCESS_KEY", ""),
    )
