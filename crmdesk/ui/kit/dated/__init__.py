"""Lists of dated things: follow-ups and promises, and whatever else is due on a day.

`page.DatedList` tells how to make one.
"""
