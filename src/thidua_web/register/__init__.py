"""Units in time: the registry of the library kept in the database, loaded in stages, changed by dated acts."""
