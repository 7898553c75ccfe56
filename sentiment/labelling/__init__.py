"""Labelling: which comments to ask an annotator about, and what becomes of the answers.

`queue` chooses, `store` keeps every answer at once and for good, `session` is one annotator's way
through both, `estimate` and `agreement` say how good model and annotators are, and `exchange`
speaks to other labelling tools.
"""
