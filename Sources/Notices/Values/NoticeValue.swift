public import Domain

/// What a caller puts behind a variable's name. Strings may hold anything a stranger wrote.
public enum NoticeValue: Sendable, Hashable {
    /// Words; line breaks and control characters become spaces. An empty one shows as a dash, one of more
    /// than 1,000 characters is cut.
    case text(String)
    /// Lines; breaks are kept, other control characters become spaces. Cut after 8,000 characters.
    case multiline(String)
    /// Lines kept as they are, spaces included.
    case preformatted(String)
    /// Yes or no.
    case flag(Bool)
    /// An answer link.
    case link(MailtoLink)
    /// A web page of the desk: an absolute https URL (RFC 3986) in ASCII, without user information.
    case webLink(String)
    /// A picture that is attached under its name.
    case picture(NoticePicture)
    /// One dictionary per row.
    case rows([[String: NoticeValue]])

    /// The kind's name as ``NoticeVariable/Kind`` has it, for error messages; never the content.
    var kindName: String {
        switch self {
        case .text: "text"
        case .multiline: "multiline"
        case .preformatted: "preformatted"
        case .flag: "flag"
        case .link: "link"
        case .webLink: "web link"
        case .picture: "picture"
        case .rows: "list"
        }
    }
}
