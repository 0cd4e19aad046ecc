"""Settings that are the same everywhere. `dev`, `test` and `production` contain only what differs."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = Env(os.environ)

# Everything the authority must not lose: database, private files, key, logins of the demo.
DATA = env.path("DATA", BASE_DIR / "var" / "data")

DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000)}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "cms.apps.PeopleConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # Ours after Wagtail's: cms replaces signal receivers that wagtail.admin connects in its `ready()`.
    "disclosures",
    "procurement",
    "search",
    "cms",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.MalformedRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.middleware.SiteContextMiddleware",
    "cms.middleware.PublicPolicyMiddleware",
    "cms.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
# Lets our templates override widgets: those of Wagtail's date widgets need inline scripts.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.selectors.site.template_context",
            ],
        },
    },
]

# SQLite's own defaults lost 115 of 120 concurrent writes; with these none. FULL: an acknowledged commit survives
# a power cut.
SQLITE_OPTIONS: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"  # 8 MB
    ),
}


def database(url: str) -> dict[str, Any]:
    """The `DATABASES` entry of a URL such as sqlite:////srv/data/db.sqlite3 or postgres://user:pw@host/name."""
    entry: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if entry["ENGINE"].endswith("sqlite3"):
        entry |= {"OPTIONS": dict(SQLITE_OPTIONS)}
    return entry


DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{DATA / 'db.sqlite3'}"))}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("django.contrib.postgres")  # needed by Wagtail's search backend on PostgreSQL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cms.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["cms.storage.password_hashing.Argon2idHasher"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"  # Wagtail exempts its preview, which frame-ancestors allows in our own pages
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย"))]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", DATA / "static")
STORAGES: dict[str, dict[str, object]] = {
    # Nothing of ours is stored here and nothing serves it: for what Wagtail stores by itself.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media", "base_url": None},
    },
    # Documents and pictures, with all sizes: served by our own views after the check who may read them.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600


def private_bucket(
    bucket: str, *, endpoint_url: str, region: str, access_key: str, secret_key: str
) -> dict[str, object]:
    """The `STORAGES` entry of a private S3 bucket; without keys, boto3 looks for them in its own ways.

    Addresses are signed for one region in version 4, the only one that servers of today accept; the bucket stands in
    the path, as a name before the host needs DNS and a certificate of its own. No ACL: newer buckets refuse any.
    """
    return {
        "BACKEND": "cms.storage.s3.PrivateBucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint_url or None,
            "region_name": region,
            "access_key": access_key or None,
            "secret_key": secret_key or None,
            "signature_version": "s3v4",
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            "querystring_expire": 60,
        },
    }


# All tables of a record full at once, 500 rows each: the report on personnel, which has most, posts 14,500 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # Wagtail's; ours are `Job` rows

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "prongsai@localhost")

# Approval
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.workflow.finish.refuse_to_finish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
PROXIES = 0
APPROVAL_DAYS = env.integer("APPROVAL_DAYS", 5)

# Wagtail
WAGTAIL_SITE_NAME = "โปร่งใส"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 5_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # a hash of each officer's e-mail would go to a third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms.forms.people.SignInForm"
WAGTAIL_USER_TIME_ZONES = ["Asia/Bangkok"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILADMIN_PERMITTED_LANGUAGES = [("th", "ไทย")]
WAGTAILDOCS_DOCUMENT_MODEL = "cms.OfficialDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.documents.DocumentForm"
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Plain LIKE over titles: finds Thai inside a sentence, allows a `"`, needs no index whose every write reads the table.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = UPLOAD_MAX_BYTES
UPLOAD_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt", "jpg", "jpeg", "png"]

# Open data
OCDS_PREFIX = env.matching("OCDS_PREFIX", "ocds-000000", r"ocds-[a-z0-9]{6}")
OCDS_BUYER = env.matching("OCDS_BUYER", "", r"([A-Z]{2}-[A-Z]+-[A-Za-z0-9]+)?")
OPEN_DATA_LICENCE = env.matching(
    "OPEN_DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/", r"https?://[^\s/]+\.\S+"
)

# Nothing from other hosts, no inline script without a nonce. The admin's editor needs inline styles.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")},
}
