/// Reads address lists (RFC 5322 section 3.4) in one pass over an unfolded value.
public enum AddressParser {
    /// The addresses in `value`, at most `maximum`.
    public static func parse(_ value: [UInt8], maximum: Int) -> AddressList {
        var scanner = Scanner(value: value)
        while scanner.position < value.count {
            if scanner.list.mailboxes.count > maximum {
                scanner.list.mailboxes.removeLast()
                scanner.list.irregularities.insert(.overLimit)
                return scanner.list
            }
            scanner.step()
        }
        scanner.endElement(isLast: true)
        if scanner.list.mailboxes.count > maximum {
            scanner.list.mailboxes.removeLast()
            scanner.list.irregularities.insert(.overLimit)
        }
        return scanner.list
    }

    /// What has been read of the element at hand.
    private struct Element {
        var phrase: [UInt8] = []
        var comment: [UInt8] = []
        var angle: [UInt8]?
        var hasQuoted = false
        var hasSpace = false
        var hasUnquotedAt = false
        var isEmpty: Bool { phrase.isEmpty && comment.isEmpty && angle == nil }
    }

    private struct Scanner {
        let value: [UInt8]
        var position = 0
        var list = AddressList()
        private var element = Element()
        private var isAfterSpace = false

        init(value: [UInt8]) { self.value = value }

        mutating func step() {
            let octet = value[position]
            position += 1
            switch octet {
            case Octet.quote:
                let text = quoted()
                appendToPhrase(text)
                element.hasQuoted = true
            case Octet.openParenthesis:
                let text = comment()
                if !element.comment.isEmpty { element.comment.append(Octet.space) }
                element.comment += text
            case Octet.less: angle()
            case Octet.comma, Octet.semicolon: endElement(isLast: octet == Octet.semicolon)
            case Octet.colon:
                list.irregularities.insert(.group)
                element = Element()
            case _ where octet.isWhitespace: isAfterSpace = true
            default:
                if octet < 32 || octet == 127 { list.irregularities.insert(.control) }
                if octet == Octet.at { element.hasUnquotedAt = true }
                appendToPhrase([octet])
            }
        }

        private mutating func appendToPhrase(_ octets: [UInt8]) {
            if element.angle != nil { list.irregularities.insert(.malformed) }
            if isAfterSpace, !element.phrase.isEmpty {
                element.phrase.append(Octet.space)
                element.hasSpace = true
            }
            isAfterSpace = false
            element.phrase += octets
        }

        /// The rest of a quoted string, backslashes resolved.
        private mutating func quoted() -> [UInt8] {
            var text: [UInt8] = []
            while position < value.count {
                let octet = value[position]
                position += 1
                if octet == Octet.quote { return text }
                if octet < 32, octet != Octet.tab { list.irregularities.insert(.control) }
                if octet == Octet.backslash, position < value.count {
                    text.append(value[position])
                    position += 1
                } else {
                    text.append(octet)
                }
            }
            list.irregularities.insert(.malformed)
            return text
        }

        /// The rest of a comment; nested ones are counted, not recursed into.
        private mutating func comment() -> [UInt8] {
            var text: [UInt8] = []
            var depth = 1
            while position < value.count {
                let octet = value[position]
                position += 1
                if octet == Octet.backslash, position < value.count {
                    text.append(value[position])
                    position += 1
                    continue
                }
                if octet == Octet.openParenthesis { depth += 1 }
                if octet == Octet.closeParenthesis { depth -= 1 }
                if depth == 0 { return text }
                text.append(octet)
            }
            list.irregularities.insert(.malformed)
            return text
        }

        /// The rest of an angle-addr. Comments and white space inside are legal and unheard of: malformed.
        private mutating func angle() {
            if element.angle != nil { list.irregularities.insert(.malformed) }
            var text: [UInt8] = []
            var isClosed = false
            while position < value.count, !isClosed {
                let octet = value[position]
                position += 1
                switch octet {
                case Octet.greater: isClosed = true
                case Octet.openParenthesis:
                    _ = comment()
                    list.irregularities.insert(.malformed)
                case Octet.quote:
                    text.append(octet)
                    text += quoted()
                    text.append(octet)
                case _ where octet < 32 && !octet.isWhitespace || octet == 127:
                    list.irregularities.insert(.control)
                    text.append(octet)
                default: text.append(octet)
                }
            }
            if !isClosed { list.irregularities.insert(.malformed) }
            element.angle = Array(text.trimmed)
            isAfterSpace = false
        }

        mutating func endElement(isLast: Bool) {
            defer {
                element = Element()
                isAfterSpace = false
            }
            if element.isEmpty {
                if !isLast { list.irregularities.insert(.emptyElement) }
                return
            }
            if let angle = element.angle {
                finish(angle: angle)
            } else if element.hasUnquotedAt {
                finishBare()
            } else if !element.phrase.isEmpty {
                list.irregularities.insert(.malformed)
            }
        }

        private mutating func finish(angle: [UInt8]) {
            var address = angle[...]
            if address.first == Octet.at, let colon = address.lastIndex(of: Octet.colon) {
                list.irregularities.insert(.route)
                address = address[(colon + 1)...]
            }
            let phrase = String(decoding: element.phrase, as: UTF8.self)
            let spec = String(decoding: address, as: UTF8.self)
            if element.hasUnquotedAt, !element.hasQuoted, phrase.lowercased() != spec.lowercased() {
                list.irregularities.insert(.malformed)
            }
            let name = element.phrase.isEmpty ? element.comment : element.phrase
            append(name: name, address: address)
        }

        private mutating func finishBare() {
            if element.hasQuoted { list.irregularities.insert(.malformed) }
            if element.hasSpace { list.irregularities.insert(.malformed) }
            append(name: element.comment, address: element.phrase[...])
        }

        private mutating func append(name: [UInt8], address: ArraySlice<UInt8>) {
            if address.isEmpty { list.irregularities.insert(.malformed) }
            let spec = CharsetDecoder(label: nil).decode(address)
            if spec.contains("=?"), spec.contains("?=") { list.irregularities.insert(.encodedWord) }
            let decoded = EncodedWord.decode(name)
            list.mailboxes.append(
                AddressList.Mailbox(displayName: decoded.isEmpty ? nil : decoded, addrSpec: spec))
        }
    }
}
