"""The pages of this room: form, action, redirect."""
