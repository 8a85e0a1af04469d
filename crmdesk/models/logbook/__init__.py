"""The journal as people read it: lines found and told in words, its size, and letting go of it.

Kept it is by `journal`; what is told here needs the words of every feature.
"""
