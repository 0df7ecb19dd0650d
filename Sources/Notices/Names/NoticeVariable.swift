/// One name that a notice's template may use, and what stands behind it.
public struct NoticeVariable: Sendable, Hashable {
    /// What a value is, and so how it is written into text and HTML.
    public enum Kind: Sendable, Hashable {
        /// Words on one line: `{{name}}`.
        case text
        /// A few lines somebody wrote: `{{reason}}`.
        case multiline
        /// Lines that must stay as they are, such as a blank form; its tag stands alone in a paragraph.
        case preformatted
        /// An answer link: a paragraph of its own, `[Label]({{link.answer}})`, becomes a button.
        case link
        /// A web page of the desk, https only: a paragraph of its own, `[Label]({{link.page}})`, becomes a
        /// button. Opening it has no effect, so that link scanners may.
        case webLink
        /// A picture that comes with the mail; its tag stands alone in a paragraph. The text twin leaves it out.
        case picture
        /// Yes or no: only `{{#flag}}…{{/flag}}` and `{{^flag}}…{{/flag}}`.
        case flag
        /// Rows: `{{#rows}}…{{/rows}}` once per row. `hasRows` comes along as a flag of its own.
        indirect case list([NoticeVariable])
    }

    /// The name inside the braces.
    public let name: String
    /// What stands behind it.
    public let kind: Kind
    /// Whether a caller may leave it out; its tag then needs `{{#name}}…{{/name}}` around it.
    public let isOptional: Bool
    /// Whether every template of the notice must use it, so that no translation loses a reason or a deadline.
    public let isEssential: Bool

    /// A variable.
    init(_ name: String, _ kind: Kind, isOptional: Bool = false, isEssential: Bool = true) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.isEssential = isEssential
    }

    /// The flag that tells whether a list named `list` has rows: `hasFaults` for `faults`.
    static func flagName(of list: String) -> String { "has" + list.prefix(1).uppercased() + list.dropFirst() }

    static func text(_ name: String) -> Self { Self(name, .text) }
    static func multiline(_ name: String) -> Self { Self(name, .multiline) }
    static func preformatted(_ name: String, isOptional: Bool = false) -> Self {
        Self(name, .preformatted, isOptional: isOptional)
    }
    static func link(_ name: String, isOptional: Bool = false) -> Self {
        Self("link." + name, .link, isOptional: isOptional)
    }
    static func webLink(_ name: String, isOptional: Bool = false) -> Self {
        Self("link." + name, .webLink, isOptional: isOptional)
    }
    static func picture(_ name: String) -> Self { Self(name, .picture, isOptional: true) }
    static func flag(_ name: String) -> Self { Self(name, .flag) }
    static func list(_ name: String, _ row: [String]) -> Self { Self(name, .list(row.map { .text($0) })) }
}

extension NoticeVariable.Kind: CustomStringConvertible {
    /// The kind's name, for messages to template staff.
    public var description: String {
        switch self {
        case .text: "text"
        case .multiline: "multiline"
        case .preformatted: "preformatted"
        case .link: "link"
        case .webLink: "web link"
        case .picture: "picture"
        case .flag: "flag"
        case .list: "list"
        }
    }
}
