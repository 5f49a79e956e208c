"""In charge of Django's settings; what a machine says is read in `environment`."""

from __future__ import annotations

from typing import Any

from forms.receiver.environment import database, make_folders, read_environment, secret_key

ENVIRONMENT = read_environment()
make_folders(ENVIRONMENT)

SECRET_KEY = secret_key(ENVIRONMENT.data)
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DATABASES = {"default": database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "forms.receiver",
]
MIDDLEWARE = [
    "forms.receiver.guard.answer_safely",
    "forms.receiver.guard.refuse_what_is_no_form",
]
# Headers are the site's own (councilsite/headers.py), and forms of residents are kept from strange
# pages without a cookie: `guard` does both.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]
ROOT_URLCONF = "forms.receiver.urls"
WSGI_APPLICATION = "forms.receiver.wsgi.application"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = []

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = False

# A form without its files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 400_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = str(ENVIRONMENT.arriving)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "forms.receiver.logs.Impersonal"}},
    "formatters": {
        "plain": {"()": "forms.receiver.logs.Plain", "format": "%(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "standard": {
            "class": "logging.StreamHandler",
            "filters": ["impersonal"],
            "formatter": "plain",
        }
    },
    # Django's own handlers would mail tracebacks with all that a resident wrote.
    "loggers": {"django": {"handlers": [], "propagate": True}},
    "root": {"handlers": ["standard"], "level": "WARNING"},
}
