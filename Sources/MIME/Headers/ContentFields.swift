/// A Content-Type (RFC 2045 section 5).
public struct ContentType: Sendable, Hashable {
    /// The top-level type in lower case.
    public let type: String
    /// The subtype in lower case.
    public let subtype: String
    /// Its parameters.
    public let parameters: ParameterList

    /// A type with parameters.
    public init(type: String, subtype: String, parameters: ParameterList = ParameterList()) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    /// `type/subtype` in lower case.
    public var mediaType: String { "\(type)/\(subtype)" }
    /// Whether the body is a sequence of parts.
    public var isMultipart: Bool { type == "multipart" }
    /// Whether the body is itself a message (RFC 2046 section 5.2.1, RFC 6532 section 3.7).
    public var isMessage: Bool { type == "message" && (subtype == "rfc822" || subtype == "global") }

    /// Reads an unfolded value; `nil` unless it begins with `type/subtype`.
    public init?(parsing value: [UInt8], limits: MessageLimits = .standard) {
        let parsed = ParameterParser.parse(value, maximum: limits.parameters)
        let halves = parsed.leading.split(
            separator: Octet.slash, maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let type = halves[0].trimmed
        let subtype = halves[1].trimmed
        guard Self.isToken(type), Self.isToken(subtype) else { return nil }
        self.init(type: type.loweredString, subtype: subtype.loweredString, parameters: parsed)
    }

    private static func isToken(_ octets: ArraySlice<UInt8>) -> Bool {
        !octets.isEmpty && octets.allSatisfy { (33...126).contains($0) && !ParameterParser.isSpecial($0) }
    }
}

/// A Content-Disposition (RFC 2183).
public struct ContentDisposition: Sendable, Hashable {
    /// `inline`, `attachment` or what else stood there, in lower case.
    public let kind: String
    /// Its parameters.
    public let parameters: ParameterList

    /// Reads an unfolded value; `nil` if it is empty.
    public init?(parsing value: [UInt8], limits: MessageLimits = .standard) {
        let parsed = ParameterParser.parse(value, maximum: limits.parameters)
        guard !parsed.leading.isEmpty || !parsed.parameters.isEmpty else { return nil }
        kind = parsed.leading.isEmpty ? "attachment" : parsed.leading.loweredString
        parameters = parsed
    }
}

/// A Content-Transfer-Encoding (RFC 2045 section 6).
public enum ContentTransferEncoding: Sendable, Hashable {
    /// 7bit, 8bit or binary: the octets are themselves.
    case identity
    case base64
    case quotedPrintable
    /// Some other word; the octets are left alone.
    case unknown

    /// Reads an unfolded value.
    public init(parsing value: [UInt8]) {
        let word = ParameterParser.parse(value, maximum: 1).leading.loweredString
        self =
            switch word {
            case "7bit", "8bit", "binary", "7-bit", "8-bit", "": .identity
            case "base64": .base64
            case "quoted-printable": .quotedPrintable
            default: .unknown
            }
    }
}
