public import Domain

/// Why a notice cannot be written.
public enum NoticeError: ClassifiedError, Hashable {
    /// The templates have mistakes; all of them, in file order.
    case templates([DocumentError])
    /// A caller left out a variable (`faults.line` for one of a row).
    case missingValue(NoticeName, String)
    /// A caller passed a name that the notice does not have.
    case unknownValue(NoticeName, String)
    /// A caller passed another kind of value than declared.
    case wrongKind(NoticeName, String, expected: String, found: String)
    /// A required link is longer than ``MailtoLink/maximumLength``.
    case linkTooLong(NoticeName, String)
    /// A web link is no plain https URL, or longer than 2,048 octets.
    case unsafeWebLink(NoticeName, String)
    /// More values than one mail can hold.
    case tooManyValues(NoticeName)
    /// The finished mail is longer than ``RenderedNotice/maximumLength``, in octets.
    case tooLong(NoticeName, Int)
    /// The Markdown library had no memory for the document.
    case unreadable(NoticeName)

    /// All are mistakes of files or callers, except want of memory.
    public var failureClass: FailureClass {
        if case .unreadable = self { .transient } else { .permanent }
    }

    /// Names of notices and variables only, never a value.
    public var description: String {
        switch self {
        case .templates(let errors): errors.map(\.description).joined(separator: "\n")
        case .missingValue(let notice, let name): "\(notice.rawValue): no value for '\(name)'"
        case .unknownValue(let notice, let name): "\(notice.rawValue): has no variable '\(name)'"
        case .wrongKind(let notice, let name, let expected, let found):
            "\(notice.rawValue): '\(name)' takes a \(expected) value, not a \(found) value"
        case .linkTooLong(let notice, let name):
            "\(notice.rawValue): '\(name)' is longer than \(MailtoLink.maximumLength) octets"
        case .unsafeWebLink(let notice, let name):
            "\(notice.rawValue): '\(name)' is no plain https address"
        case .tooManyValues(let notice): "\(notice.rawValue): too many values for one mail"
        case .tooLong(let notice, let length): "\(notice.rawValue): the mail would have \(length) octets"
        case .unreadable(let notice): "\(notice.rawValue): no memory to lay the text out"
        }
    }
}
