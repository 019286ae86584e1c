"""The server's entry; it opens only when the settings are strong enough and the installation is ready."""

import os

import django
from django.core.wsgi import get_wsgi_application

from colead.operations.command import keep_from_others

keep_from_others()  # whatever server was started, and by whatever hand
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colead.config.settings")
django.setup()

from colead.config.durability import require_strength  # noqa: E402 - needs the settings that the line above loads

require_strength()
application = get_wsgi_application()
