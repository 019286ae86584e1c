"""Where the rooms are put together: settings, addresses, navigation, the server's entry."""
