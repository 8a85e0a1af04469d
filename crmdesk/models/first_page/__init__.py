"""What the first page shows, kept in the file, so that it stands before the database is open."""
