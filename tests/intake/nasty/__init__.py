"""Nasty files of every family, made on the spot from one invented company, and what the import has to answer."""
