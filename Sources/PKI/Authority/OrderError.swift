public import Domain

/// A field of a ``CertificateOrder`` that cannot stand in a certificate as it is. Nothing is ever cut short or
/// left out instead. Holds the name of the field, never its content.
public struct OrderError: ClassifiedError, Hashable {
    /// The fields.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        /// CN.
        case commonName
        /// O.
        case organization
        /// OU.
        case organizationalUnit
        /// title.
        case title
        /// rfc822Name.
        case address
    }

    /// What is wrong with it.
    public enum Problem: Sendable, Hashable {
        /// Nothing in it.
        case empty
        /// More characters than RFC 5280 appendix A.1 allows.
        case tooLong(count: Int, limit: Int)
        /// Control or invisible characters, or spaces at an end.
        case unusableCharacters
        /// rfc822Name is ASCII (RFC 5280 section 4.2.1.6), and this local part is not.
        case notASCII
    }

    /// Which field.
    public let field: Field
    /// What is wrong.
    public let problem: Problem

    init(_ field: Field, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }

    /// A person has to shorten or correct the field.
    public var failureClass: FailureClass { .permanent }

    /// `field: problem; remedy`.
    public var description: String {
        switch problem {
        case .empty: "\(field.rawValue) is empty; fill it in"
        case .tooLong(let count, let limit):
            "\(field.rawValue) has \(count) characters, \(limit) are allowed; shorten it"
        case .unusableCharacters:
            "\(field.rawValue) holds control or invisible characters, or spaces at an end; write it anew"
        case .notASCII:
            "\(field.rawValue) has letters outside ASCII before the @; use another mailbox"
        }
    }
}
