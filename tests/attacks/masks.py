"""Takes out of an answer what may differ from one moment to the next: tokens, keys and nonces; nothing else."""

import hashlib
import io
import re
import zipfile
from typing import Any

TOKENS = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'), rb"\1-"),
    (re.compile(rb'(name="once" value=")[^"]*'), rb"\1-"),
    (re.compile(rb'(nonce=")[^"]*'), rb"\1-"),
    (re.compile(rb'("X-CSRFToken"|x-csrftoken)(&quot;|")?: ?(&quot;|")[^"&]*'), rb"\1-"),
)
HEADER_TOKENS = ((re.compile(r"'nonce-[^']*'"), "'nonce-'"),)
PASSING_HEADERS = {"Date", "Server"}


def body_of(response: Any) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    for pattern, blank in TOKENS:
        content = pattern.sub(blank, content)
    return content


def headers_of(response: Any) -> tuple[tuple[str, str], ...]:
    found = []
    for name, value in response.headers.items():
        if name in PASSING_HEADERS:
            continue
        for pattern, blank in HEADER_TOKENS:
            value = pattern.sub(blank, value)
        found.append((name, value))
    return tuple(sorted(found))


def cookies_of(response: Any) -> tuple[tuple[str, str], ...]:
    """Which cookies are set; the values of session and token are chance, the second of a signature is time."""
    chance = {"csrf", "session", "csrftoken", "sessionid"}
    found = ((name, "" if name in chance else morsel.value) for name, morsel in response.cookies.items())
    return tuple(sorted((name, value.rsplit(":", 2)[0] if name == "messages" else value) for name, value in found))


def answer(response: Any) -> tuple[Any, ...]:
    """Everything an observer can compare: status, headers, cookies, body and its length."""
    body = body_of(response)
    return (response.status_code, headers_of(response), cookies_of(response), len(body), body)


def digest(response: Any) -> str:
    return hashlib.sha256(repr(answer(response)).encode()).hexdigest()


def everything_in(response: Any) -> str:
    """All that left the server, as text: headers, cookies, body, and what lies inside a zipped document."""
    body = body_of(response)
    parts = [str(headers_of(response)), str(cookies_of(response)), body.decode("utf-8", "replace")]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as document:
            parts += [document.read(name).decode("utf-8", "replace") for name in document.namelist()]
    return "\n".join(parts)
