"""Fits what reads a plain text as a whole, upon the encoder of a bundle; needs ``[finetune]``.

``python -m sentiment.training.page_reading MODEL --corpora DIR --output DIR`` writes the bundle
with it into another folder.
Pages are those of `samples/pages`, without any mark and laid out, and composed ones.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from sentiment.bundle import load_model, save_bundle
from sentiment.separation.lines import lines
from sentiment.separation.page_reader import PageReader, page_vectors
from sentiment.training.composing import compose, lay_out, written_pages
from sentiment.training.german_lite import comment_pools, long_articles
from sentiment.training.multitask_data import LINE_ROLES, line_labels, placed_lines
from sentiment.training.page_lines import variations
from sentiment.training.separation_samples import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sentiment.bundle import Bundle
    from sentiment.encoder import Encoder

    Floats = NDArray[np.float64]

READER_PART = "separation-reader"

_COMPOSED = 700
_LONGEST = 80  # lines of a page that is learnt from
_HIDDEN = 64
_NETWORKS = 3
_ROUNDS = 14
_PAGES_A_STEP = 8
_RATE, _DECAY = 2e-3, 0.05
_UNREAD, _UNKNOWN = 0.4, 0.3  # shares of the columns and of the states that a step does not see
_NOISE = 0.1
_ROLES_COUNT = 0.5  # beside the gap


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadPage:
    """What a network reads of a page, and should answer.

    `vectors` has the shape (lines, columns), `labels` (lines,): indices into LINE_ROLES.
    """

    vectors: Floats
    labels: NDArray[np.intp]

    @property
    def gap(self) -> int:
        """The line before which the article ends, or the number of lines."""
        first = np.flatnonzero(self.labels == LINE_ROLES.index("first"))
        return int(first[0]) if len(first) else len(self.labels)


def read_all(pages: Sequence[Page], encoder: Encoder) -> list[ReadPage]:
    """Read pages, without their furniture, as in use."""
    found = []
    for page in pages:
        kept = np.array([i for i, role in enumerate(page.roles) if role != "furniture"], np.intp)
        if not len(kept):
            continue
        labels = np.array(line_labels([page.roles[i] for i in kept]), np.intp)
        found.append(ReadPage(vectors=page_vectors(encoder, page.page, kept), labels=labels))
    return found


def pages_to_read(corpora: Path, samples: Path) -> list[Page]:
    """Return pages of all kinds, each with lines, but no more than `_LONGEST`."""
    written = written_pages(samples / "pages")
    articles, pools = long_articles(corpora), comment_pools(corpora)
    pages = [
        *map(_unmarked, variations(written, times=2, seed=11)),
        *lay_out(written, times=1, seed=12),
        *compose(articles, pools, count=_COMPOSED, seed=13),
    ]
    return [page for page in pages if 0 < len(page.page) <= _LONGEST]


def _unmarked(page: dict[str, Any]) -> Page:
    """Return a page whose comments follow the article with nothing between."""
    placed = placed_lines(page)
    text = "\n".join(line for line, _ in placed)
    return Page(text=text, page=tuple(lines(text)), roles=tuple(role for _, role in placed))


def fit_page_reader(pages: Sequence[ReadPage], encoder: Encoder) -> PageReader:
    """Fit the networks on pages."""
    import torch

    everything = np.vstack([page.vectors for page in pages])
    centre, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-3
    standard = [
        torch.tensor((page.vectors - centre) / spread, dtype=torch.float32) for page in pages
    ]
    fitted = []
    for seed in range(1, _NETWORKS + 1):
        torch.manual_seed(seed)
        network = gap_network(len(centre))
        _fit(network, standard, pages, seed)
        fitted.append(_weights(network))
    weights = {name: np.stack([own[name] for own in fitted]) for name in fitted[0]}
    weights |= {"centre": centre, "spread": spread}
    return PageReader(encoder, weights)


def gap_network(columns: int) -> Any:
    """Return a network of the kind of which `PageReader` has some, still to be fitted."""
    from torch import nn

    return nn.ModuleDict(
        {
            "hide_columns": nn.Dropout(_UNREAD),
            "known": nn.Linear(columns, _HIDDEN),
            "gru": nn.GRU(_HIDDEN, _HIDDEN, batch_first=True, bidirectional=True),
            "hide_states": nn.Dropout(_UNKNOWN),
            "role": nn.Linear(2 * _HIDDEN, len(LINE_ROLES)),
            "gap": nn.Linear(4 * _HIDDEN, 1, bias=False),
        }
    )


def gap_scores(network: Any, pages: Sequence[Any]) -> tuple[Any, Any]:
    """Return scores of roles, which only help to learn, and those of `PageReader.gaps`.

    Their shapes are (lines of all pages, roles) and (pages, most lines + 1), with -inf below a
    page's own lines.
    """
    import torch
    from torch.nn.utils import rnn

    packed = rnn.pack_sequence(list(pages), enforce_sorted=False)
    known = torch.tanh(network["known"](network["hide_columns"](packed.data)))
    states, lengths = rnn.pad_packed_sequence(
        network["gru"](packed._replace(data=known))[0], batch_first=True
    )
    hidden = network["hide_states"](states)
    padded = torch.nn.functional.pad(hidden, (0, 0, 1, 1))
    gaps = network["gap"](torch.cat([padded[:, :-1], padded[:, 1:]], 2))[..., 0]
    places = torch.arange(gaps.shape[1], device=gaps.device)
    lengths = lengths.to(gaps.device)
    of_lines = hidden[places[:-1] < lengths[:, None]]
    return network["role"](of_lines), gaps.masked_fill(places > lengths[:, None], -torch.inf)


def _fit(network: Any, standard: Sequence[Any], pages: Sequence[ReadPage], seed: int) -> None:
    import torch

    random = Random(seed)  # noqa: S311 - no secret
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _ROUNDS * -(-len(pages) // _PAGES_A_STEP)
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    cost = torch.nn.functional.cross_entropy
    order = list(range(len(pages)))
    for _ in range(_ROUNDS):
        random.shuffle(order)
        for start in range(0, len(order), _PAGES_A_STEP):
            own = order[start : start + _PAGES_A_STEP]
            seen = [standard[at] + _NOISE * torch.randn_like(standard[at]) for at in own]
            roles, gaps = gap_scores(network, seen)
            labels = torch.tensor(np.concatenate([pages[at].labels for at in own]))
            ends = torch.tensor([pages[at].gap for at in own])
            (cost(gaps, ends) + _ROLES_COUNT * cost(roles, labels)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            rates.step()


def _weights(network: Any) -> dict[str, Floats]:
    """Return a network's weights under the names of `PageReader`."""
    state = {name: own.double().numpy() for name, own in network.state_dict().items()}
    found = {
        "in": state["known.weight"].T,
        "in_bias": state["known.bias"][None],
        "gap": state["gap.weight"].T,
    }
    for direction, suffix in (("forward", "l0"), ("backward", "l0_reverse")):
        for name, of in (("input", "ih"), ("state", "hh")):
            found[f"{direction}_{name}"] = state[f"gru.weight_{of}_{suffix}"].T
            found[f"{direction}_{name}_bias"] = state[f"gru.bias_{of}_{suffix}"][None]
    return found


def add_page_reader(bundle: Bundle, reader: PageReader, folder: Path) -> None:
    """Write a bundle with another page reader."""
    tasks = bundle.card["tasks"]
    separation = {**tasks["separation"], "reader": READER_PART}
    card = {**bundle.card, "tasks": {**tasks, "separation": separation}}
    save_bundle(folder, card, {READER_PART: reader.state()}, base=bundle)


def main() -> None:
    """Fit a page reader as the command line says."""
    parser = argparse.ArgumentParser(description="Fit a page reader upon a bundle's encoder.")
    parser.add_argument("model", help="a bundle with an encoder")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--output", type=Path, required=True)
    asked = parser.parse_args()
    bundle = load_model(asked.model)
    pages = pages_to_read(asked.corpora, asked.samples)
    reader = fit_page_reader(read_all(pages, bundle.encoder), bundle.encoder)
    add_page_reader(bundle, reader, asked.output)


if __name__ == "__main__":
    main()
