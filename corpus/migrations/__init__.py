"""Alembic scripts, one a version of the tables; run by corpus.migrate alone."""
