"""In charge of Django's settings; what a machine says is read in `environment`."""

from __future__ import annotations

from pathlib import Path
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
    "django.contrib.sessions",
    "django.contrib.messages",
    # Without Django's own office, to which every app would bring its tables.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "forms.receiver",
]
MIDDLEWARE = [
    "forms.receiver.guard.answer_safely",
    "forms.receiver.guard.refuse_what_is_no_form",
    # All of these act below the address of the office alone.
    "forms.receiver.office.door.Sessions",
    "forms.receiver.office.door.Csrf",
    "forms.receiver.office.door.Users",
    "forms.receiver.office.door.SecondStep",
    "forms.receiver.office.door.Notes",
    "forms.receiver.office.door.speak",
]
# Headers are the site's own (councilsite/headers.py), and forms of residents are kept from strange
# pages without a cookie: `guard` does both.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]
ROOT_URLCONF = "forms.receiver.urls"
WSGI_APPLICATION = "forms.receiver.wsgi.application"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parent / "office" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_CODE = "en"

# The back office: its cookies go nowhere else.
STATIC_URL = f"{ENVIRONMENT.office}static/"
LOGIN_URL = f"{ENVIRONMENT.office}login/"
SESSION_COOKIE_NAME = "office"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = ENVIRONMENT.office
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.is_development
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A proxy of ours ends TLS, so the office is asked over HTTP for what browsers see over HTTPS.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host[0] == '.' else ''}{host}" for host in ALLOWED_HOSTS]
CSRF_COOKIE_NAME = "office-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "forms.receiver.views.forbidden"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
OTP_TOTP_ISSUER = "forms.receiver.office.entry.issuer"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"forms.receiver.office.passwords.{name}", "OPTIONS": options}
    for name, options in (
        ("UnlikeTheName", {}),
        ("LongEnough", {"min_length": 12}),
        ("Uncommon", {}),
    )
]

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
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A resident's mistake is answered with 422, which is nothing to warn anybody of.
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["standard"], "level": "WARNING"},
}
