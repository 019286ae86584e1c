"""Keeps words and faces out of logs and error reports: only routes, ids and types pass."""

import logging
import re
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

QUERY_STRING = re.compile(r"\?[^\s\"']*")
ONE_TIME_LINK = re.compile(r"/(invitation|not-me|key|calendar)/[^/\s\"']+")


class FacelessFilter(logging.Filter):
    """Drops query strings and one-time links; tells an exception by type and place, as its words may quote a form."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = ONE_TIME_LINK.sub(r"/\1/-", QUERY_STRING.sub("", record.getMessage()))
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg} [{record.exc_info[0].__name__} at {last_place(record.exc_info[2])}]"
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return True


def last_place(trace: TracebackType | None) -> str:
    place = "unknown place"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


class FacelessReporterFilter(SafeExceptionReporterFilter):
    """An error report never shows a variable or a posted field."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()
