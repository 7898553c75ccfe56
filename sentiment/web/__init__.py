"""The page and the JSON API of `sentiment serve`; needs the extra `[web]`.

`server` binds a port and runs the application that `app` puts together. `guard` stands before it
and refuses what does not come from its own page or from a program; `problems` turns errors into one
sentence of JSON. `api` is the public JSON API, with `requests` and `replies` as its shapes, and
`reference` the page that explains it.

`page` and `retraining_page` are what the page itself asks for. What they share lies on the `desk`:
`documents` are open, `labels` and `cuts` keep what is corrected (`questions` says what can be),
`queues` ask for labels, `training` makes new ones of the `models`.
"""
