"""Which elements of a page are one comment each: selectors as data, each with its reason.

The first rule of `ITEMS` that finds any wins. What is inside a comment, whatever rule found it,
`comment_markup` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sentiment.readers.selectors import class_like, compiled, like, tested, token

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRule:
    """Which elements of a page are one comment each.

    None are where `sign` is not in the source of the page, which is quickly told.

    With `has_wrappers`, an element inside a comment that matches too, but has no number of its
    own, is the same comment and not an answer to it. Where it `is_unspecific`, many systems have
    such marks: answers inside a comment may have others, and headings may be the reader's. The
    elements before and behind a comment belong to it where `before` and `behind` find them. The
    first that `article` finds is what is discussed: one of the comments, as in a forum, or an
    element of its own.
    """

    name: str
    reason: str
    path: etree.XPath
    sign: str = ""
    has_wrappers: bool = False
    is_unspecific: bool = False
    before: etree.XPath | None = None
    behind: etree.XPath | None = None
    article: etree.XPath | None = None


def _rule(
    name: str,
    reason: str,
    path: str,
    *,
    sign: str = "",
    has_wrappers: bool = False,
    is_unspecific: bool = False,
    before: str | None = None,
    behind: str | None = None,
    article: str | None = None,
) -> ItemRule:
    return ItemRule(
        name=name,
        reason=reason,
        path=compiled(path)[0],
        sign=sign,
        has_wrappers=has_wrappers,
        is_unspecific=is_unspecific,
        before=compiled(before)[0] if before else None,
        behind=compiled(behind)[0] if behind else None,
        article=compiled(article)[0] if article else None,
    )


def _opening(posts: str, first: str) -> str:
    """Return the path of the first post on a page, where `first` says that it opens the thread."""
    return f"({posts})[1][{first}]"


_XENFORO = (
    f"//*[self::article or self::li][@data-author][{token('message')}]"
    f"[{like('id', '^(js-)?post-[0-9]+$')}]"
)
_PHPBB = f"//body[@id='phpbb']//*[{token('post')}][{like('id', '^p[0-9]+$')}]"
_DISCOURSE = f"//article[@data-post-id][.//*[{token('cooked')}]]"
_VBULLETIN = (
    f"//*[self::li or self::table][{like('id', '^post_?[0-9]+$')}]"
    "[.//*[starts-with(@id, 'post_message_')]]"
)
_WOLTLAB = f"//article[{token('wbbPost')}][@data-post-id or @data-object-id]"
_VBULLETIN_5 = f"//li[@data-node-id][.//*[{token('js-post__content-text')}]]"
_IPS = f"//article[{like('id', '^elComment_[0-9]+$')}][.//*[@data-role='commentContent']]"
_MYBB = (
    f"//*[self::div or self::table][{like('id', '^post_[0-9]+$')}][.//*[starts-with(@id, 'pid_')]]"
)
_SMF = f"//div[{token('post_wrapper')}][.//div[{token('inner')}][starts-with(@id, 'msg_')]]"
# No page behind the first is shown.
_FIRST_PAGE = (
    f"not(//*[{token('pagination', 'ipsPagination')}]"
    f"//*[self::strong or {token('active', 'ipsPagination_active')}][1][number() > 1])"
)
_SAYS_COMMENTS = tested(
    "comments|kommentare|comment[-_]?(list|entries|section)|leserbriefe|leserkommentare",
    re.IGNORECASE,
)


ITEMS: tuple[ItemRule, ...] = (
    _rule(
        "XenForo",
        "version 2 has an `article` and version 1 a list item for each post, with its author; all "
        "else is in two cells that repeat, too",
        _XENFORO,
        sign="data-author",
        article=_opening(
            _XENFORO,
            f".//a[{token('postNumber')} or ancestor::*[{token('message-attribution-opposite')}]]"
            "[normalize-space() = '#1']",
        ),
    ),
    _rule(
        "phpBB",
        "posts are numbered as `p12`; which page of the thread this is says its pagination alone",
        _PHPBB,
        sign="phpbb",
        article=_opening(_PHPBB, _FIRST_PAGE),
    ),
    _rule(
        "Discourse",
        "as the browser shows it; what it gives to search engines is microdata",
        _DISCOURSE,
        sign="data-post-id",
        article=_opening(_DISCOURSE, "@id = 'post_1'"),
    ),
    _rule(
        "vBulletin",
        "a list item for each post in version 4, a table in version 3; the counter of the first "
        "post is #1",
        _VBULLETIN,
        sign="post_message_",
        article=_opening(_VBULLETIN, ".//a[normalize-space() = '#1' or normalize-space() = '1']"),
    ),
    _rule(
        "vBulletin 5",
        "a list item for each post, which is microdata, too, the first one as well in some themes",
        _VBULLETIN_5,
        sign="js-post__content-text",
        article=_opening(
            _VBULLETIN_5,
            f"{token('b-post--first')} or .//a[{token('b-post__count')}][normalize-space() = '#1']",
        ),
    ),
    _rule(
        "WoltLab",
        "an `article` for each post, which is microdata, too; the counter of the first is #1, in "
        "old versions without the sign",
        _WOLTLAB,
        sign="wbbPost",
        article=_opening(
            _WOLTLAB,
            f".//*[{token('messageQuickOptions', 'messageCounter')}]"
            "//a[normalize-space() = '#1' or normalize-space() = '1']",
        ),
    ),
    _rule(
        "Invision Community",
        "an `article` for each post, in versions 4 and 5, and for each comment on its other pages; "
        "version 5 marks the first, of version 4 the pagination tells",
        _IPS,
        sign="elComment_",
        article=_opening(_IPS, f"@data-ips-first-post or {token('cPost')} and {_FIRST_PAGE}"),
    ),
    _rule(
        "MyBB",
        "an element for each post, a table before version 1.8; the counter of the first is #1",
        _MYBB,
        sign="pid_",
        article=_opening(
            _MYBB,
            ".//a[normalize-space() = '#1'][not(ancestor::*[starts-with(@id, 'pid_')])]",
        ),
    ),
    _rule(
        "SMF",
        "versions 2.0 and 2.1: all posts have a counter but the first",
        _SMF,
        sign="post_wrapper",
        article=_opening(
            _SMF,
            f"not(.//*[{token('keyinfo')}]//*[self::strong or {token('page_number')}]"
            "[contains(., '#')])",
        ),
    ),
    _rule(
        "Reddit",
        "an element of its own for each comment, which holds its answers",
        "//shreddit-comment",
        sign="shreddit-comment",
        article="//shreddit-post",
    ),
    _rule(
        "old Reddit",
        "each `thing` has the kind of its id: t1 is a comment, t3 what is discussed",
        f"//*[{token('thing')}][{token('comment')}]"
        "[starts-with(@data-fullname, 't1_') or starts-with(@id, 'thing_t1_')]",
        sign="t1_",
        article=f"//*[{token('thing')}][starts-with(@data-fullname, 't3_')]",
    ),
    _rule(
        "YouTube",
        "elements of its own: a thread for each comment, and in it another for each answer; the "
        "first of a thread is what they answer",
        "//ytd-comment-thread-renderer|//*[self::ytd-comment-view-model or "
        "self::ytd-comment-renderer][not(parent::ytd-comment-thread-renderer)]",
        sign="ytd-comment",
    ),
    _rule(
        "LinkedIn",
        "as the browser shows it, with the answers inside",
        f"//article[{token('comments-comment-entity')}]",
        sign="comments-comment-entity",
    ),
    _rule(
        "Coral",
        "as the browser shows it; its classes are the same on all sites, for their style sheets",
        f"//*[{token('coral-comment')}]",
        sign="coral-comment",
    ),
    _rule(
        "giscus",
        "as the browser shows it; answers have a class of their own",
        f"//*[{token('gsc-comment', 'gsc-reply')}]",
        sign="gsc-",
    ),
    _rule(
        "utterances",
        "as the browser shows it, comments of GitHub",
        f"//article[{token('timeline-comment')}]",
        sign="timeline-comment",
    ),
    _rule(
        "Mastodon",
        "as the browser shows a thread: what is discussed, and below it all answers, one by one; "
        "what it answers itself stands above it",
        f"(//*[{token('detailed-status')}])[1]/following::*[{token('status__wrapper')}]"
        f"[.//*[{token('status__content__text')}]]",
        sign="detailed-status",
        article=f"//*[{token('detailed-status')}]",
    ),
    _rule(
        "wordpress",
        "core numbers each comment (`comment-12`, `li-comment-12`) and says how deep it stands; "
        "wpDiscuz adds the parent (`wpd-comm-12_0`); old themes have the number alone",
        "//*[self::li or self::div or self::article or self::section]"
        f"[{like('id', '^((li-)?comment-?[0-9]+|(wpd|wc)-comm-[0-9]+_[0-9]+)$')}"
        rf" or ({token('comment')}) and {class_like('depth-[0-9]+')}]",
        has_wrappers=True,
        is_unspecific=True,
    ),
    _rule(
        "wordpress blocks",
        "block themes have neither number nor depth: the list item around the comment's content",
        f"//*[{token('wp-block-comment-template')}]//li[.//*[{token('wp-block-comment-content')}]]",
        sign="wp-block-comment-template",
    ),
    _rule(
        "blogger",
        "every Blogger template since 2012: the comment's number follows a `c`",
        f"//li[{token('comment')}][{like('id', '^c[0-9]+$')}]",
    ),
    _rule(
        "blogger, old",
        "templates before threads: author in `dt`, text in `dd`, date in another, inside "
        "`dl#comments-block`",
        "//dl[@id='comments-block']/dd[contains(@class, 'comment-body')]",
        sign="comments-block",
        before="self::dt",
        behind="self::dd[contains(@class, 'comment-footer')]",
    ),
    _rule(
        "serendipity",
        "the blog system s9y, frequent in Germany; it gives trackbacks the same class",
        f"//*[{token('serendipity_comment')}][not(ancestor::*[contains(@class, 'trackbacks')])]",
        sign="serendipity_comment",
    ),
    _rule(
        "microdata",
        "schema.org/Comment and its older name UserComments; the case of the type varies",
        "//*[@itemscope]["
        + like("itemtype", r"schema\.org/(Comment|UserComments)\s*$", re.IGNORECASE)
        + "]",
        is_unspecific=True,
    ),
    _rule(
        "RDFa",
        "Drupal marks comments as schema:Comment, before version 8 as sioct:Comment",
        "//*[" + like("typeof", r"(^|\s)(schema:|sioct:)?Comment(\s|$)") + "]",
        sign="typeof",
        is_unspecific=True,
    ),
    _rule(
        "generic",
        "systems of one house: an id that ends in the comment's number; or, inside a section of "
        "comments, a class that says that this is one. The German word alone will not do: "
        "`kommentar` is also the name of an opinion piece",
        "//*[self::li or self::div or self::article or self::section]"
        f"[{like('id', '^(comment([-_]?item)?|kommentar|cid)[-_]?[0-9]+$')} or "
        + class_like(
            "([a-z]{2,3}-)?comment([-_](item|entry|single|box|default))?"
            "|leserbrief|leserkommentar|kommentar[-_](item|eintrag|box)"
        )
        + " and ancestor::*[not(self::body or self::html)]"
        f"[{_SAYS_COMMENTS}(concat(@id, ' ', @class))]]",
        has_wrappers=True,
        is_unspecific=True,
    ),
)
