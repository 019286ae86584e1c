"""Who may enter where: every route crossed with every actor, method and relation, built from the URL map."""
