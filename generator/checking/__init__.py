"""What an editor should look at: all that a build reports, and what only an editor can judge.

Each editorial check is a function of the events and their texts; `generator.checking.kinds`
describes what it finds.
"""
