"""Settings of the tests: the same installation, its files in a temporary folder, its mail in memory."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("COLEAD_HOME", tempfile.mkdtemp(prefix="colead-tests-"))
os.environ.setdefault("COLEAD_SECRET_KEY", "only for tests, never for a site")
os.environ.setdefault("COLEAD_HTTPS", "no")
os.environ.setdefault("COLEAD_MAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

from colead.config.settings import *  # noqa: E402, F403
from colead.config.settings import DATABASES, HOME, INSTALLED_APPS  # noqa: E402

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["colead.config.testing_hasher.QuickArgon2Hasher"]
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.promises.desk"]
