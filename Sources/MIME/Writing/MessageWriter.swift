public import Domain

/// The one serializer of outgoing mail. It takes typed values only, gives the same octets for the same mail,
/// and cannot emit a header field nobody asked for, a bare CR or LF, a NUL or a line over 998 octets.
public struct MessageWriter: Sendable {
    /// References keeps the first identifier and this many of the last.
    private static let lastReferences = 20

    /// A writer.
    public init() {}

    /// The octets of `mail`, with CRLF line ends.
    ///
    /// Text parts end in a line end even if the text does not. `Auto-Submitted` is left out when it would
    /// say `no`, as people's mail programs leave it out. File names and subjects lose control characters.
    public func bytes(of mail: OutgoingMail) throws(MessageWriterError) -> [UInt8] {
        let content = try content(of: mail)
        var writer = HeaderWriter()
        originFields(mail, &writer)
        threadFields(mail, &writer)
        if mail.autoSubmitted != .no {
            writer.field("Auto-Submitted", mail.autoSubmitted.rawValue)
            writer.field("X-Auto-Response-Suppress", "All")
        }
        if let language = mail.language { writer.field("Content-Language", language.rawValue) }
        writer.field("MIME-Version", "1.0")
        let header = writer.octets + content.header
        try check(header, fields: writer.count + content.fieldCount)
        return try SerializedMail(checking: header + [Octet.cr, Octet.lf] + content.body).bytes
    }

    private func originFields(_ mail: OutgoingMail, _ writer: inout HeaderWriter) {
        writer.field("From", words(of: mail.from))
        writer.field("To", words(of: mail.to))
        if let replyTo = mail.replyTo { writer.field("Reply-To", words(of: NamedAddress(address: replyTo))) }
        writer.field("Subject", EncodedWordEncoder.unstructured(mail.subject.oneLine))
        writer.field("Date", Self.date(mail.date, mail.zone))
        writer.field("Message-ID", mail.messageID.description)
    }

    private func threadFields(_ mail: OutgoingMail, _ writer: inout HeaderWriter) {
        if let answered = mail.inReplyTo { writer.field("In-Reply-To", answered.description) }
        var thread = mail.references
        if thread.count > Self.lastReferences + 1 {
            thread = [thread[0]] + thread.suffix(Self.lastReferences)
        }
        if !thread.isEmpty { writer.field("References", thread.map { Array($0.description.utf8) }) }
    }

    /// A name-addr (RFC 5322 section 3.4). A local part beyond ASCII is written as it is (RFC 6532).
    private func words(of mailbox: NamedAddress) -> [[UInt8]] {
        let address = Array(mailbox.address.addrSpec.utf8)
        let name = mailbox.displayName?.oneLine ?? ""
        guard !name.isEmpty else { return [address] }
        return EncodedWordEncoder.phrase(name) + [[Octet.less] + address + [Octet.greater]]
    }

    /// `Mon, 23 Nov 2026 09:00:00 +0700` (RFC 5322 section 3.3).
    private static func date(_ moment: Timestamp, _ zone: ServiceZone) -> String {
        let local = LocalTime(moment, in: zone)
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = DateWording.months(.english)
        let offset = Int(zone.offset / 60)
        let day = days[local.date.weekday - 1]
        let month = months[local.date.month - 1].prefix(3)
        let zoneText = "\(offset < 0 ? "-" : "+")\(padded(abs(offset) / 60))\(padded(abs(offset) % 60))"
        let clock = local.clock(separator: ":", seconds: true)
        return "\(day), \(local.date.day) \(month) \(padded(local.date.year, 4)) \(clock) \(zoneText)"
    }

    private func content(of mail: OutgoingMail) throws(MessageWriterError) -> BodyPart {
        let seed = mail.messageID.value
        var body = BodyPart(text: mail.text, subtype: "plain")
        // Without HTML nothing can show a picture, so that it is a file like the others.
        var pictures: [BodyPart] = []
        var files: [BodyPart] = []
        for attachment in mail.attachments {
            let part = try BodyPart(attachment: attachment)
            if attachment.contentID != nil, mail.html != nil {
                pictures.append(part)
            } else {
                files.append(part)
            }
        }
        if let html = mail.html {
            var page = BodyPart(text: html, subtype: "html")
            if !pictures.isEmpty {
                // RFC 2387: what the page shows goes along with it, the page first.
                page = try BodyPart([page] + pictures, subtype: "related", rootType: "text/html", seed: seed)
            }
            body = try BodyPart([body, page], subtype: "alternative", seed: seed)
        }
        return files.isEmpty ? body : try BodyPart([body] + files, subtype: "mixed", seed: seed)
    }

    /// Reads the header back: as many fields as were written, nothing odd.
    private func check(_ header: [UInt8], fields: Int) throws(MessageWriterError) {
        let section = HeaderSection(header.span, in: 0..<header.count, isTop: false, limits: .standard)
        guard section.fields.count == fields, section.defects.isEmpty, section.bodyStart == header.count
        else {
            throw .unsafeOctets(.extraHeaderLine)
        }
    }
}
