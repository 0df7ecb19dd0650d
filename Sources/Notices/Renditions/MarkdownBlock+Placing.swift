extension MarkdownBlock {
    /// The same block with every value moved from its place to `place(of:)`.
    func placing(_ place: (Int) -> Int) -> MarkdownBlock {
        switch self {
        case .paragraph(let inlines): .paragraph(inlines.map { $0.placing(place) })
        case .heading(let level, let inlines): .heading(level: level, inlines.map { $0.placing(place) })
        case .list(let start, let isTight, let items):
            .list(start: start, isTight: isTight, items: items.map { $0.map { $0.placing(place) } })
        case .quote(let blocks): .quote(blocks.map { $0.placing(place) })
        case .code(let pieces): .code(pieces.map { $0.placing(place) })
        case .rule: .rule
        case .button(let label, let link): .button(label: label.map { $0.placing(place) }, place: place(link))
        case .preformatted(let value): .preformatted(place: place(value))
        }
    }
}

extension MarkdownInline {
    fileprivate func placing(_ place: (Int) -> Int) -> MarkdownInline {
        switch self {
        case .text, .softBreak, .lineBreak: self
        case .value(let value): .value(place(value))
        case .code(let pieces): .code(pieces.map { $0.placing(place) })
        case .emphasis(let inner): .emphasis(inner.map { $0.placing(place) })
        case .strong(let inner): .strong(inner.map { $0.placing(place) })
        case .link(let destination, let inner):
            .link(destination: destination.map { $0.placing(place) }, inner.map { $0.placing(place) })
        }
    }
}

extension MarkdownPiece {
    fileprivate func placing(_ place: (Int) -> Int) -> MarkdownPiece {
        switch self {
        case .literal: self
        case .value(let value): .value(place(value))
        }
    }
}
