"""What is said more than once: the same words, and campaigns, whose words hardly vary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentiment.discussion import Comment

LARGEST = 10  # groups that are told one by one
# An editor sees a campaign among fewer comments by eye, and the library that finds them takes a
# third of a second to load.
FEWEST_WITH_CAMPAIGNS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Comments that say the same: the id of the first, and how many they are."""

    first: str
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """How many `groups` there are and how many `comments` in them; the `largest` come in order."""

    groups: int = 0
    comments: int = 0
    largest: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return self.groups > 0

    def plus(self, group: Group) -> Groups:
        """Return these groups and one more; of two of the same size, the earlier stays first."""
        largest = sorted((*self.largest, group), key=lambda found: -found.comments)
        return Groups(
            groups=self.groups + 1,
            comments=self.comments + group.comments,
            largest=tuple(largest[:LARGEST]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetitions:
    """What is said more than once among some comments.

    `duplicates` are groups of two and more comments with the very same text, `campaigns` groups of
    three and more long ones with nearly the same; who says the same says nearly the same, too.
    """

    duplicates: Groups = Groups()
    campaigns: Groups = Groups()


def repetitions(comments: Sequence[Comment]) -> Repetitions:
    """Return what readers say more than once; campaigns are looked for among a hundred comments."""
    comments = [comment for comment in comments if not comment.is_host]
    ids: dict[str, list[str]] = {}
    for comment in comments:
        ids.setdefault(comment.text, []).append(comment.id)
    duplicates = Groups()
    for same in ids.values():
        if len(same) > 1:
            duplicates = duplicates.plus(Group(first=same[0], comments=len(same)))
    if len(comments) < FEWEST_WITH_CAMPAIGNS:
        return Repetitions(duplicates=duplicates)
    from sentiment.campaigns import Campaigns

    campaigns = Campaigns()
    campaigns.add(comments)
    return Repetitions(duplicates=duplicates, campaigns=campaigns.groups())
