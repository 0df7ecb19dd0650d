/// A mailbox in the words of RFC 5322 section 3.4: an address with its optional display name.
public struct NamedAddress: Sendable, Hashable, CustomStringConvertible {
    /// The display name, decoded, without control characters; `nil` if there was none.
    public let displayName: String?
    /// The address.
    public let address: EmailAddress

    /// An address under a display name. Control characters in the name become spaces.
    public init(displayName: String? = nil, address: EmailAddress) {
        self.displayName = displayName.map { name in
            String(String.UnicodeScalarView(name.unicodeScalars.map { Self.isControl($0) ? " " : $0 }))
        }
        self.address = address
    }

    /// `Name <local@domain>`, for people to read; not a header value.
    public var description: String {
        displayName.map { "\($0) <\(address)>" } ?? address.addrSpec
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
