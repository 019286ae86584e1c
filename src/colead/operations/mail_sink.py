"""`colead catch-mail`: a mail server for development that sends nothing on, and shows what would have gone out."""

import socketserver
import sys
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Final

LOOPBACK: Final = "127.0.0.1"
LONGEST_LINE: Final = 2000


class Taker(socketserver.StreamRequestHandler):
    """Just enough of SMTP to take a message in; it never asks who sends, so it listens to this machine alone."""

    server: "Sink"

    def handle(self) -> None:
        self.say("220 caught here, sent nowhere")
        for raw in iter(lambda: self.rfile.readline(LONGEST_LINE), b""):
            word = raw.decode("ascii", "replace").strip().upper()
            if word == "DATA":
                self.say("354 go on")
                self.server.keep("".join(iter(self.line, ".\r\n")))
            elif word == "QUIT":
                return self.say("221 bye")
            self.say("250 taken")
        return None

    def line(self) -> str:
        """A line of the message; a connection that breaks off ends it."""
        return self.rfile.readline(LONGEST_LINE).decode("utf-8", "replace") or ".\r\n"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """Keeps each message, in order, and shows it; in a folder too, if there is one."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, folder: Path | None = None) -> None:
        self.taken: list[str] = []
        self.folder = folder
        super().__init__((LOOPBACK, port), Taker)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def keep(self, text: str) -> None:
        self.taken.append(text)
        if self.folder is not None:
            (self.folder / f"{len(self.taken):04}.eml").write_text(text, encoding="utf-8", newline="")
        print(shown(text), flush=True)


def shown(text: str) -> str:
    message = message_from_string(text, policy=default)
    return f"\nTo: {message['To']}\nSubject: {message['Subject']}\n\n{message.get_content()}"


def run(port: int, folder: Path | None) -> int:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    with Sink(port, folder) as sink:
        sys.stderr.write(
            f"Mail is caught at {LOOPBACK}, port {sink.port}, and sent nowhere. Start Colead and its worker with "
            f"COLEAD_SMTP_HOST={LOOPBACK} COLEAD_SMTP_PORT={sink.port}. Ctrl-C ends it.\n"
        )
        sink.serve_forever()
    return 0
