/// A paragraph, list or other block of a notice, as far as both renditions need to know.
indirect enum MarkdownBlock: Sendable {
    case paragraph([MarkdownInline])
    case heading(level: Int, [MarkdownInline])
    /// Items; an ordered list starts at `start`. A tight list has no space between items.
    case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
    case quote([MarkdownBlock])
    case code([MarkdownPiece])
    case rule
    /// A paragraph that is one link to an answer or a page.
    case button(label: [MarkdownInline], place: Int)
    /// A paragraph that is one preformatted value.
    case preformatted(place: Int)
    /// A paragraph that is one picture.
    case picture(place: Int)
}

/// Text inside a block.
indirect enum MarkdownInline: Sendable {
    case text(String)
    /// The value at this place of the ``ValueTable``.
    case value(Int)
    case softBreak
    case lineBreak
    case code([MarkdownPiece])
    case emphasis([MarkdownInline])
    case strong([MarkdownInline])
    case link(destination: [MarkdownPiece], [MarkdownInline])
}

/// A part of a text that has no markup of its own.
enum MarkdownPiece: Sendable {
    case literal(String)
    case value(Int)
}
