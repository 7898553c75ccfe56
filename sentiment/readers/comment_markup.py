"""How pages mark what is inside a comment: selectors and words as data.

They hold whatever rule of `comment_rules` found the comment: the first selector that finds text
wins, so the special ones stand first. Everything is XPath 1.0, compiled once.
"""

from __future__ import annotations

import re

from sentiment.readers.dates import (
    ENGLISH_WEEKDAYS,
    GERMAN_WEEKDAYS,
    SHORT_GERMAN_WEEKDAYS,
    SHORT_WEEKDAYS,
    WRITTEN,
)
from sentiment.readers.selectors import class_like, compiled, like, token

# What systems call one comment in the classes of its parts.
_ONE = (
    "(isso|u?post(ing)?|beitrags?|kommentar|leserbrief|entry|reply|answer|antwort|message"
    "|discussion)"
)
# The text of a comment that is called a reply; other classes with this word are of its button.
_REPLY_TEXT = "(.*[-_])?reply[-_]*(text|inhalt|message|body|content)"

_COMMENT = "(.*[-_])?comment([-_]+(item|entry|reply|answer))?"

# Where the text of a comment stands.
CONTENT = compiled(
    # Of systems of which a page has but one, all at once: XenForo 2, WoltLab, Discourse, Reddit
    # (old), Mastodon, LinkedIn, giscus; XenForo 1 and vBulletin 4, Invision Community, Reddit
    # (new), OpenWeb, YouTube; utterances, which shows GitHub's; phpBB.
    ".//*["
    + token(
        "bbWrapper",
        "messageText",
        "cooked",
        "usertext-body",
        "status__content__text",
        "comments-comment-item__main-content",
        "gsc-comment-content",
        "gsc-reply-content",
    )
    + f" or self::blockquote[{token('postcontent')}] or @data-role='commentContent'"
    " or @slot='comment' or @slot='text-body' or @data-spot-im-class='message-text'"
    " or @id='content-text']"
    f"|self::*[{token('timeline-comment')}]//*[{token('markdown-body')}]"
    f"|.//*[{token('postbody')}]//*[{token('content')}]",
    # Of vBulletin 3 (in version 4 it is around the one above), MyBB, SMF, Contao.
    ".//*[@id][starts-with(@id, 'post_message_') or starts-with(@id, 'pid_')"
    f" or starts-with(@id, 'msg_') and {token('inner')}]"
    f"|.//div[@class='comment'][preceding-sibling::*[1][self::p][{token('info')}]]",
    f".//*[{token('comment-content', 'wp-block-comment-content', 'comment_content')}]",
    f".//*[{token('wpd-comment-text', 'wc-comment-text', 'comment-text', 'commenttext')}]",
    ".//*[@itemprop='text' or @itemprop='commentText']",
    f".//*[{like('property', '^(schema:text|content:encoded)$')}]",
    f".//*[{class_like(f'{_COMMENT}[-_]*(body|text|content|message)|.*comments?text')}]",
    f".//*[{class_like('text|content|message')}]",
    # "posting-text", but not "button-text"; the text alone before all that may be around it.
    f".//*[{class_like(f'{_ONE}[-_]*(text|inhalt|message)')}]",
    f".//*[{class_like(f'{_ONE}[-_]*(body|content)')}]",
)

# What stands above the text of a comment.
TITLE = compiled(
    ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or "
    + class_like("(comment[-_]*)?(title|subject)")
    + "]"
)

# What a reader may have given a comment as its headline; the class of the second kind says so.
_MARKED_HEADLINE = class_like(
    "(.*[-_])?(comment|kommentar|beitrags?|u?post(ing)?|reply)[-_]*(title|titel|subject|headline)"
    "|subject|betreff"
)
HEADLINE = compiled(
    ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"
    f" or {_MARKED_HEADLINE}]"
)
MARKED_HEADLINE = compiled(f"self::*[{_MARKED_HEADLINE}]")
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
    + like("title", r"^\D{0,20}\d{1,4}[^\d:]{1,12}(\d{1,2}[^\d:]{1,3})?\d{2,4}\D{1,8}\d{1,2}:\d{2}")
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
FURNITURE = compiled(
    f".//*[{class_like(_FURNITURE_CLASSES)}"
    " or @itemprop='author' or @itemprop='datePublished' or @itemprop='dateCreated'"
    # Not the text of an answer, but the word on a link to one.
    f" or {class_like(_REPLY_TEXT)} and ancestor-or-self::a]"
)

