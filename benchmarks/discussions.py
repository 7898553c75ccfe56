"""Whole sample discussions: what is said of each comment, beside what an editor says.

``python benchmarks/discussions.py --model german``. The samples were written for this project; no
model learns their opinions. A mention is right where thing and side are the editor's; the editor's
list is strict. Comments that separation cut otherwise than the editor are counted apart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import sentiment

SAMPLES = Path(__file__).parent.parent / "samples" / "discussions"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure a model on the sample discussions.")
    parser.add_argument("--model", default="german")
    model = sentiment.load_model(parser.parse_args().model)
    count: Counter[str] = Counter()
    for gold in sorted(SAMPLES.glob("*.gold.json")):
        (discussion,) = json.loads(gold.read_text("utf-8"))["discussions"]
        expected = {comment["text"]: comment for comment in discussion["comments"]}
        source = gold.with_name(discussion["source"])
        (found,) = sentiment.analyse(sentiment.read([source], model), model)
        if discussion["subject"]:
            count["articles"] += 1
            count["subjects right"] += found.subject == discussion["subject"]
        for comment, opinion in zip(found.discussion.comments, found.opinions, strict=True):
            editor = expected.get(comment.text)
            if editor is None:
                count["comments cut otherwise"] += 1
                continue
            count["comments"] += 1
            count["moods right"] += opinion.sentiment.label == editor["sentiment"]["label"]
            sides = {stance.target: stance.label for stance in opinion.stances}
            if (stance := editor.get("stance")) and stance["target"] in sides:
                count["stances toward the editor's target"] += 1
                count["stances right"] += sides[stance["target"]] == stance["label"]
            ours = {(mention.target, mention.label) for mention in opinion.mentions}
            theirs = {(mention["target"], mention["label"]) for mention in editor["mentions"]}
            count["mentions found"] += len(ours)
            count["mentions of the editor"] += len(theirs)
            count["mentions right"] += len(ours & theirs)
    print("| what | count |\n|---|---|")
    for name, number in sorted(count.items()):
        print(f"| {name} | {number} |")


if __name__ == "__main__":
    main()
