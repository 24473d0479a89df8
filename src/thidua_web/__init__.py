"""The site: Django over the library."""
