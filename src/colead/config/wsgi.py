"""The server's entry; it opens only when the settings are strong enough."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colead.config.settings")
application = get_wsgi_application()

from colead.config.durability import require_strength  # noqa: E402 - needs the settings that the line above loads

require_strength()
