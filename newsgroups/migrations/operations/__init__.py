"""What migrations need besides Django, in a place that never moves.

A migration must do next year what it did on the day it was written, so nothing here may import application code, and
nothing here may change its meaning. This is a package because Django takes every plain module next to the migrations
for one of them.
"""
