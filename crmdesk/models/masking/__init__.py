"""Numbers hidden on the screen and shown on demand, which is noted: against glances only.

What the law asks stands in `privacy`, the password of the file in `protection`.
"""
