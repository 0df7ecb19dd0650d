import Domain

/// A part ready to be written: the content fields and the encoded body, which ends in CRLF.
struct BodyPart {
    /// Content-Type and the like, each line ended by CRLF.
    let header: [UInt8]
    let body: [UInt8]
    /// How many fields the header has.
    let fieldCount: Int

    private init(_ writer: HeaderWriter, _ body: [UInt8]) {
        header = writer.octets
        fieldCount = writer.count
        self.body = body
    }

    /// A text; 7bit if it is short plain ASCII, else quoted-printable.
    init(text: String, subtype: String) {
        let octets = Self.canonical(text)
        let is7bit = subtype == "plain" && Self.isPlainASCII(octets)
        var writer = HeaderWriter()
        writer.field("Content-Type", "text/\(subtype)", parameters: [Array("charset=utf-8".utf8)])
        writer.field("Content-Transfer-Encoding", is7bit ? "7bit" : "quoted-printable")
        self.init(
            writer, is7bit ? Self.withCRLF(octets) : QuotedPrintableEncoder.encode(Array(octets.dropLast())))
    }

    /// A file in base64.
    init(attachment: OutgoingMail.Attachment) throws(MessageWriterError) {
        let value = Array(attachment.mediaType.utf8)
        guard let type = ContentType(parsing: value), type.parameters.faults.isEmpty, !type.isMultipart else {
            throw .unusableMediaType
        }
        // RFC 2046 section 5.2.1 permits no base64 on messages, and a message may hold lines SMTP forbids.
        let mediaType = type.type == "message" ? "application/octet-stream" : type.mediaType
        var parameters: [[UInt8]] = []
        for parameter in type.parameters.parameters where type.type != "message" {
            let isPlain = (parameter.name + parameter.value).utf8.allSatisfy { (32...126).contains($0) }
            guard isPlain, parameter.name.utf8.count + parameter.value.utf8.count <= 200 else {
                throw .unusableMediaType
            }
            parameters.append(ParameterEncoder.quoted(parameter.name, Array(parameter.value.utf8)))
        }
        guard mediaType.utf8.count <= 127 else { throw .unusableMediaType }
        var writer = HeaderWriter()
        writer.field("Content-Type", mediaType, parameters: parameters)
        writer.field("Content-Transfer-Encoding", "base64")
        if let contentID = attachment.contentID { writer.field("Content-ID", contentID.description) }
        writer.field(
            "Content-Disposition", attachment.contentID == nil ? "attachment" : "inline",
            parameters: ParameterEncoder.filename(attachment.filename))
        self.init(writer, Base64Encoder.lines(attachment.bytes))
    }

    /// A multipart of `parts`. The boundary follows from `seed` and occurs in none of them. `rootType` is the
    /// media type of the first part where the subtype demands it (RFC 2387 section 3.1).
    init(
        _ parts: [BodyPart], subtype: String, rootType: String? = nil, seed: String
    ) throws(MessageWriterError) {
        let boundary = try Self.boundary(seed: "\(subtype):\(seed)", parts)
        var writer = HeaderWriter()
        writer.field(
            "Content-Type", "multipart/\(subtype)",
            parameters: [ParameterEncoder.quoted("boundary", boundary)]
                + (rootType.map { [ParameterEncoder.quoted("type", Array($0.utf8))] } ?? []))
        let delimiter = [Octet.hyphen, Octet.hyphen] + boundary
        let crlf = [Octet.cr, Octet.lf]
        var body: [UInt8] = []
        body.reserveCapacity(parts.reduce(0) { $0 + $1.header.count + $1.body.count + 100 })
        for part in parts {
            body += delimiter + crlf
            body += part.header
            body += crlf
            body += part.body
            body += crlf
        }
        body += delimiter + [Octet.hyphen, Octet.hyphen] + crlf
        self.init(writer, body)
    }

    private static func boundary(seed: String, _ parts: [BodyPart]) throws(MessageWriterError) -> [UInt8] {
        for attempt in 0..<100 {
            // `=_` occurs in neither quoted-printable nor base64.
            let boundary = Array("=_\(fingerprint("\(attempt):\(seed)"))".utf8)
            let isFree = parts.allSatisfy { part in
                part.body.span.firstIndex(of: boundary, in: 0..<part.body.count) == nil
                    && part.header.span.firstIndex(of: boundary, in: 0..<part.header.count) == nil
            }
            if isFree { return boundary }
        }
        throw .noBoundary
    }

    /// 32 hexadecimal digits: FNV-1a, twice. Unlikely to collide, not secret.
    private static func fingerprint(_ text: String) -> String {
        [0xCBF2_9CE4_8422_2325, 0x8422_2325_CBF2_9CE4].map { (start: UInt64) in
            let hash = text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// UTF-8 with `\n` line ends, one at the end, without NUL.
    private static func canonical(_ text: String) -> [UInt8] {
        var octets = LineEnds.normalized(Array(text.utf8))
        octets.removeAll { $0 == Octet.nul }
        if octets.last != Octet.lf { octets.append(Octet.lf) }
        return octets
    }

    private static func isPlainASCII(_ octets: [UInt8]) -> Bool {
        guard octets.allSatisfy({ (32...126).contains($0) || $0 == Octet.tab || $0 == Octet.lf }) else {
            return false
        }
        return octets.split(separator: Octet.lf).allSatisfy { line in
            line.count <= 76 && line.last.map { !$0.isWSP } ?? true && line.first != Octet.dot
                && !line.starts(with: [0x46, 0x72, 0x6F, 0x6D, 0x20])
        }
    }

    private static func withCRLF(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + octets.count / 20)
        for octet in octets {
            if octet == Octet.lf { output.append(Octet.cr) }
            output.append(octet)
        }
        return output
    }
}
