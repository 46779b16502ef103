"""The pages: thin scripts, one per step of a session."""