# Pictures of readers, or their initials, which are neither name nor text.
AVATAR = compiled(f".//*[{class_like(_AVATAR)}]")

# The same where nothing marks the text itself; inside marked text, these are the reader's own.
BARE_FURNITURE = compiled(
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
AUTHOR = compiled(
    "self::shreddit-comment[@author != '[deleted]']/@author"
    f"|self::*[{token('message', 'thing')}]/@data-author|self::*/@data-communityname",
    # Of systems of which a page has but one, all at once; the last three are of SMF, MyBB and
    # Invision Community.
    ".//*["
    + token(
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
    f" or @data-testid='member-name' or self::h4[parent::*[{token('poster')}]]"
    f" or self::span[{token('largetext')}][ancestor::*[{token('post_author')}]]"
    f" or self::a[contains(@href, 'profile')]"
    f"[ancestor::*[{token('cAuthorPane_author', 'ipsEntry__username')}]]"
    f" or self::strong[parent::*[{token('cAuthorPane_author')}]]]"
    f"|.//*[{token('names')}]//@data-user-card"
    f"|self::*[{token('timeline-comment')}]//*[{token('comment-meta')}]/a[1]",
    f".//*[{token('fn')}]",
    f".//*[{token('wpd-comment-author', 'wc-comment-author', 'wp-block-comment-author-name')}]",
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@itemprop='author' or @itemprop='creator']",
    # The title of a comment is its name, too.
    f".//*[{like('property', '^(schema:name|foaf:name)$')}][not(ancestor-or-self::*["
    "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6])]",
    ".//cite",
    f".//*[{class_like('comment-author(-name)?|author-?name|author|autor|(user|nick)-?name')}]",
    f".//*[{class_like('.*commentinfonametext')}]",
    f".//*[{class_like('.*comment(list)?[-_]*(author|user|meta__name|name|commentname).*')}]",
    ".//*["
    + class_like(
        rf"(?!\S*(reply-?to|parent|quot))(.*[-_])?{_ONE}[-_]*(author|autor|user(-?name)?|name)"
    )
    + "]",
    f".//*[{class_like('(?!.*(reply|parent|quote)).*[-_](user|nick)-?name|pseudonym|name')}]",
    # A link to the author's own site, or to the profile.
    f".//a[{like('rel', 'external')}]",
    f".//a[{like('href', '/(user|profile?|benutzer|mitglied(er)?|member)s?/')}]",
)

DATE = compiled(
    f".//*[{token('comment-metadata', 'message-attribution')}]//time",
    ".//time|.//woltlab-core-date-time",
    ".//*[@id='published-time-text'"
    f" or {token('wpd-comment-date', 'wc-comment-date', 'wp-block-comment-date')}]",
    f".//*[{token('comment-metadata', 'commentmetadata')}]",
    f".//*[{like('itemprop', '^(datePublished|dateCreated|commentTime)$')}"
    f" or {like('property', '^(schema:dateCreated|dc:date|dc:created)')}]",
    ".//*["
    + class_like(
        "date(time)?|time|datum|.*[-_](date|datum|time|timestamp|age)"
        "|.*comment(date|timestamp|listcommenttimestamp)|time-?ago"
    )
    + "]",
    # "von Eva » Mo 13. Mai 2024, 20:00", in phpBB before version 3.2, in vBulletin 3, and in SMF.
    f".//*[{token('postbody')}]//p[{token('author')}]|.//td[{token('thead')}]"
    f"|(.//a|.//div)[@class='smalltext'][ancestor::*[{token('keyinfo')}]]",
    _DATED_BY_TITLE,
)

# Where an element with a date may say it once more, for programs or under the mouse.
DATE_ATTRIBUTES = ("datetime", "date", "content", "title")

# What says that a comment is by who wrote the article, or runs the page: WordPress, Drupal and s9y
# on the comment or around it; wpDiscuz, Blogger and old Reddit in it, too. In Contao, nobody else
# can answer a comment.
HOST = compiled(
    "(self::*|parent::li)["
    + token("by-author", "by-post-author", "by-node-author", "comment-by-node-author")
    + "]|(self::*|parent::li|.//*)["
    + token(
        "bypostauthor", "wpd-blog-post_author", "wpd-blog-administrator", "wpd-blog-editor",
        "wc-blog-post_author", "wc-blog-administrator", "wc-blog-editor", "blog-author",
        "serendipity_comment_author_self",
    )
    + f"]|.//a[{token('author')}][{token('submitter')}]"
    f"|self::*[{token('reply')}][parent::*[{token('comment_default')}]]",
)[0]  # fmt: skip

# Who wrote the article, and whose page it is, outside of the comments.
HOUSE = compiled(
    "//meta[@name='author' or @property='og:site_name']/@content",
    "//a[contains(concat(' ', normalize-space(@rel), ' '), ' author ')]",
    # The last two are of Joomla and old WordPress.
    "//*[@itemprop='author' or "
    + token(
        "byline", "entry-author", "post-author", "vcard", "author-name", "createdby", "postmetadata"
    )
    + "]",
)  # fmt: skip

# Links and words inside an element with the author or the date that belong to neither.
AROUND_AUTHOR = compiled(".//time")
AROUND_DATE = compiled(f".//*[{class_like('.*(edit|reply|login).*|says|fn|author.*')}]")

# What Drupal adds to the name of a guest; and how it begins a date, "am Di., 3.5.2018".
_GUEST = r"\((?:nicht\s+(?:überprüft|verifiziert)|not\s+verified)\)"
_WEEKDAY = rf"(?:{SHORT_WEEKDAYS})\b\.?,?"
_SAYS = "said|says|sagte?|schrieb|schreibt|meinte?"
_SAYS_BEHIND = "said|says|sagte?|schrieb|schreibt|meint"  # a name; all but "meinte"

# A line that says who wrote when, after its date is gone: "Kommentar von Eva |", "Eva schrieb am".
# A name is one word, or several with capitals, so that it is told from "Wir warten seit".
AUTHOR_LINE = re.compile(
    rf"(?:(?:kommentar|{WRITTEN})\s+)?(?:(?:von|by)\s+)?"
    rf"(?!(?:am|um|vor|on|at|von|{WRITTEN})\b)"
    r"(?P<name>[^\W_][^\s:|,]{0,39}(?:\s(?-i:von|van|de|der|zu|[A-ZÄÖÜ][^\s:|,]{0,29})){0,3})"
    rf"(?:\s+aus\s(?-i:[A-ZÄÖÜ])[^\s:|,]{{0,29}})?(?:\s+{_GUEST})?"
    rf"(?:\s+(?:{_SAYS}))?"
    rf"(?:\s+(?:am|um|vor|on|at)(?:\s+{_WEEKDAY})?)?[\s:|,·–-]*",
    re.IGNORECASE,
)

# What else stands in such a line, after its name is gone, too: "#4 schrieb am Montag, den".
BYLINE_WORDS = re.compile(
    r"[\W_]*(?:(?:[0-9]{1,6}|nr|kommentar|beitrag|comment|von|by|wrote|commented|kommentierte?"
    rf"|{_SAYS}|{WRITTEN}|am|um|vom|den|on|at|uhr"
    rf"|{SHORT_GERMAN_WEEKDAYS}|{GERMAN_WEEKDAYS}|{ENGLISH_WEEKDAYS})\b"
    r"[\W_]*)*",
    re.IGNORECASE,
)

# "Antwort von Eva", "Stellungnahme der Redaktion": above what answers the comment around it.
_ANSWER_BY = r"(?:antwort|stellungnahme|reply)\s+(?:vo[nm]|der|by|of|from)\s+(?:der\s+)?"
MAY_SAY_WHO_ANSWERS = compiled(
    ".//text()[contains(., 'ntwort ') or contains(., 'tellungnahme ') or contains(., 'eply ')]/.."
)
SAYS_WHO_ANSWERS = re.compile(rf"{_ANSWER_BY}[^\n]{{1,60}}", re.IGNORECASE)

AUTHOR_WORDS = re.compile(
    rf"^(?:(?:kommentar|comment|{WRITTEN})\s+)?(?:von|by)\s+|^{_ANSWER_BY}"
    rf"|\s*(?:{_SAYS_BEHIND}|kommentiert|hat\s+gesagt)?\s*(?::|…)\s*$"
    rf"|\s+(?:{_SAYS_BEHIND})$"
    rf"|\s+{_GUEST}$",
    re.IGNORECASE,
)

# Dates that no element marks, as German and English themes print them.
# More loosely than `dates`, since names may be shortened otherwise: "Febr.".
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
DATE_ALONE = re.compile(
    rf"(?:vor\s)?(?:(?:etwa|über|ca\.)\s)?{_COUNT}\s?(?:{_UNIT}|{_SHORT_UNIT})"
    rf"|(?:about\s)?{_COUNT}\s?(?:(?:second|minute|hour|day|week|month|year)s?|{_SHORT_UNIT})(?:\sago)?"
    r"|(?:gerade\s|so)?eben|gerade|jetzt|just\snow|now"
    rf"|(?:heute|gestern|vorgestern|today|yesterday)(?:,?\s(?:um\s|at\s)?{_CLOCK})?"
    rf"|(?:{SHORT_WEEKDAYS}|{GERMAN_WEEKDAYS})\.?,?\s(?:um\s)?{_CLOCK}|\d{{1,2}}:\d{{2}}(?:\suhr)?"
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
    rf"|(?:{_SAYS})\s*:"  # after a name that is marked
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
LINK_ELSEWHERE = compiled(".//a[starts-with(@href, 'http') and not(contains(@href, '#'))]")

# The section around the comments, dropped from the page before its article is looked for.
SECTION = compiled(
    "//*["
    + like(
        "id",
        "^(comments|respond|comment-section|disqus_thread|commentlist|comment_entries"
        "|comment-holder)$",
    )
    + " or contains(@class, 'comment') and "
    + token(
        "comments-area", "comment-respond", "commentlist", "comment-list", "wp-block-comments",
        "comments-content",
    )
    + "]"
)  # fmt: skip

# How deep a comment stands, where answers follow their comment and are not inside it: a class of
# its own, or, in Coral, of what is in or around it; else the number of frames that indent it, as in
# Drupal.
DEPTH = re.compile(r"(?:^|[\s_-])(?:comment)?(?:depth|level|coral-indent)-([0-9]{1,4})(?:\s|$)")
DEPTH_CLASSES = compiled(
    "self::*/@class",
    f"(.//*[{token('coral-indent')}])[1]/@class",
    f"(..|../..)[{token('coral-indent')}]/@class",
)
INDENTED = compiled(f"//*[{token('indented')}]")[0]
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
NUMBER_OF_POST = compiled(
    "self::*/@id",
    "self::*/@data-post-id|self::*/@data-node-id",
    f".//*[{token('inner')}][starts-with(@id, 'msg_')]/@id",
)

# Who is answered, outside of the text: in an element of its own, or in a few words.
ANSWERED = compiled(
    f".//*[{class_like('.*(reply-?to|parent)[-_]?(tab|link|user-?name|author|name)')}]"
)[0]
SAYS_ANSWER = compiled(".//text()[contains(., 'ntwort') or contains(., 'epl')]/..")[0]
ANSWERED_NAME = re.compile(
    r"(?:als\s+)?(?:antwort(?:et)?\s+(?:auf|an)|(?:in\s+)?repl(?:y|ied|ying)\s+to)"
    r"\s+@?(?P<name>[^\n]{1,100}?)\s*:?",
    re.IGNORECASE,
)

# What may quote another comment; in old forums, the whole text of one is a `blockquote`, too.
QUOTATION = compiled(
    f".//blockquote[not({token('postcontent', 'messageText', 'signature')})]"
    "|.//*[self::div or self::aside or self::table or self::td or self::section]["
    + class_like(
        "((bbcode|comment|post|my|ips)[-_]*)?(quote|zitat)([-_]?(box|block|container|content))?"
        "|bbcode_container|bbCodeBlock--quote"
    )
    + "]"
)[0]
# What says in its attributes who or what is quoted: the software of forums does, no reader.
# Reddit's Markdown makes one of ">", with which its readers quote whom they answer.
IS_REDDIT = compiled(f"ancestor::*[@slot='comment' or {token('usertext-body')}]")[0]
QUOTED_NAME = compiled("@data-quote|@data-username|@data-author|@data-ipsquote-username")[0]
QUOTED_PLACE = compiled("@data-source|@data-post|@cite|@data-ipsquote-contentcommentid")[0]
QUOTE_HEADING = compiled(
    ".//cite|.//*["
    + class_like("(.*[-_])?(title|header|heading|attribution|postedby|citation)|quoteboxtitle")
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
PLACES_OF_COUNT = compiled(
    "//h1|//h2|//h3|//h4|//h5|//h6|//legend|//a[contains(@href, '#')]"
    "|//*[self::a or self::span or self::div or self::p or self::button]"
    f"[{like('class', _OF_COUNT, re.IGNORECASE)} or {like('id', _OF_COUNT, re.IGNORECASE)}]"
)[0]

JSON_LD = compiled(f"//script[{like('type', '^ *application/ld[+]json', re.IGNORECASE)}]")[0]

# How many comments a page may say that it has: of thousands of digits, no number is made.
COUNT = re.compile(r"[0-9]{1,6}")
