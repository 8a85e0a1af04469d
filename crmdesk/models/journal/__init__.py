"""What every write leaves behind: before and after of each row; undo and redo; names of actions.

How it is read as a screen, told field by field and pruned stands in `logbook`.
"""
