"""Content as data: the model, prompts, decision rights, covenant, glossary; checked when it is loaded."""
