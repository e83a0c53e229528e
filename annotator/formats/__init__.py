"""File formats: readers that turn files into records, writers that turn records into files.

One module a format, one registry. Knows the domain, nothing else of the program; heavy libraries are
imported where they are used.
"""
