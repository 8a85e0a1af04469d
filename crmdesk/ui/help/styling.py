"""Dresses a page: Qt reads the Markdown, the theme says how its parts look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
)

from crmdesk.ui.kit.theme import text_font, tokens

TEXT, SMALL = 15, 13
HEADINGS = {1: 23, 2: 18, 3: 15}
KEY = QTextFormat.Property.UserProperty.value + 1
"""Set on the letters of a key cap; the view draws the cap below them."""
_INDENT, _LINE = 26, 118  # px; percent of what the font asks for
_PAD = "\u00a0"
_CODE = re.compile(r"`([^`\n]+)`")
_FEATURES = QTextDocument.MarkdownFeature
_OWN = QTextListFormat.Style.ListStyleUndefined
_ROUND = (
    QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)  # fmt: skip


def fill(document: QTextDocument, markdown: str) -> None:
    """Show this page in the document, dressed in the theme in force."""
    document.setDefaultFont(text_font(TEXT))
    document.setIndentWidth(_INDENT)
    padded = _CODE.sub(rf"`{_PAD}\1{_PAD}`", markdown)
    features = _FEATURES.MarkdownDialectGitHub | _FEATURES.MarkdownNoHTML
    document.setMarkdown(padded, features)
    whole, fonts = QTextCursor(document), _Fonts()
    whole.beginEditBlock()  # laid out once, at its end
    for block in _blocks(document):
        _dress_block(block)
        for fragment in _fragments(block):
            _dress_fragment(fragment, block, document, fonts)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    whole.endEditBlock()


def bullets(document: QTextDocument) -> list[int]:
    """The position of every entry of a list without numbers; the view draws its bullet: Qt's is
    large and stands close to the first letter."""
    return [
        block.position()
        for block in _blocks(document)
        if (entries := block.textList()) is not None and entries.format().style() == _OWN
    ]


def key_caps(document: QTextDocument) -> list[tuple[int, int]]:
    """(position, length) of every key cap."""
    return [
        (fragment.position(), fragment.length())
        for block in _blocks(document)
        for fragment in _fragments(block)
        if fragment.charFormat().hasProperty(KEY)
    ]


def pictures(document: QTextDocument) -> list[tuple[int, str]]:
    """(position, name) of every picture."""
    return [
        (fragment.position(), fragment.charFormat().toImageFormat().name())
        for block in _blocks(document)
        for fragment in _fragments(block)
        if fragment.charFormat().isImageFormat()
    ]


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    """All at once: dressing one would disturb the walk."""
    found = []
    at = block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def _dress_block(block: QTextBlock) -> None:
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    in_table = QTextCursor(block).currentTable() is not None
    if level:
        shape.setTopMargin(0 if level == 1 else 22)
        shape.setBottomMargin(12 if level == 1 else 6)
    elif in_table:
        shape.setTopMargin(0)
        shape.setBottomMargin(0)
    elif (entries := block.textList()) is not None:
        if entries.format().style() in _ROUND:
            drawn = entries.format()
            drawn.setStyle(_OWN)
            entries.setFormat(drawn)
        shape.setTopMargin(3)
        shape.setBottomMargin(3)
    else:
        shape.setTopMargin(6)
        shape.setBottomMargin(8)
    pictured = any(one.charFormat().isImageFormat() for one in _fragments(block))
    kinds = QTextBlockFormat.LineHeightTypes
    kind = kinds.SingleHeight if pictured else kinds.ProportionalHeight
    shape.setLineHeight(0 if pictured else _LINE, kind.value)
    QTextCursor(block).mergeBlockFormat(shape)


def _dress_fragment(
    fragment: QTextFragment, block: QTextBlock, document: QTextDocument, fonts: _Fonts
) -> None:
    before, colours = fragment.charFormat(), tokens()
    if before.isImageFormat():
        return
    level = block.blockFormat().headingLevel()
    shape = QTextCharFormat()
    shape.setForeground(QColor(colours.text))
    size, bold = HEADINGS.get(level, TEXT), bool(level) or before.fontWeight() > QFont.Weight.Medium
    if before.fontFixedPitch():
        shape.setProperty(KEY, 1)
        size, bold = SMALL, False
    elif before.isAnchor():
        shape.setAnchor(True)
        shape.setAnchorHref(before.anchorHref())
        shape.setForeground(QColor(colours.link))
    shape.setFont(fonts[size, bold])
    cursor = QTextCursor(document)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(shape)


def _dress_table(table: QTextTable) -> None:
    shape, colours = table.format(), tokens()
    shape.setBorder(0)
    shape.setBorderCollapse(True)
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    shape.setTopMargin(6)
    shape.setBottomMargin(10)
    whole = QTextLength(QTextLength.Type.PercentageLength, 100)
    shape.setWidth(whole)
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / table.columns())
    shape.setColumnWidthConstraints([share] * table.columns())
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            ground = cell.format().toTableCellFormat()
            ground.setBottomBorder(1)
            ground.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            ground.setBottomBorderBrush(QColor(colours.border))
            if row == 0:
                ground.setBackground(QColor(colours.hover))
            cell.setFormat(ground)


class _Fonts(dict[tuple[int, bool], QFont]):
    """By size and weight; asking which families there are takes a third of a millisecond."""

    def __missing__(self, key: tuple[int, bool]) -> QFont:
        size, bold = key
        return self.setdefault(key, text_font(size, bold=bold))
