public import Domain

/// Why a mail could not be written. Trying again cannot help.
public enum MessageWriterError: ClassifiedError, Hashable {
    /// An attachment's media type is not `type/subtype`, or names a composite type.
    case unusableMediaType
    /// No boundary was found that does not occur in the parts.
    case noBoundary
    /// The written octets broke a rule of SMTP; this is a fault of the writer.
    case unsafeOctets(SerializedMail.Violation)

    /// Always permanent.
    public var failureClass: FailureClass { .permanent }

    /// What happened, without content.
    public var description: String {
        switch self {
        case .unusableMediaType: "an attachment has no usable media type"
        case .noBoundary: "no boundary is free"
        case .unsafeOctets(let violation): "the written mail holds \(violation.rawValue)"
        }
    }
}
