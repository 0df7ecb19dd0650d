public import Domain

/// Reads msg-ids out of Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).
public enum MessageIDList {
    /// Every identifier in angle brackets, in order; words between them (obs-phrase) are passed over.
    public static func parse(_ value: [UInt8]) -> [MessageID] {
        var found: [MessageID] = []
        var rest = value[...]
        while let open = rest.firstIndex(of: Octet.less) {
            rest = rest[(open + 1)...]
            guard let close = rest.firstIndex(of: Octet.greater) else { break }
            let start = rest[..<close].lastIndex(of: Octet.less).map { $0 + 1 } ?? rest.startIndex
            let octets = rest[start..<close].filter { !$0.isWhitespace }
            if let id = MessageID(String(decoding: octets, as: UTF8.self)) { found.append(id) }
            rest = rest[(close + 1)...]
        }
        return found
    }

    /// The identifier of a Message-ID field: in angle brackets, or bare as some programs write it.
    public static func single(_ value: [UInt8]) -> MessageID? {
        parse(value).first ?? MessageID(String(decoding: value.trimmed, as: UTF8.self))
    }
}
