"""`python -m colead` is the `colead` command."""

from colead.operations.command import main

main()
