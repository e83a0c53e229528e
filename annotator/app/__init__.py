"""What the program does with a project: operations, session, queries, jobs.

Knows the domain; reaches files and databases only through the protocols in `ports`.
"""
