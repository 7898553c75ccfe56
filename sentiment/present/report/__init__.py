"""The report: one page for an editor, with what readers think at the top and every comment below.

`texts` holds its words in two languages, `view` says what it shows of a discussion, `timeline`
counts over time, `evidence` cuts comments where words are highlighted, `charts` draws, and
`rendering` makes the HTML of it from `templates`. A page of another kind, such as one in which
labels are corrected, takes the same views and extends the same templates.
"""
