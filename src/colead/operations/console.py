"""Our subcommands as a person types them; each hands over to the module that does the work."""

import signal
import sys
import threading
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import django
import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Take in a list. Without --commit it only shows what would happen.",
)
app.add_typer(imports, name="import")
keys = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keep the keys: copy, rotate, and stay erased.")
app.add_typer(keys, name="keys")


def tell_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"Colead {version('colead')}")
        raise typer.Exit


@app.callback()
def begin(
    version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Colead. Any Django command works too: migrate, check, makemigrations, runserver; see 'colead help'."""


ListFile = Annotated[Path, typer.Argument(help="CSV or .xlsx; '-' reads the standard input.", allow_dash=True)]
BundleFile = Annotated[
    Path, typer.Argument(help="A FHIR R4 bundle in JSON; '-' reads the standard input.", allow_dash=True)
]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", help="field=Heading, or field:value for every row, or a TOML file. Repeat as needed."),
]
UNREAD: Any = {"readable": False}  # looked at later, in words that say how to mend it
Commit = Annotated[bool, typer.Option("--commit", help="Take the list in: everything, or nothing.")]
Retire = Annotated[bool, typer.Option("--retire-missing", help="Retire what came from a list and is in it no longer.")]


def started(module: str) -> Any:
    django.setup()
    return loaded(module)


def loaded(module: str) -> Any:
    try:
        return import_module(f"colead.operations.{module}")
    except ModuleNotFoundError as fault:
        if fault.name != f"colead.operations.{module}":
            raise
        typer.echo("This part is not installed here.", err=True)
        raise typer.Exit(2) from None


@imports.command("units")
def import_units(file: ListFile, map: Maps = None, commit: Commit = False, retire_missing: Retire = False) -> None:
    """Hospitals, divisions, units: the tree of the organisation."""
    raise typer.Exit(started("imports.run").run("units", file, map or [], commit, retire_missing))


@imports.command("people")
def import_people(file: ListFile, map: Maps = None, commit: Commit = False, retire_missing: Retire = False) -> None:
    """Those who may become partners, sponsors, coaches. No account is made."""
    raise typer.Exit(started("imports.run").run("people", file, map or [], commit, retire_missing))


@imports.command("fhir")
def import_fhir(file: BundleFile, commit: Commit = False) -> None:
    """Organization, Practitioner and PractitionerRole of a FHIR R4 bundle."""
    raise typer.Exit(started("imports.run").run("fhir", file, [], commit, False))


@keys.command("back-up")
def back_up_keys(folder: Annotated[Path, typer.Argument(help="A new folder, on another machine's volume.")]) -> None:
    """Copy the whole key store while it is in use."""
    raise typer.Exit(started("keeping").back_up_keys(folder))


@keys.command("ledger")
def write_ledger(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Write down who was erased, so that no restored copy brings anybody back."""
    raise typer.Exit(started("keeping").write_ledger(file))


@keys.command("replay")
def replay_ledger(file: Annotated[Path, typer.Argument(help="What 'keys ledger' wrote.", exists=True)]) -> None:
    """After a restore: whoever was erased is erased again."""
    raise typer.Exit(started("keeping").replay_ledger(file))


@keys.command("rotate")
def rotate_keys() -> None:
    """Make a new key-encryption key; every person's key is wrapped anew."""
    raise typer.Exit(started("keeping").rotate())


@keys.command("destroy-old")
def destroy_old_keys() -> None:
    """Destroy key-encryption keys that wrap nobody any more; after the last backup that needs them is gone."""
    raise typer.Exit(started("keeping").destroy_old())


@app.command("back-up")
def back_up(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Copy the SQLite database while it is in use."""
    raise typer.Exit(started("keeping").back_up_database(file))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="A number from 1 to 65535.")] = 8000,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Requests answered at the same time.")] = 8,
    certificate: Annotated[Path | None, typer.Option(help="PEM file, for TLS without a proxy.", **UNREAD)] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key.", **UNREAD)] = None,
) -> None:
    """Answer browsers."""
    started("server").run(host, port, threads, certificate, key)


@app.command()
def work() -> None:
    """Send mail that is due and keep the retention clock, until stopped."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stop.set())
    worker = started("worker")
    loaded("entry").require_ready()
    worker.run(stop)


@app.command()
def administrator(
    name: Annotated[str, typer.Argument(help="As it should stand in Colead: 'Sam Field'.")],
    email: Annotated[str, typer.Argument(help="The address this person signs in with.")],
) -> None:
    """Bring in an administrator of accounts; only until there are two."""
    raise typer.Exit(started("accounts.first_administrators").run(name, email))


@app.command()
def verify(
    receipt: Annotated[list[str] | None, typer.Option(help="A line of a signer's receipt: hash, height, head.")] = None,
    chain_to: Annotated[Path | None, typer.Option(help="Also write the chain, for the stand-alone verifier.")] = None,
    accept_restore: Annotated[bool, typer.Option(help="Go on from a restored backup that lost its end.")] = False,
) -> None:
    """Check every chain, seal and key of this installation; exit 1 when something does not hold."""
    raise typer.Exit(int(started("verify").run(receipt or (), chain_to, accept_restore)))


@app.command("catch-mail")
def catch_mail(
    port: Annotated[int, typer.Option(help="A number from 1 to 65535.")] = 1025,
    folder: Annotated[Path | None, typer.Option(help="Also keep each message here as a file.")] = None,
) -> None:
    """For development: take the mail in, show it, send nothing on."""
    raise typer.Exit(loaded("mail_sink").run(port, folder))


@app.command()
def register() -> None:
    """Write docs/data-register.md anew from the models."""
    started("register").write()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def demo(context: typer.Context) -> None:
    """Make and serve a site with invented people, on this computer only."""
    # Not set up first: the demo decides where its site lies, and settings read that once.
    raise typer.Exit(int(loaded("demo.command").run(context.args) or 0))


if __name__ == "__main__":
    sys.exit(app())
