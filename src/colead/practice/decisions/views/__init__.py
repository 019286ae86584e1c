"""The pages of decisions: form, action, redirect."""
