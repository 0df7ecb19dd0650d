import Domain

/// A test-only splitter of raw mail: just enough for the corpora. The real reader is another room's.
struct RawMail {
    var fields: [HeaderField] = []
    var body: ArraySlice<UInt8> = []

    init(_ octets: ArraySlice<UInt8>) {
        var position = octets.startIndex
        var isFirst = true
        while position < octets.endIndex {
            let end = octets[position...].firstIndex(of: 0x0A) ?? octets.endIndex
            var line = octets[position..<end]
            position = min(end + 1, octets.endIndex)
            if line.last == 0x0D { line.removeLast() }
            if line.isEmpty { break }
            defer { isFirst = false }
            if isFirst, line.starts(with: "From ".utf8) { continue }
            if line.first == 0x20 || line.first == 0x09, let last = fields.popLast() {
                fields.append(HeaderField(name: last.name, value: last.value + Self.text(line)))
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
                fields.append(HeaderField(name: Self.text(line[..<colon]), value: Self.text(value)))
            }
        }
        body = octets[position...]
    }

    /// The whole mail as the desk sees it.
    static func message(_ octets: [UInt8]) -> ReceivedMessage {
        let mail = RawMail(octets[...])
        var message = ReceivedMessage()
        message.headerFields = mail.fields
        let from = message.values(of: "From").flatMap(addresses)
        message.originator = from.count == 1 ? from[0] : nil
        message.sender = message.values(of: "Sender").first.flatMap { addresses($0).first }
        message.replyTo = message.values(of: "Reply-To").flatMap(addresses)
        message.to = message.values(of: "To").flatMap(addresses)
        message.subject = message.values(of: "Subject").first ?? ""
        message.messageID = message.values(of: "Message-ID").first.flatMap { MessageID($0) }
        message.inReplyTo = message.values(of: "In-Reply-To").compactMap { MessageID($0) }
        if let path = message.values(of: "Return-Path").first {
            let inner = path.filter { !"<> ".contains($0) }
            message.reversePath = inner.isEmpty ? .null : EmailAddress(inner).map { .address($0) } ?? .absent
        }
        let type = ContentType(mail.value("Content-Type"))
        message.mediaType = type.name
        message.mediaTypeParameters = type.parameters
        mail.collect(into: &message, type: type, depth: 0)
        return message
    }

    /// The mail in `text`, `\n` line ends.
    static func message(_ text: String) -> ReceivedMessage { message(Array(text.utf8)) }

    private func value(_ name: String) -> String { fields.first { $0.isNamed(name) }?.value ?? "" }

    private func collect(into message: inout ReceivedMessage, type: ContentType, depth: Int) {
        if type.name.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], depth < 10 {
            for part in Self.parts(of: body, boundary: boundary) {
                let mail = RawMail(part)
                let partType = ContentType(mail.value("Content-Type"))
                mail.collect(into: &message, type: partType, depth: depth + 1)
            }
            return
        }
        let content = decoded()
        let isAttached = value("Content-Disposition").lowercased().hasPrefix("attachment")
        if type.name == "text/plain", message.bodySource == .none, !isAttached {
            message.body = Self.text(content[...]).split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n")
            message.bodySource = .plain
            return
        }
        message.attachments.append(
            MessageAttachment(filename: nil, mediaType: type.name, content: .init(content)))
    }

    private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var position = body.startIndex
        while position < body.endIndex {
            let end = body[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
            let line = body[position..<end]
            if line.starts(with: delimiter) {
                if let start { parts.append(body[start..<position]) }
                start = line.dropFirst(delimiter.count).starts(with: "--".utf8) ? nil : end
                if start == nil { return parts }
            }
            position = end
        }
        if let start { parts.append(body[start..<body.endIndex]) }
        return parts
    }

    private func decoded() -> [UInt8] {
        switch value("Content-Transfer-Encoding").lowercased().filter({ !$0.isWhitespace }) {
        case "base64": Self.base64(body)
        case "quoted-printable": Self.quotedPrintable(body)
        default: Array(body)
        }
    }

    private static func base64(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        var bits = 0
        var count = 0
        for octet in octets {
            guard let value = alphabet.firstIndex(of: octet) else { continue }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return output
    }

    private static func quotedPrintable(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var position = octets.startIndex
        while position < octets.endIndex {
            let octet = octets[position]
            position += 1
            guard octet == UInt8(ascii: "=") else {
                output.append(octet)
                continue
            }
            let rest = octets[position...]
            if rest.first == 0x0A {
                position += 1
            } else if rest.starts(with: [0x0D, 0x0A]) {
                position += 2
            } else if let value = UInt8(text(rest.prefix(2)), radix: 16) {
                output.append(value)
                position += 2
            } else {
                output.append(octet)
            }
        }
        return output
    }

    static func text(_ octets: ArraySlice<UInt8>) -> String {
        String(validating: octets, as: UTF8.self)
            ?? String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    }

    /// Addresses in a field: what stands in angle brackets, else bare words with an at sign.
    static func addresses(_ value: String) -> [NamedAddress] {
        value.split(separator: ",").compactMap { item in
            if let open = item.firstIndex(of: "<"), let close = item.lastIndex(of: ">"), open < close {
                let name = item[..<open].filter { $0 != "\"" }
                return EmailAddress(item[item.index(after: open)..<close]).map {
                    NamedAddress(displayName: String(name), address: $0)
                }
            }
            return item.split(whereSeparator: \.isWhitespace).lazy.compactMap { EmailAddress($0) }.first
                .map { NamedAddress(address: $0) }
        }
    }
}

/// A Content-Type, read well enough for tests.
struct ContentType {
    var name = "text/plain"
    var parameters: [String: String] = [:]

    init(_ value: String) {
        let pieces = value.split(separator: ";")
        guard let first = pieces.first else { return }
        let words = first.lowercased().split(whereSeparator: \.isWhitespace)
        if let word = words.first, word.contains("/") { name = String(word) }
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let key = piece[..<equals].filter { !$0.isWhitespace }.lowercased()
            var text = piece[piece.index(after: equals)...].drop { $0.isWhitespace }
            while let last = text.last, last.isWhitespace { text.removeLast() }
            if text.count > 1, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
            parameters[key] = String(text)
        }
    }
}
