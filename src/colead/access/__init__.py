"""The policy: the one place that turns person, roles and relations into what may be seen and done."""
