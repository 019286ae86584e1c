"""What keeps an installation: import, export, verify, the `colead` command."""
