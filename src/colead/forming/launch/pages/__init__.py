"""What stands between the launch's rows and its templates."""
