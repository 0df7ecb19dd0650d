/// Turns octets of a labelled charset into text (RFC 2046 section 4.1.2). Never fails.
///
/// UTF-8, US-ASCII and windows-1252 (which Latin-1 labels mean in practice) are read here; other known
/// charsets go through the C library's iconv. An unknown label, and US-ASCII with 8-bit octets, is read as
/// UTF-8 if it is valid UTF-8, else as windows-1252. Undecodable octets become U+FFFD; NUL is dropped.
public struct CharsetDecoder: Sendable, Hashable {
    private enum Method: Hashable {
        case guess
        case utf8
        case windows1252
        case iconv(String)
    }

    private let method: Method

    /// A decoder for the charset called `label`; `nil` and unknown labels mean: guess.
    public init(label: String?) {
        switch label.flatMap(CharsetLabel.canonical) {
        case nil, "us-ascii": method = .guess
        case "utf-8": method = .utf8
        case "windows-1252": method = .windows1252
        case .some(let name): method = .iconv(name)
        }
    }

    /// The text of `octets`.
    public func decode(_ octets: some Collection<UInt8>) -> String {
        let direct = octets.withContiguousStorageIfAvailable { buffer -> String? in
            switch method {
            case .guess, .utf8: buffer.contains(0) ? nil : String(validating: buffer, as: UTF8.self)
            default: nil
            }
        }
        if let text = direct ?? nil { return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text }
        return String(decoding: utf8(Array(octets)), as: UTF8.self)
    }

    /// The text of a header value: like ``decode(_:)``, but NUL stays visible.
    func text(_ octets: [UInt8]) -> String {
        if let text = octets.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) {
            return text
        }
        return String(decoding: Windows1252.utf8(octets), as: UTF8.self)
    }

    /// The text of `octets` as UTF-8 without NUL and without a leading byte order mark.
    func utf8(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8]
        switch method {
        case .guess: output = Self.isUTF8(octets) ? octets : Windows1252.utf8(octets)
        case .utf8: output = Self.isUTF8(octets) ? octets : Self.repaired(octets)
        case .windows1252: output = Windows1252.utf8(octets)
        case .iconv(let name): output = IconvConversion.utf8(octets, from: name) ?? Self.guessed(octets)
        }
        if output.span.firstIndex(of: Octet.nul, in: 0..<output.count) != nil { output.removeAll { $0 == 0 } }
        if output.starts(with: [0xEF, 0xBB, 0xBF]) { output.removeFirst(3) }
        return output
    }

    private static func guessed(_ octets: [UInt8]) -> [UInt8] {
        isUTF8(octets) ? octets : Windows1252.utf8(octets)
    }

    /// Text labelled UTF-8 that is not: if hardly anything of it is UTF-8 the label lies.
    private static func repaired(_ octets: [UInt8]) -> [UInt8] {
        let text = String(decoding: octets, as: UTF8.self)
        let broken = text.unicodeScalars.count { $0 == "\u{FFFD}" }
        let foreign = text.unicodeScalars.count { $0.value >= 0x80 && $0 != "\u{FFFD}" }
        return foreign == 0 && broken > 0 ? Windows1252.utf8(octets) : Array(text.utf8)
    }

    static func isUTF8(_ octets: [UInt8]) -> Bool {
        octets.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
    }
}
