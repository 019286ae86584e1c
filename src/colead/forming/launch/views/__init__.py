"""The launch's pages: form, action, redirect."""
