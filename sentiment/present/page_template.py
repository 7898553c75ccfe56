"""The frame of an HTML page: its style and its parts, with `$` where escaped text goes in.

Colours are never the only sign: every part has a label, and each kind a border of its own, so that
a page tells the same when it is printed in grey.
"""

from __future__ import annotations

from string import Template

HEAD = """\
<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Artikel und Kommentare</title>
<style>
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #1b1b1b; --faint: #595959;
  --article: #e3edfa; --article-edge: #2f6cb3;
  --comment: #fdf0d5; --comment-edge: #a86500;
  --furniture: #f0f0f0; --furniture-edge: #767676;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #161616; --ink: #ececec; --faint: #b0b0b0;
    --article: #1b2c42; --article-edge: #7fb2ee;
    --comment: #3a2c12; --comment-edge: #e0a84a;
    --furniture: #262626; --furniture-edge: #8c8c8c;
  }
}
body {
  margin: 0 auto; max-width: 48rem; padding: 1rem;
  background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 0; }
h1, h2 { line-height: 1.25; }
.about, .label { color: var(--faint); font-size: .85rem; margin: 0; }
.part { margin: .5rem 0; padding: .4rem .8rem; border-inline-start: .3rem solid; }
.text { white-space: pre-wrap; }
.article { background: var(--article); border-color: var(--article-edge); }
.comment { background: var(--comment); border-color: var(--comment-edge);
  border-inline-start-style: double; margin-inline-start: calc(min(var(--depth, 0), 8) * 1.5rem); }
.furniture { background: var(--furniture); border-color: var(--furniture-edge);
  border-inline-start-style: dotted; font-size: .9rem; }
.legend { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
.legend .part { margin: 0; padding: .1rem .8rem; font-size: 1rem; }
@media print {
  body { max-width: none; padding: 0; }
  .part { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .label, h2 { break-after: avoid; }
}
</style>
</head>
<body>
<h1>Artikel und Kommentare</h1>
<ul class="legend">
<li class="part article">Artikel</li>
<li class="part comment">Kommentar</li>
<li class="part furniture">Beiwerk: weder Artikel noch Kommentar</li>
</ul>
"""

DISCUSSION = Template("""\
<section>
<h2>$title</h2>
<p class="about">$about</p>
""")

PART = Template("""\
<div class="part $kind"$style>
<p class="label">$label</p>
<div class="text">$text</div>
</div>
""")

END_OF_DISCUSSION = "</section>\n"
END = "</body>\n</html>\n"
