"""Reports of a period: on complaints, on questionnaires, and whatever else is counted by month.

`tab.PeriodReport` tells how to make one.
"""
