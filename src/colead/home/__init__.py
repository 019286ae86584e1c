"""The first page of each kind of person; reads the rooms, changes nothing."""
