"""How pages mark their comments: selectors as data, each with its reason.

`ITEMS` says which elements are one comment each; the first rule that finds any wins. The other
tables say what is inside a comment, whatever rule found it: the first selector that finds text
wins, so the special ones stand first. Everything is XPath 1.0, compiled once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from sentiment.readers.dates import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable

# XPath 1.0 has no regular expressions, and those that lxml adds have no memory: a page has a few
# hundred classes, over and over. Each pattern is a function of its own, by its name in a path.
_TESTS: dict[tuple[None, str], Callable[[object, str], bool]] = {}
_REMEMBERED = 1024  # values of an attribute
_LONGEST_REMEMBERED = 200  # characters
_MOST_ASKED = 3  # classes for which XPath itself is asked one by one


def _compile(*paths: str) -> tuple[etree.XPath, ...]:
    return tuple(etree.XPath(path, extensions=_TESTS, regexp=False) for path in paths)


def _token(*names: str) -> str:
    """Predicate: the class attribute has one of these as a whole word."""
    if len(names) > _MOST_ASKED:
        return _like("class", rf"(^|\s)({'|'.join(names)})(\s|$)")
    # The first question answers most, and is much cheaper.
    padded = "concat(' ', normalize-space(@class), ' ')"
    asked = (f"contains(@class, '{n}') and contains({padded}, ' {n} ')" for n in names)
    return f"({' or '.join(asked)})"


def _like(attribute: str, pattern: str, flags: int = 0) -> str:
    """Predicate: `pattern` is found in an attribute.

    It is asked for before it is tested, since most elements have none and each test is a call from
    C to Python.
    """
    return f"(@{attribute} and {_test(pattern, flags)}(string(@{attribute})))"


def _test(pattern: str, flags: int) -> str:
    """Return the name of what tells in a path whether `pattern` is found in a string."""
    search = re.compile(pattern, flags).search

    @lru_cache(_REMEMBERED)
    def is_found(text: str) -> bool:
        return search(text) is not None

    def test(_context: object, text: str) -> bool:
        return is_found(text) if len(text) <= _LONGEST_REMEMBERED else search(text) is not None

    name = f"test-{len(_TESTS)}"
    _TESTS[None, name] = test
    return name


def _class_like(pattern: str) -> str:
    """Predicate: a class matches the whole of `pattern`, case ignored; `.*` stays in that class.

    It would run through all classes behind, from each of them again.
    """
    within = pattern.replace(".*", r"\S*")
    return _like("class", rf"(^|\s)({within})(\s|$)", re.IGNORECASE)


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
        path=_compile(path)[0],
        sign=sign,
        has_wrappers=has_wrappers,
        is_unspecific=is_unspecific,
        before=_compile(before)[0] if before else None,
        behind=_compile(behind)[0] if behind else None,
        article=_compile(article)[0] if article else None,
    )


def _opening(posts: str, first: str) -> str:
    """Return the path of the first post on a page, where `first` says that it opens the thread."""
    return f"({posts})[1][{first}]"


_XENFORO = (
    f"//*[self::article or self::li][@data-author][{_token('message')}]"
    f"[{_like('id', '^(js-)?post-[0-9]+$')}]"
)
_PHPBB = f"//body[@id='phpbb']//*[{_token('post')}][{_like('id', '^p[0-9]+$')}]"
_DISCOURSE = f"//article[@data-post-id][.//*[{_token('cooked')}]]"
_VBULLETIN = (
    f"//*[self::li or self::table][{_like('id', '^post_?[0-9]+$')}]"
    "[.//*[starts-with(@id, 'post_message_')]]"
)
_WOLTLAB = f"//article[{_token('wbbPost')}][@data-post-id or @data-object-id]"
_VBULLETIN_5 = f"//li[@data-node-id][.//*[{_token('js-post__content-text')}]]"
_IPS = f"//article[{_like('id', '^elComment_[0-9]+$')}][.//*[@data-role='commentContent']]"
_MYBB = (
    f"//*[self::div or self::table][{_like('id', '^post_[0-9]+$')}][.//*[starts-with(@id, 'pid_')]]"
)
_SMF = f"//div[{_token('post_wrapper')}][.//div[{_token('inner')}][starts-with(@id, 'msg_')]]"
# No page behind the first is shown.
_FIRST_PAGE = (
    f"not(//*[{_token('pagination', 'ipsPagination')}]"
    f"//*[self::strong or {_token('active', 'ipsPagination_active')}][1][number() > 1])"
)
_SAYS_COMMENTS = _test(
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
            f".//a[{_token('postNumber')} or ancestor::*[{_token('message-attribution-opposite')}]]"
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
            f"{_token('b-post--first')}"
            f" or .//a[{_token('b-post__count')}][normalize-space() = '#1']",
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
            f".//*[{_token('messageQuickOptions', 'messageCounter')}]"
            "//a[normalize-space() = '#1' or normalize-space() = '1']",
        ),
    ),
    _rule(
        "Invision Community",
        "an `article` for each post, in versions 4 and 5, and for each comment on its other pages; "
        "version 5 marks the first, of version 4 the pagination tells",
        _IPS,
        sign="elComment_",
        article=_opening(_IPS, f"@data-ips-first-post or {_token('cPost')} and {_FIRST_PAGE}"),
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
            f"not(.//*[{_token('keyinfo')}]//*[self::strong or {_token('page_number')}]"
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
        f"//*[{_token('thing')}][{_token('comment')}]"
        "[starts-with(@data-fullname, 't1_') or starts-with(@id, 'thing_t1_')]",
        sign="t1_",
        article=f"//*[{_token('thing')}][starts-with(@data-fullname, 't3_')]",
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
        f"//article[{_token('comments-comment-entity')}]",
        sign="comments-comment-entity",
    ),
    _rule(
        "Coral",
        "as the browser shows it; its classes are the same on all sites, for their style sheets",
        f"//*[{_token('coral-comment')}]",
        sign="coral-comment",
    ),
    _rule(
        "giscus",
        "as the browser shows it; answers have a class of their own",
        f"//*[{_token('gsc-comment', 'gsc-reply')}]",
        sign="gsc-",
    ),
    _rule(
        "utterances",
        "as the browser shows it, comments of GitHub",
        f"//article[{_token('timeline-comment')}]",
        sign="timeline-comment",
    ),
    _rule(
        "Mastodon",
        "as the browser shows a thread: what is discussed, and below it all answers, one by one; "
        "what it answers itself stands above it",
        f"(//*[{_token('detailed-status')}])[1]/following::*[{_token('status__wrapper')}]"
        f"[.//*[{_token('status__content__text')}]]",
        sign="detailed-status",
        article=f"//*[{_token('detailed-status')}]",
    ),
    _rule(
        "wordpress",
        "core numbers each comment (`comment-12`, `li-comment-12`) and says how deep it stands; "
        "wpDiscuz adds the parent (`wpd-comm-12_0`); old themes have the number alone",
        "//*[self::li or self::div or self::article or self::section]"
        f"[{_like('id', '^((li-)?comment-?[0-9]+|(wpd|wc)-comm-[0-9]+_[0-9]+)$')}"
        rf" or ({_token('comment')}) and {_class_like('depth-[0-9]+')}]",
        has_wrappers=True,
        is_unspecific=True,
    ),
    _rule(
        "wordpress blocks",
        "block themes have neither number nor depth: the list item around the comment's content",
        f"//*[{_token('wp-block-comment-template')}]//li[.//*[{_token('wp-block-comment-content')}]]",
        sign="wp-block-comment-template",
    ),
    _rule(
        "blogger",
        "every Blogger template since 2012: the comment's number follows a `c`",
        f"//li[{_token('comment')}][{_like('id', '^c[0-9]+$')}]",
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
        f"//*[{_token('serendipity_comment')}][not(ancestor::*[contains(@class, 'trackbacks')])]",
        sign="serendipity_comment",
    ),
    _rule(
        "microdata",
        "schema.org/Comment and its older name UserComments; the case of the type varies",
        "//*[@itemscope]["
        + _like("itemtype", r"schema\.org/(Comment|UserComments)\s*$", re.IGNORECASE)
        + "]",
        is_unspecific=True,
    ),
    _rule(
        "RDFa",
        "Drupal marks comments as schema:Comment, before version 8 as sioct:Comment",
        "//*[" + _like("typeof", r"(^|\s)(schema:|sioct:)?Comment(\s|$)") + "]",
        sign="typeof",
        is_unspecific=True,
    ),
    _rule(
        "generic",
        "systems of one house: an id that ends in the comment's number; or, inside a section of "
        "comments, a class that says that this is one. The German word alone will not do: "
        "`kommentar` is also the name of an opinion piece",
        "//*[self::li or self::div or self::article or self::section]"
        f"[{_like('id', '^(comment([-_]?item)?|kommentar|cid)[-_]?[0-9]+$')} or "
        + _class_like(
            "([a-z]{2,3}-)?comment([-_](item|entry|single|box|default))?"
            "|leserbrief|leserkommentar|kommentar[-_](item|eintrag|box)"
        )
        + " and ancestor::*[not(self::body or self::html)]"
        f"[{_SAYS_COMMENTS}(concat(@id, ' ', @class))]]",
        has_wrappers=True,
        is_unspecific=True,
    ),
)

# What systems call one comment in the classes of its parts.
_ONE = (
    "(isso|u?post(ing)?|beitrags?|kommentar|leserbrief|entry|reply|answer|antwort|message"
    "|discussion)"
)
# The text of a comment that is called a reply; other classes with this word are of its button.
_REPLY_TEXT = "(.*[-_])?reply[-_]*(text|inhalt|message|body|content)"

_COMMENT = "(.*[-_])?comment([-_]+(item|entry|reply|answer))?"

# Where the text of a comment stands.
CONTENT = _compile(
    # Of systems of which a page has but one, all at once: XenForo 2, WoltLab, Discourse, Reddit
    # (old), Mastodon, LinkedIn, giscus; XenForo 1 and vBulletin 4, Invision Community, Reddit
    # (new), OpenWeb, YouTube; utterances, which shows GitHub's; phpBB.
    ".//*["
    + _token(
        "bbWrapper",
        "messageText",
        "cooked",
        "usertext-body",
        "status__content__text",
        "comments-comment-item__main-content",
        "gsc-comment-content",
        "gsc-reply-content",
    )
    + f" or self::blockquote[{_token('postcontent')}] or @data-role='commentContent'"
    " or @slot='comment' or @slot='text-body' or @data-spot-im-class='message-text'"
    " or @id='content-text']"
    f"|self::*[{_token('timeline-comment')}]//*[{_token('markdown-body')}]"
    f"|.//*[{_token('postbody')}]//*[{_token('content')}]",
    # Of vBulletin 3 (in version 4 it is around the one above), MyBB, SMF, Contao.
    ".//*[@id][starts-with(@id, 'post_message_') or starts-with(@id, 'pid_')"
    f" or starts-with(@id, 'msg_') and {_token('inner')}]"
    f"|.//div[@class='comment'][preceding-sibling::*[1][self::p][{_token('info')}]]",
    f".//*[{_token('comment-content', 'wp-block-comment-content', 'comment_content')}]",
    f".//*[{_token('wpd-comment-text', 'wc-comment-text', 'comment-text', 'commenttext')}]",
    ".//*[@itemprop='text' or @itemprop='commentText']",
    f".//*[{_like('property', '^(schema:text|content:encoded)$')}]",
    f".//*[{_class_like(f'{_COMMENT}[-_]*(body|text|content|message)|.*comments?text')}]",
    f".//*[{_class_like('text|content|message')}]",
    # "posting-text", but not "button-text"; the text alone before all that may be around it.
    f".//*[{_class_like(f'{_ONE}[-_]*(text|inhalt|message)')}]",
    f".//*[{_class_like(f'{_ONE}[-_]*(body|content)')}]",
)

# What stands above the text of a comment.
TITLE = _compile(
    ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or "
    + _class_like("(comment[-_]*)?(title|subject)")
    + "]"
)

# What a reader may have given a comment as its headline; the class of the second kind says so.
_MARKED_HEADLINE = _class_like(
    "(.*[-_])?(comment|kommentar|beitrags?|u?post(ing)?|reply)[-_]*(title|titel|subject|headline)"
    "|subject|betreff"
)
HEADLINE = _compile(
    ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"
    f" or {_MARKED_HEADLINE}]"
)
MARKED_HEADLINE = _compile(f"self::*[{_MARKED_HEADLINE}]")
# In classes of headings: what these say is of the site, or of the reader.
PARTS_OF_SITE = re.compile(
    r"user|member|author|autor|name|rank|role|badge|avatar|vcard|meta|login|respond|form|moderat",
    re.IGNORECASE,
)
# Headings that are labels, or of the section, and those that answers get by themselves: "Re: Nein".
NO_HEADLINE = re.compile(
    r"(?:re|aw|antw)\b.*|[\W\d_]*|.*:|\d+\s\S+"
    r"|(?:\d+|eine?|one)?\s?(?:kommentare?|antwort(?:en)?|reaktion(?:en)?|gedanken?|beiträge?|beitrag"
    r"|comments?|repl(?:y|ies)|responses?|thoughts?|postings?)\W*\d*(?:\s(?:zu|auf|an|to|on)\b.*)?"
    r"|(?:dein|ihr|your)\b.*\b(?:kommentar|comment)\b.*",
    re.IGNORECASE,
)

# "has-avatar" is said of what stands beside one.
_AVATAR = "(?!(has|with|shows?|no)[-_]).*(avatar|gravatar).*"

# "vor 3 Tagen", and the date with a time under the mouse.
_DATED_BY_TITLE = (
    ".//*[self::a or self::abbr or self::span]["
    + _like(
        "title", r"^\D{0,20}\d{1,4}[^\d:]{1,12}(\d{1,2}[^\d:]{1,3})?\d{2,4}\D{1,8}\d{1,2}:\d{2}"
    )
    + "]"
)

# Parts of a comment that are not its text, dropped before what is left is read.
_FURNITURE_CLASSES = "|".join((
    # Who and when, in WordPress core and its themes.
    "comment-(author|meta|metadata|info-meta|header|footer|awaiting-moderation|number)",
    "commentmetadata|comment_postinfo|(wpd|wc)-comment-(header|footer)|says|vcard",
    # Who and when elsewhere.
    "author|autor|user-?name|nick-?name|submitted|date|datum|meta|.*[-_](meta|date|author|time)",
    f".*comment(author(name)?|date|title)|{_AVATAR}|info",
    # What forums put under each post of somebody, CommentLuv's advert of a blog, and the links of
    # old Reddit.
    "(.*[-_])?signature|cluv|flat-list|expand|score|numchildren",
    # Buttons: reply, like, rate, report, share.
    rf"(?!{_REPLY_TEXT}(\s|$)).*reply([-_].*)?|.*comment-(like|actions|edit|rating).*",
    "(.*[-_])?(votes?|voting|rating)([-_].*)?",
    r".*(report|melden|share|sharedaddy|actions?|links)([-_].*)?|\S*\b(dis)?likes?\b\S*",
))  # fmt: skip
FURNITURE = _compile(
    f".//*[{_class_like(_FURNITURE_CLASSES)}"
    " or @itemprop='author' or @itemprop='datePublished' or @itemprop='dateCreated'"
    # Not the text of an answer, but the word on a link to one.
    f" or {_class_like(_REPLY_TEXT)} and ancestor-or-self::a]"
)

# Pictures of readers, or their initials, which are neither name nor text.
AVATAR = _compile(f".//*[{_class_like(_AVATAR)}]")

# The same where nothing marks the text itself; inside marked text, these are the reader's own.
BARE_FURNITURE = _compile(
    ".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//header|.//footer|.//cite|.//time|.//figure|.//small",
    _DATED_BY_TITLE,
    # How many pressed a button.
    ".//button/following-sibling::*[1][number() = number()]"
    "|.//button/preceding-sibling::*[1][self::span][number() = number()]",
)

# Elements whose text is never part of a comment or of an article.
NEVER_TEXT = frozenset(
    {"script", "style", "noscript", "template", "button", "form", "select", "option", "textarea",
     "svg", "iframe", "object", "audio", "video", "head"}
)  # fmt: skip

# A name may also be an attribute, without the badges and counts that stand beside it.
AUTHOR = _compile(
    "self::shreddit-comment[@author != '[deleted]']/@author"
    f"|self::*[{_token('message', 'thing')}]/@data-author|self::*/@data-communityname",
    # Of systems of which a page has but one, all at once; the last three are of SMF, MyBB and
    # Invision Community.
    ".//*["
    + _token(
        "comments-comment-meta__description-title",
        "coral-comment-username",
        "coral-username",
        "display-name__html",
        "username-coloured",
        "bigusername",
        "gsc-comment-author",
        "gsc-reply-author",
    )
    + " or @id='author-text' or @data-spot-im-class='message-username'"
    f" or @data-testid='member-name' or self::h4[parent::*[{_token('poster')}]]"
    f" or self::span[{_token('largetext')}][ancestor::*[{_token('post_author')}]]"
    f" or self::a[contains(@href, 'profile')]"
    f"[ancestor::*[{_token('cAuthorPane_author', 'ipsEntry__username')}]]"
    f" or self::strong[parent::*[{_token('cAuthorPane_author')}]]]"
    f"|.//*[{_token('names')}]//@data-user-card"
    f"|self::*[{_token('timeline-comment')}]//*[{_token('comment-meta')}]/a[1]",
    f".//*[{_token('fn')}]",
    f".//*[{_token('wpd-comment-author', 'wc-comment-author', 'wp-block-comment-author-name')}]",
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@itemprop='author' or @itemprop='creator']",
    # The title of a comment is its name, too.
    f".//*[{_like('property', '^(schema:name|foaf:name)$')}][not(ancestor-or-self::*["
    "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6])]",
    ".//cite",
    f".//*[{_class_like('comment-author(-name)?|author-?name|author|autor|(user|nick)-?name')}]",
    f".//*[{_class_like('.*commentinfonametext')}]",
    f".//*[{_class_like('.*comment(list)?[-_]*(author|user|meta__name|name|commentname).*')}]",
    ".//*["
    + _class_like(
        rf"(?!\S*(reply-?to|parent|quot))(.*[-_])?{_ONE}[-_]*(author|autor|user(-?name)?|name)"
    )
    + "]",
    f".//*[{_class_like('(?!.*(reply|parent|quote)).*[-_](user|nick)-?name|pseudonym|name')}]",
    # A link to the author's own site, or to the profile.
    f".//a[{_like('rel', 'external')}]",
    f".//a[{_like('href', '/(user|profile?|benutzer|mitglied(er)?|member)s?/')}]",
)

DATE = _compile(
    f".//*[{_token('comment-metadata', 'message-attribution')}]//time",
    ".//time|.//woltlab-core-date-time",
    ".//*[@id='published-time-text'"
    f" or {_token('wpd-comment-date', 'wc-comment-date', 'wp-block-comment-date')}]",
    f".//*[{_token('comment-metadata', 'commentmetadata')}]",
    f".//*[{_like('itemprop', '^(datePublished|dateCreated|commentTime)$')}"
    f" or {_like('property', '^(schema:dateCreated|dc:date|dc:created)')}]",
    ".//*["
    + _class_like(
        "date(time)?|time|datum|.*[-_](date|datum|time|timestamp|age)"
        "|.*comment(date|timestamp|listcommenttimestamp)|time-?ago"
    )
    + "]",
    # "von Eva » Mo 13. Mai 2024, 20:00", in phpBB before version 3.2, in vBulletin 3, and in SMF.
    f".//*[{_token('postbody')}]//p[{_token('author')}]|.//td[{_token('thead')}]"
    f"|(.//a|.//div)[@class='smalltext'][ancestor::*[{_token('keyinfo')}]]",
    _DATED_BY_TITLE,
)

# Where an element with a date may say it once more, for programs or under the mouse.
DATE_ATTRIBUTES = ("datetime", "date", "content", "title")

# What says that a comment is by who wrote the article, or runs the page: WordPress, Drupal and s9y
# on the comment or around it; wpDiscuz, Blogger and old Reddit in it, too. In Contao, nobody else
# can answer a comment.
HOST = _compile(
    "(self::*|parent::li)["
    + _token("by-author", "by-post-author", "by-node-author", "comment-by-node-author")
    + "]|(self::*|parent::li|.//*)["
    + _token(
        "bypostauthor", "wpd-blog-post_author", "wpd-blog-administrator", "wpd-blog-editor",
        "wc-blog-post_author", "wc-blog-administrator", "wc-blog-editor", "blog-author",
        "serendipity_comment_author_self",
    )
    + f"]|.//a[{_token('author')}][{_token('submitter')}]"
    f"|self::*[{_token('reply')}][parent::*[{_token('comment_default')}]]",
)[0]  # fmt: skip

# Who wrote the article, and whose page it is, outside of the comments.
HOUSE = _compile(
    "//meta[@name='author' or @property='og:site_name']/@content",
    "//a[contains(concat(' ', normalize-space(@rel), ' '), ' author ')]",
    # The last two are of Joomla and old WordPress.
    "//*[@itemprop='author' or "
    + _token(
        "byline", "entry-author", "post-author", "vcard", "author-name", "createdby", "postmetadata"
    )
    + "]",
)  # fmt: skip

# Links and words inside an element with the author or the date that belong to neither.
AROUND_AUTHOR = _compile(".//time")
AROUND_DATE = _compile(f".//*[{_class_like('.*(edit|reply|login).*|says|fn|author.*')}]")

# What Drupal adds to the name of a guest; and how it begins a date, "am Di., 3.5.2018".
_GUEST = r"\((?:nicht\s+(?:überprüft|verifiziert)|not\s+verified)\)"
_WEEKDAY = r"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\b\.?,?"

# A line that says who wrote when, after its date is gone: "Kommentar von Eva |", "Eva schrieb am".
# A name is one word, or several with capitals, so that it is told from "Wir warten seit".
AUTHOR_LINE = re.compile(
    rf"(?:(?:kommentar|{WRITTEN})\s+)?(?:(?:von|by)\s+)?"
    rf"(?!(?:am|um|vor|on|at|von|{WRITTEN})\b)"
    r"(?P<name>[^\W_][^\s:|,]{0,39}(?:\s(?-i:von|van|de|der|zu|[A-ZÄÖÜ][^\s:|,]{0,29})){0,3})"
    rf"(?:\s+aus\s(?-i:[A-ZÄÖÜ])[^\s:|,]{{0,29}})?(?:\s+{_GUEST})?"
    r"(?:\s+(?:said|says|sagte?|schrieb|schreibt|meinte?))?"
    rf"(?:\s+(?:am|um|vor|on|at)(?:\s+{_WEEKDAY})?)?[\s:|,·–-]*",
    re.IGNORECASE,
)

# What else stands in such a line, after its name is gone, too: "#4 schrieb am Montag, den".
BYLINE_WORDS = re.compile(
    r"[\W_]*(?:(?:[0-9]{1,6}|nr|kommentar|beitrag|comment|von|by|said|says|wrote|commented"
    rf"|sagte?|schrieb|schreibt|meinte?|kommentierte?|{WRITTEN}|am|um|vom|den|on|at|uhr"
    r"|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"[\W_]*)*",
    re.IGNORECASE,
)

# "Antwort von Eva", "Stellungnahme der Redaktion": above what answers the comment around it.
_ANSWER_BY = r"(?:antwort|stellungnahme|reply)\s+(?:vo[nm]|der|by|of|from)\s+(?:der\s+)?"
MAY_SAY_WHO_ANSWERS = _compile(
    ".//text()[contains(., 'ntwort ') or contains(., 'tellungnahme ') or contains(., 'eply ')]/.."
)
SAYS_WHO_ANSWERS = re.compile(rf"{_ANSWER_BY}[^\n]{{1,60}}", re.IGNORECASE)

AUTHOR_WORDS = re.compile(
    rf"^(?:(?:kommentar|comment|{WRITTEN})\s+)?(?:von|by)\s+|^{_ANSWER_BY}"
    r"|\s*(?:said|says|sagte?|schrieb|schreibt|meint|kommentiert|hat\s+gesagt)?\s*(?::|…)\s*$"
    r"|\s+(?:said|says|sagte?|schrieb|schreibt|meint)$"
    rf"|\s+{_GUEST}$",
    re.IGNORECASE,
)

# Dates that no element marks, as German and English themes print them.
_MONTHS = r"(?:jan|jän|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]{0,8}\.?"
PRINTED_DATE = re.compile(
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.,?\s?\d{{2,4}}|\d{{1,2}}\.?\s{_MONTHS}\s\d{{4}}"
    rf"|{_MONTHS}\s\d{{1,2}},\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[\s,|/@–-]*(?:(?:um|at|beim)\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:uhr|[ap]m)\b)?)?",
    re.IGNORECASE,
)
# Those, and such as need a calendar, or today's date, to be understood. How any of them begins is
# asked first: else each letter of a page is tried in eight ways.
_UNIT = r"(?:(?:sekunde|minute|stunde|tag|woche|monat|jahr)\w*|(?:sek|min|std|h)\b\.?)"
ANY_DATE = re.compile(
    rf"(?=[\djfmasondvhg])(?:{PRINTED_DATE.pattern}"
    rf"|\bvor\s+(?:\d+|eine[mr]|zwei|drei)\s+{_UNIT}|\b\d+\s+{_UNIT}\s+(?:her|ago)\b"
    r"|\b\d+\s(?:hour|day|week|month|year)s?\sago\b"
    r"|\b(?:heute|gestern),?\s(?:um\s)?\d{1,2}[:.]\d{2}(?:\suhr\b)?"
    r"|\b\d{1,2}\.\s?[a-zä]{3,9}\.?,?\s(?:um\s|[-–]\s)?\d{1,2}:\d{2}(?:\suhr\b)?)",
    re.IGNORECASE,
)
# All that an element says, as apps print dates; in a sentence, a reader may say it, too.
_COUNT = r"(?:\d{1,3}|ein(?:e[mnr]?)?|an?|zwei|drei|wenigen|einigen|mehreren)"
_SHORT_UNIT = r"(?:se[ck]|s|min|m|std|hrs?|h|tg|t|d|wo|wk|w|mon|mo|j|yr|y)s?\.?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:\suhr)?"
_WEEKDAYS = (
    r"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonnabend|sonntag)"
)
DATE_ALONE = re.compile(
    rf"(?:vor\s)?(?:(?:etwa|über|ca\.)\s)?{_COUNT}\s?(?:{_UNIT}|{_SHORT_UNIT})"
    rf"|(?:about\s)?{_COUNT}\s?(?:(?:second|minute|hour|day|week|month|year)s?|{_SHORT_UNIT})(?:\sago)?"
    r"|(?:gerade\s|so)?eben|gerade|jetzt|just\snow|now"
    rf"|(?:heute|gestern|vorgestern|today|yesterday)(?:,?\s(?:um\s|at\s)?{_CLOCK})?"
    rf"|{_WEEKDAYS}\.?,?\s(?:um\s)?{_CLOCK}|\d{{1,2}}:\d{{2}}(?:\suhr)?"
    rf"|\d{{1,2}}\.\s?{_MONTHS}",
    re.IGNORECASE,
)
# Between a name and a date on one line.
AROUND_SIGN = " \t|·•,–—-/()"
# "vor 11 Wochen", "gestern um 9:12": a date, told from "Antworten" by a number or one of these.
DATE_HINT = re.compile(
    r"\d|\b(?:heute|(?:vor)?gestern|gerade|(?:so)?eben|jetzt|now|today|yesterday|sekunde|minute"
    r"|stunde|tag\b|woche|monat|jahr|(?:second|hour|day|week|month|year)\b)",
    re.IGNORECASE,
)

# Lines that are a button or a heading and not the reader's, at either end of an unmarked text. Of
# a marked one, those that are a link or the like: "Gefällt mir" may be all that a reader writes.
_BUTTON = (
    r"(?:(?:auf (?:diesen )?kommentar )?(?:antworten?|reply|zitieren|quote|melden|gefällt mir"
    r"|liken?|teilen|löschen|bearbeiten|empfehlen|beantworten|kommentar(?: von|-?link)?"
    r"|permalink|\|"
    r"|(?:mehr|weniger) (?:anzeigen|lesen)|(?:show|read) (?:more|less)"
    r"|(?:sagte?|schrieb|schreibt|meinte?|said|says)\s*:"  # after a name that is marked
    rf"|{WRITTEN}(?: am| um| on)?:?))"
)
# With counts of those who pressed them: "Gefällt mir · Antworten (1) · 3 ·".
BUTTON_LINE = re.compile(
    rf"{_BUTTON}(?:[\s·•/,]+(?:{_BUTTON}|\(\d{{1,5}}\)|(?<=[·•|]\s)\d{{1,5}}))*[\s·•]*",
    re.IGNORECASE,
)
# What may be a button and no line of a text; `button` itself is `NEVER_TEXT`.
BUTTON_TAGS = ("a", "span")

# What stands in or before a link to the comment that is answered.
ANSWER = re.compile(
    r"\bantwort(?:et)? (?:auf|an)\b|\b(?:reply|replied|replying|response) to\b|^@", re.IGNORECASE
)

# Not by a reader: pings of other blogs, and notes that someone shared the article.
PING_CLASS = re.compile(r"(?:^|\s)(?:pingback|trackback|webmention|pinglist|pings)(?:\s|$)")
PING_TEXT = re.compile(
    r"(?:ping|track)back\s?:"
    r"|(?:hat (?:dies|das) auf .{1,120} (?:rebloggt|gerebloggt)|reblogged this on )",
    re.IGNORECASE,
)
# What a reader may write, too; but pings link to the page that they come from.
LINKED_PING_TEXT = re.compile(
    r"(?:ping|track)back\s(?:von|by|from)\b"
    r"|[^\w\[]*(?:\[…\]|\[\.\.\.\]).*(?:\[…\]|\[\.\.\.\])$",
    re.IGNORECASE | re.DOTALL,
)
LINK_ELSEWHERE = _compile(".//a[starts-with(@href, 'http') and not(contains(@href, '#'))]")

# The section around the comments, dropped from the page before its article is looked for.
SECTION = _compile(
    "//*["
    + _like(
        "id",
        "^(comments|respond|comment-section|disqus_thread|commentlist|comment_entries"
        "|comment-holder)$",
    )
    + " or contains(@class, 'comment') and "
    + _token(
        "comments-area", "comment-respond", "commentlist", "comment-list", "wp-block-comments",
        "comments-content",
    )
    + "]"
)  # fmt: skip

# How deep a comment stands, where answers follow their comment and are not inside it: a class of
# its own, or, in Coral, of what is in or around it; else the number of frames that indent it, as in
# Drupal.
DEPTH = re.compile(r"(?:^|[\s_-])(?:comment)?(?:depth|level|coral-indent)-([0-9]{1,4})(?:\s|$)")
DEPTH_CLASSES = _compile(
    "self::*/@class",
    f"(.//*[{_token('coral-indent')}])[1]/@class",
    f"(..|../..)[{_token('coral-indent')}]/@class",
)
INDENTED = _compile(f"//*[{_token('indented')}]")[0]
# What holds the answers to the comment that it stands behind. Programs add a few characters to the
# class, "Thread_replies__Qw2Xa", "_replies_1x8a9_14", which are no word as in "replies__list".
REPLIES = re.compile(
    r"(?:^|\s)(?:\S*[-_])?(?:replies|children|answers|antworten)"
    r"(?-i:__(?=[a-z]*[A-Z0-9_-])[\w-]{4,12}|_\w{5}_\d{1,4})?(?:\s|$)",
    re.IGNORECASE,
)

# What a comment is called by those that answer it, and which one it says to answer.
NAMES_OF_ITEM = ("id", "thingid", "data-postingid", "data-id", "data-comment-id", "data-commentid")
NAMES_OF_PARENT = (
    "parentid", "data-parentpostingid", "data-parent-id", "data-parentid", "data-parent",
    "data-parent-comment-id",
)  # fmt: skip

# The number of a post, at the end of its id, or of that of its text.
LAST_NUMBER = re.compile(r"[0-9]{1,18}\Z")
NUMBER_OF_POST = _compile(
    "self::*/@id",
    "self::*/@data-post-id|self::*/@data-node-id",
    f".//*[{_token('inner')}][starts-with(@id, 'msg_')]/@id",
)

# Who is answered, outside of the text: in an element of its own, or in a few words.
ANSWERED = _compile(
    f".//*[{_class_like('.*(reply-?to|parent)[-_]?(tab|link|user-?name|author|name)')}]"
)[0]
SAYS_ANSWER = _compile(".//text()[contains(., 'ntwort') or contains(., 'epl')]/..")[0]
ANSWERED_NAME = re.compile(
    r"(?:als\s+)?(?:antwort(?:et)?\s+(?:auf|an)|(?:in\s+)?repl(?:y|ied|ying)\s+to)"
    r"\s+@?(?P<name>[^\n]{1,100}?)\s*:?",
    re.IGNORECASE,
)

# What may quote another comment; in old forums, the whole text of one is a `blockquote`, too.
QUOTATION = _compile(
    f".//blockquote[not({_token('postcontent', 'messageText', 'signature')})]"
    "|.//*[self::div or self::aside or self::table or self::td or self::section]["
    + _class_like(
        "((bbcode|comment|post|my|ips)[-_]*)?(quote|zitat)([-_]?(box|block|container|content))?"
        "|bbcode_container|bbCodeBlock--quote"
    )
    + "]"
)[0]
# What says in its attributes who or what is quoted: the software of forums does, no reader.
# Reddit's Markdown makes one of ">", with which its readers quote whom they answer.
IS_REDDIT = _compile(f"ancestor::*[@slot='comment' or {_token('usertext-body')}]")[0]
QUOTED_NAME = _compile("@data-quote|@data-username|@data-author|@data-ipsquote-username")[0]
QUOTED_PLACE = _compile("@data-source|@data-post|@cite|@data-ipsquote-contentcommentid")[0]
QUOTE_HEADING = _compile(
    ".//cite|.//*["
    + _class_like("(.*[-_])?(title|header|heading|attribution|postedby|citation)|quoteboxtitle")
    + "]"
)[0]
# "post: 12", "./viewtopic.php?p=12#p12", "?msg=12": a post by its number; "12" alone is one, too.
POST_NUMBER = re.compile(
    r"(?:^|^post:\s*|#(?:js-)?(?:p|post|pid|msg|comment|kommentar|cid|c)[-_]?|[?&;]msg=)"
    r"([0-9]{1,18})$",
    re.IGNORECASE,
)
# "Eva schrieb am 3. Mai 2018 um 10:12:", "Zitat von Eva", "Zitat von: Eva am 3. Mai 2018, 10:12",
# "Zitat Eva:", "Zitiere Eva:".
SAID = re.compile(
    r"@?(?P<name>[^\n:]{1,60}?)\s+(?:schrieb|schreibt|sagte|meinte|wrote|said"
    r"|hat\s+(?:folgendes\s+)?(?:geschrieben|gesagt))\b(?:(?P<rest>[^\n]{0,60}?):(?!\d)|\s*$)",
    re.IGNORECASE,
)
_QUOTES = "zitat|zitiert?e?|quote|quoting"
FROM = re.compile(
    rf"(?:{_QUOTES}|original(?:ly)?\s+(?:posted|geschrieben)|ursprünglich)\b"
    r"[^\n]{0,20}?\b(?:von|by|from):?\s+@?(?P<name>[^\n]{1,60}?)"
    r"(?P<rest>\s+(?:am|in|on|um)\s(?=[^\n]{0,20}\d)[^\n]{1,60})?\s*:?$",
    re.IGNORECASE,
)
QUOTED = re.compile(
    rf"(?:{_QUOTES})"
    r"\s*:?\s+@?(?P<name>[^\n:]{1,60}?)\s*:?$",
    re.IGNORECASE,
)
TIME_OF_DAY = re.compile(r"\b[0-9]{1,2}:[0-9]{2}\b")

_OF_COUNT = "comments?[-_]*(count|title|link|headline|head|number|info)"
# Where the number of comments may stand: a heading, or a link or label that is about those of this
# page.
PLACES_OF_COUNT = _compile(
    "//h1|//h2|//h3|//h4|//h5|//h6|//legend|//a[contains(@href, '#')]"
    "|//*[self::a or self::span or self::div or self::p or self::button]"
    f"[{_like('class', _OF_COUNT, re.IGNORECASE)} or {_like('id', _OF_COUNT, re.IGNORECASE)}]"
)[0]

JSON_LD = _compile(f"//script[{_like('type', '^ *application/ld[+]json', re.IGNORECASE)}]")[0]

# How many comments a page may say that it has: of thousands of digits, no number is made.
COUNT = re.compile(r"[0-9]{1,6}")
