"""What a submission says about its own numbers, and whether it holds: one module for each kind of statement.

Every module has `relations(submission)`, which yields a Relation for each statement that it understood, whether it
holds or not. They know nothing of rules, files or each other.
"""
