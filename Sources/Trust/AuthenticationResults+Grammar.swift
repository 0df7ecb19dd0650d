extension AuthenticationResults {
    /// The field with this value. Two liberties against RFC 8601, both seen from large providers: values may
    /// hold any visible octet but `;`, `(` and `"`, and the authserv-id or a property's type may be missing.
    init?(_ octets: [UInt8]) {
        guard octets.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || OctetScanner.isWhiteSpace($0) }) else {
            return nil
        }
        var scanner = OctetScanner(octets)
        guard scanner.skipCFWS() else { return nil }
        var identifier: String?
        var version = 1
        if Self.identifier(of: octets) != nil {
            guard let value = scanner.identifier(), scanner.skipCFWS() else { return nil }
            identifier = OctetScanner.text(OctetScanner.comparableHost(value))
            if let digit = scanner.next, (48...57).contains(digit) {
                guard let number = scanner.number(), scanner.skipCFWS() else { return nil }
                version = number
            }
            guard version == 1, scanner.take(UInt8(ascii: ";")) else { return nil }
        }
        guard let results = scanner.methodResults() else { return nil }
        guard identifier != nil || !results.isEmpty else { return nil }
        self.init(authservID: identifier, version: version, results: results)
    }
}

extension OctetScanner {
    /// An authserv-id: a token of ASCII letters and the like, or a quoted string.
    mutating func identifier() -> [UInt8]? {
        if next == UInt8(ascii: "\"") {
            guard let text = quotedString(), !text.isEmpty else { return nil }
            return text
        }
        let token = run { Self.isToken($0) && $0 < 0x80 }
        return token.isEmpty ? nil : Array(token)
    }

    /// `none`, or results separated by semicolons; `nil` if anything else stands there.
    mutating func methodResults() -> [AuthenticationResults.MethodResult]? {
        var results: [AuthenticationResults.MethodResult] = []
        repeat {
            guard skipCFWS() else { return nil }
            if isAtEnd { return results }
            guard let method = keyword(), skipCFWS() else { return nil }
            if method == "none", results.isEmpty, isAtEnd || next == UInt8(ascii: ";") {
                while take(UInt8(ascii: ";")) { guard skipCFWS() else { return nil } }
                return isAtEnd ? [] : nil
            }
            guard let result = methodResult(of: method) else { return nil }
            results.append(result)
        } while take(UInt8(ascii: ";"))
        return isAtEnd ? results : nil
    }

    private mutating func methodResult(of method: String) -> AuthenticationResults.MethodResult? {
        var version = 1
        if take(UInt8(ascii: "/")) {
            guard skipCFWS(), let number = number(), skipCFWS() else { return nil }
            version = number
        }
        guard take(UInt8(ascii: "=")), skipCFWS(), let result = keyword(), isSeparated, skipCFWS() else {
            return nil
        }
        var reason: String?
        var properties: [AuthenticationResults.Property] = []
        while let octet = next, octet != UInt8(ascii: ";") {
            guard let first = keyword(), skipCFWS() else { return nil }
            var type = ""
            var name = first
            if take(UInt8(ascii: ".")) {
                guard skipCFWS(), let second = keyword(), skipCFWS() else { return nil }
                type = first
                name = second
            }
            guard take(UInt8(ascii: "=")), skipCFWS(), let value = propertyValue() else { return nil }
            guard isSeparated, skipCFWS() else { return nil }
            if type.isEmpty, name == "reason" {
                guard reason == nil, properties.isEmpty else { return nil }
                reason = value
            } else {
                properties.append(.init(type: type, name: name, value: value))
            }
        }
        return .init(
            method: method, methodVersion: version, result: result, reason: reason, properties: properties)
    }

    /// Whether white space, a semicolon or the end follows. A comment glued to a value is refused: a signing
    /// domain such as `bank.id(.evil.id` would otherwise read as `bank.id`.
    private var isSeparated: Bool {
        guard let octet = next else { return true }
        return Self.isWhiteSpace(octet) || octet == UInt8(ascii: ";")
    }

    /// A value; `a="b c"@d` keeps its quoted text.
    private mutating func propertyValue() -> String? {
        var text: [UInt8] = []
        while let octet = next {
            if octet == UInt8(ascii: "\"") {
                guard let quoted = quotedString() else { return nil }
                text += quoted
                continue
            }
            guard octet > 0x20, octet != UInt8(ascii: ";"), octet != UInt8(ascii: "(") else { break }
            guard octet != UInt8(ascii: ")"), octet != UInt8(ascii: "\\") else { return nil }
            text.append(octet)
            advance()
        }
        return Self.text(text)
    }

    /// A name of letters, digits, hyphens and underscores, in lower case.
    private mutating func keyword() -> String? {
        let word = run { Self.isKeyword($0) }
        return word.isEmpty ? nil : Self.text(Self.lowered(word))
    }

    /// A version number of at most four digits.
    mutating func number() -> Int? {
        let digits = run { (48...57).contains($0) }
        return (1...4).contains(digits.count) ? Int(Self.text(digits)) : nil
    }

    private static func isKeyword(_ octet: UInt8) -> Bool {
        switch octet {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Token octets of RFC 2045 section 5.1.
    static func isToken(_ octet: UInt8) -> Bool {
        switch octet {
        case 0...0x20, 0x7F: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"),
            UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
            UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "?"), UInt8(ascii: "="):
            false
        default: true
        }
    }
}
