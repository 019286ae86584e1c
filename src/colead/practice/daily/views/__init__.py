"""The pages of a day between two partners; one module for each small tool."""
