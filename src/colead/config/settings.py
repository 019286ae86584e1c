"""Every setting of an installation, read from the environment; the defaults are the strict ones."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from colead.config import environment

HOME = Path(environment.text("COLEAD_HOME", str(Path.cwd() / "var"))).resolve()

# A site that `make demo` made, bound to loopback. Only the demo command writes the marker file that turns it on.
IS_DEMO = (HOME / "this-is-a-demo").is_file()
DEBUG = False
SECRET_KEY = environment.text("COLEAD_SECRET_KEY")
ALLOWED_HOSTS = environment.words("COLEAD_HOSTS", "localhost,127.0.0.1,[::1]")
IS_HTTPS = environment.truth("COLEAD_HTTPS", default=not IS_DEMO)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "colead.people",  # before the sign-in library, so that its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_htmx",
    "heroicons",
    "colead.foundation",
    "colead.promises",
    "colead.ui",
    "colead.units",
    "colead.partnerships",
    "colead.forming.launch",
    "colead.practice.conflicts",
    "colead.practice.daily",
    "colead.practice.decisions",
    "colead.practice.wins",
    "colead.practice.goals",
    "colead.practice.meetings",
    "colead.practice.memos",
    "colead.practice.reviews",
    "colead.practice.visibility",
    "colead.practice.calendar",
    "colead.programme.pooled",
    "colead.programme.supports",
    "colead.access",
    "colead.home",
    "colead.operations",
    "colead.operations.accounts",
    "colead.operations.exports",
    "colead.operations.covenant",
    "colead.operations.site_trail",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "colead.foundation.zero_bytes.ZeroByteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "colead.access.middleware.ViewerMiddleware",
    "colead.operations.unavailable.UnavailableMiddleware",
]

ROOT_URLCONF = "colead.config.urls"
WSGI_APPLICATION = "colead.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "colead.config.navigation.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "heroicons.templatetags.heroicons",
                "colead.ui.templatetags.colead",
            ],
        },
    }
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), HOME / "colead.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
KEYSTORE = Path(environment.text("COLEAD_KEYSTORE", str(HOME / "keys")))

AUTH_USER_MODEL = "people.Login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "colead.operations.accounts.adapter.WitnessedAdapter"
ACCOUNT_FORMS = {
    "login": "colead.people.sign_in_forms.SignIn",
    "reset_password": "colead.people.sign_in_forms.AskForReset",
    "reset_password_from_key": "colead.people.sign_in_forms.NewPassword",
    "change_password": "colead.people.sign_in_forms.ChangePassword",
    "set_password": "colead.people.sign_in_forms.SetPassword",
    "reauthenticate": "colead.people.sign_in_forms.ConfirmByPassword",
}
MFA_FORMS = {
    "authenticate": "colead.people.sign_in_forms.SecondStep",
    "reauthenticate": "colead.people.sign_in_forms.ConfirmByCode",
    "activate_totp": "colead.people.sign_in_forms.SetUpApp",
    "add_webauthn": "colead.people.sign_in_forms.AddPasskey",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "colead.people.adapter.ResetTokenGenerator"  # noqa: S105 - a path, not a password
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Colead"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proved by its invitation
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMO
MFA_ADAPTER = "colead.people.adapter.SealedMfaAdapter"

SESSION_ENGINE = "colead.people.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = environment.words("COLEAD_ORIGINS")
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a probe on the same machine asks without TLS, and learns nothing
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
# This name speaks for itself alone: names beneath it, and the lists in browsers, belong to whoever runs the domain.
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Believed only where the operator says that a proxy stands before Colead and writes these headers itself.
PROXIES = environment.number("COLEAD_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# Not "no-referrer": with it a browser sends every form with the origin "null", which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A list that is taken in; a file beyond it is not held at all.
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024 + 64 * 1024

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.zone("COLEAD_TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_MAX_AGE = 31536000

EMAIL_BACKEND = environment.text("COLEAD_MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = environment.text("COLEAD_SMTP_HOST", "localhost")
EMAIL_PORT = environment.number("COLEAD_SMTP_PORT", 25)
EMAIL_HOST_USER = environment.text("COLEAD_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("COLEAD_SMTP_PASSWORD")
EMAIL_TIMEOUT = 10  # seconds; a server that says nothing must not hold up those who write
EMAIL_USE_TLS = environment.truth("COLEAD_SMTP_TLS", default=False)
# The seat map lies below the room that asks for seats; here is who tells it where a request stands.
SEATS_ASKED = "colead.programme.supports.pages.seats.asked_for"
SEATS_ANSWERED = "colead.programme.supports.pages.sponsor.seats_said"
SITE_URL = environment.text("COLEAD_URL", "http://localhost:8000/")
DEFAULT_FROM_EMAIL = environment.text("COLEAD_MAIL_FROM", "Colead <colead@localhost>")

# What a line may hold: a time, a level, a logger's name and an id. Never a body, a title, a query string.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"faceless": {"()": "colead.foundation.faceless.FacelessFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faceless"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "colead.foundation.faceless.FacelessReporterFilter"

# Safety settings; privacy ones may only be made stricter.
SAFETY_EVENT_SYSTEM = environment.text("COLEAD_SAFETY_SYSTEM", "the safety event system")
CALL_FIRST = environment.telephones("COLEAD_CALL_FIRST")
OPEN_COUNTS = environment.truth("COLEAD_OPEN_COUNTS", default=False)
COVENANT_SIGNED = environment.signatures("COLEAD_COVENANT_SIGNED")
PATIENT_NUMBER_PATTERNS = environment.patterns("COLEAD_PATIENT_NUMBERS", r"\bMRN\s{0,9}#?:?\s{0,9}\d{5,30}\b")

environment.require_known()
