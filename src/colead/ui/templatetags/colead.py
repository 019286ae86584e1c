"""Tags that every template knows."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def idempotency() -> SafeString:
    """A hidden key: the same form sent twice is taken once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())
