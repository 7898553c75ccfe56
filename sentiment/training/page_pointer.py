"""Lets an encoder learn where the articles of whole pages end, beside what single texts say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.separation.page_reader import FORMS, alone_questions, line_forms, line_questions
from sentiment.training.multitask_data import PlacedPage
from sentiment.training.page_reading import gap_network, gap_scores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sentiment.training.network import OpinionNetwork

_PAGES = 6  # a step
_SHORTENED = 0.7
_ABOVE, _BELOW = (6, 24), 16  # lines of a shortened page that stay: above and below the gap
_MOST_LINES = 50
_ALONE = 0.12  # of pages that lose their comments


def draw_pages(pages: Sequence[PlacedPage], random: Random) -> list[PlacedPage]:
    """Draw some pages, most of them shortened, now and then without comments."""
    return [_shortened(random.choice(pages), random) for _ in range(_PAGES)]


def _shortened(page: PlacedPage, random: Random) -> PlacedPage:
    own, end = page.lines, page.end
    if end and random.random() < _ALONE:
        own = own[:end]
    first, last = 0, _MOST_LINES
    if random.random() < _SHORTENED:
        first, last = max(0, end - random.randint(*_ABOVE)), end + _BELOW
    # The first line stays, as in use: mostly it is the title.
    kept = [i for i in range(len(own)) if i == 0 or first <= i < last]
    return PlacedPage(lines=tuple(own[i] for i in kept), end=sum(i < end for i in kept))


def pointer(width: int) -> Any:
    """Return a network that reads what `pointing_loss` makes of an encoder's vectors."""
    return gap_network(2 * width + FORMS)


def pointing_loss(network: OpinionNetwork, pointing: Any, pages: Sequence[PlacedPage]) -> Any:
    """Return the mean cost of the gaps that `pointing` finds, a tensor with gradient.

    Encoder and pointer are one, so that the encoder learns what tells the voice of an author from
    that of a reader.
    """
    import torch

    normal = torch.nn.functional.layer_norm
    heads = [[line.head for line in page.lines] for page in pages]
    alone = network.vectors([q for own in heads for q in alone_questions(own)], paired=False)
    around = network.vectors([q for own in heads for q in line_questions(own)], paired=True)
    forms = np.vstack([line_forms(page.lines, np.arange(len(page.lines))) for page in pages])
    known = torch.cat(
        [
            normal(alone, alone.shape[1:]),
            normal(around, around.shape[1:]),
            torch.tensor(forms, dtype=torch.float32, device=network.device),
        ],
        dim=1,
    )
    _, gaps = gap_scores(pointing, known.split([len(page.lines) for page in pages]))
    ends = torch.tensor([page.end for page in pages], device=network.device)
    return torch.nn.functional.cross_entropy(gaps.float(), ends)
