import Domain

/// The parameters of a structured field, RFC 2231 continuations and charsets resolved.
public struct ParameterList: Sendable, Hashable {
    /// One parameter.
    public struct Parameter: Sendable, Hashable {
        /// The name in lower case, without RFC 2231 marks.
        public let name: String
        /// The decoded value.
        public let value: String
        /// The octets of the value before charset conversion; what a boundary is compared by.
        let octets: [UInt8]
    }

    /// What stood before the first semicolon, comments removed and trimmed.
    public internal(set) var leading: [UInt8] = []
    /// The parameters in order.
    public internal(set) var parameters: [Parameter] = []
    /// What was wrong.
    public internal(set) var faults: [MessageFault] = []

    /// No parameters.
    public init() {}

    /// The value of the parameter `name` (in lower case).
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The raw octets of the parameter `name`.
    func octets(of name: String) -> [UInt8]? { parameters.first { $0.name == name }?.octets }

    /// Names and values as a dictionary; the first of equal names counts.
    public var dictionary: [String: String] {
        Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Reads `value; name=value; …` (RFC 2045 section 5.1, RFC 2183 section 2), as tolerantly as mail programs do.
public enum ParameterParser {
    struct Raw {
        var name: [UInt8]
        var value: [UInt8]
        var isQuoted: Bool
    }

    /// Reads an unfolded value; at most `maximum` parameters.
    public static func parse(_ value: [UInt8], maximum: Int) -> ParameterList {
        var scanner = Scanner(value: value, maximum: maximum)
        var list = ParameterList()
        list.leading = Array(scanner.leading().trimmed)
        let raw = scanner.parameters()
        list.faults = scanner.faults
        list.resolve(raw)
        return list
    }

    /// The tspecials of RFC 2045, white space excluded.
    static func isSpecial(_ octet: UInt8) -> Bool {
        switch octet {
        case Octet.openParenthesis, Octet.closeParenthesis, Octet.less, Octet.greater, Octet.at, Octet.comma,
            Octet.semicolon, Octet.colon, Octet.backslash, Octet.quote, 0x5B, 0x5D, Octet.question,
            Octet.equals:
            true
        default: false
        }
    }

    struct Scanner {
        let value: [UInt8]
        let maximum: Int
        var position = 0
        var faults: [MessageFault] = []

        init(value: [UInt8], maximum: Int) {
            self.value = value
            self.maximum = maximum
        }

        private var current: UInt8? { position < value.count ? value[position] : nil }

        /// Everything up to the first semicolon or to white space after the type, comments dropped.
        mutating func leading() -> [UInt8] {
            var octets: [UInt8] = []
            while let octet = current, octet != Octet.semicolon {
                if octet == Octet.openParenthesis {
                    skipComment()
                } else if octet.isWhitespace {
                    let end = endOfWhitespace()
                    if startsParameter(at: end) { break }
                    position = end
                } else {
                    octets.append(octet)
                    position += 1
                }
            }
            return octets
        }

        mutating func parameters() -> [Raw] {
            var found: [Raw] = []
            while current != nil {
                skipSeparators()
                guard current != nil else { break }
                guard found.count < maximum else {
                    faults.append(.tooManyParameters)
                    break
                }
                if let parameter = parameter() { found.append(parameter) }
            }
            return found
        }

        private mutating func parameter() -> Raw? {
            var name: [UInt8] = []
            while let octet = current, octet != Octet.equals, octet != Octet.semicolon {
                if octet == Octet.openParenthesis {
                    skipComment()
                    continue
                }
                if !octet.isWhitespace { name.append(octet.lowered) }
                position += 1
            }
            guard current == Octet.equals else {
                if !name.isEmpty { faults.append(.malformedParameter) }
                return nil
            }
            position += 1
            while let octet = current, octet.isWhitespace { position += 1 }
            let isFile = name.starts(with: Array("name".utf8)) || name.starts(with: Array("filename".utf8))
            let isQuoted = current == Octet.quote
            let content = isQuoted ? quotedString() : bareValue(keepsParentheses: isFile)
            guard !name.isEmpty else {
                faults.append(.malformedParameter)
                return nil
            }
            return Raw(name: name, value: content, isQuoted: isQuoted)
        }

        private mutating func quotedString() -> [UInt8] {
            var octets: [UInt8] = []
            position += 1
            while let octet = current {
                position += 1
                if octet == Octet.quote { return octets }
                if octet == Octet.backslash, let next = current,
                    next == Octet.quote || next == Octet.backslash
                {
                    octets.append(next)
                    position += 1
                } else {
                    octets.append(octet)
                }
            }
            faults.append(.malformedParameter)
            return octets
        }

        /// An unquoted value: to the semicolon, or to white space that `name=` follows.
        private mutating func bareValue(keepsParentheses: Bool) -> [UInt8] {
            var octets: [UInt8] = []
            while let octet = current, octet != Octet.semicolon {
                if octet == Octet.openParenthesis, !keepsParentheses {
                    skipComment()
                    continue
                }
                if octet.isWhitespace {
                    let end = endOfWhitespace()
                    if startsParameter(at: end) { break }
                    octets += value[position..<end]
                    position = end
                } else {
                    octets.append(octet)
                    position += 1
                }
            }
            return Array(octets.trimmed)
        }

        private func endOfWhitespace() -> Int {
            var index = position
            while index < value.count, value[index].isWhitespace { index += 1 }
            return index
        }

        /// Whether `token=` stands at `start`, so that a semicolon was forgotten before it.
        private func startsParameter(at start: Int) -> Bool {
            var index = start
            let bound = min(value.count, start + 64)
            while index < bound, value[index] > 32, !ParameterParser.isSpecial(value[index]) { index += 1 }
            guard index > start, index < bound, value[index] == Octet.equals else { return false }
            return index + 1 < value.count && value[index + 1] != Octet.question
        }

        private mutating func skipSeparators() {
            while let octet = current {
                if octet == Octet.semicolon || octet.isWhitespace {
                    position += 1
                } else if octet == Octet.openParenthesis {
                    skipComment()
                } else {
                    return
                }
            }
        }

        /// Skips a comment; nesting is counted, never recursed into.
        private mutating func skipComment() {
            var depth = 0
            while let octet = current {
                position += 1
                switch octet {
                case Octet.backslash: position += 1
                case Octet.openParenthesis: depth += 1
                case Octet.closeParenthesis: depth -= 1
                default: break
                }
                if depth == 0 { return }
            }
        }
    }
}
