"""Everything that changes what lies between two partners in a day; one module for each small tool."""
