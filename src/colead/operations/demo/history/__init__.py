"""Riverside's two years, told through the rooms' own actions, each act at its own time."""

from colead.operations.demo.history.telling import Say, write

__all__ = ["Say", "write"]
