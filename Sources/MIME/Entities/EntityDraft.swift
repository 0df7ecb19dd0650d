import Domain

/// An entity in the making: its content fields read, its children still to come.
struct EntityDraft {
    private let message: [UInt8]
    private let headerStart: Int
    private(set) var contentType: ContentType
    private var disposition: ContentDisposition?
    private(set) var transferEncoding: ContentTransferEncoding = .identity
    private var contentID: String?
    private var headerFields: [HeaderField] = []
    private var defects: [MessageDefect]
    /// Where the body stands in the message.
    var bodyRange: Range<Int>
    /// Its parts.
    var children: [MIMEEntity] = []

    /// Takes the content fields out of `section`.
    init(_ section: HeaderSection, of message: [UInt8], limits: MessageLimits, isDigest: Bool) {
        self.message = message
        headerStart = section.fields.first?.name.lowerBound ?? section.bodyStart
        bodyRange = section.bodyStart..<section.bodyStart
        defects = section.defects
        contentType =
            isDigest
            ? ContentType(type: "message", subtype: "rfc822") : ContentType(type: "text", subtype: "plain")
        headerFields.reserveCapacity(section.fields.count)
        var seen: Set<String> = []
        for field in section.fields {
            let value = HeaderSection.unfolded(message.span, field.value)
            let name = String(decoding: message[field.name], as: UTF8.self)
            headerFields.append(HeaderField(name: name, value: CharsetDecoder(label: nil).text(value)))
            guard message[field.name].prefix(8).equalsIgnoringCase("content-") else { continue }
            let key = message[field.name].dropFirst(8).loweredString
            guard seen.insert(key).inserted else {
                note(.duplicateContentField, at: field.name.lowerBound)
                continue
            }
            take(key, value, at: field.name.lowerBound, limits)
        }
        check()
    }

    private mutating func take(_ key: String, _ value: [UInt8], at offset: Int, _ limits: MessageLimits) {
        switch key {
        case "type":
            if let type = ContentType(parsing: value, limits: limits) {
                contentType = type
                for fault in type.parameters.faults { note(fault, at: offset) }
            } else {
                note(.malformedContentType, at: offset)
                contentType = ContentType(type: "text", subtype: "plain")
            }
        case "disposition":
            disposition = ContentDisposition(parsing: value, limits: limits)
            for fault in disposition?.parameters.faults ?? [] { note(fault, at: offset) }
        case "transfer-encoding":
            transferEncoding = ContentTransferEncoding(parsing: value)
            if transferEncoding == .unknown { note(.unknownTransferEncoding, at: offset) }
        case "id":
            let id = value.trimmed.filter { $0 != Octet.less && $0 != Octet.greater }
            contentID = id.isEmpty ? nil : CharsetDecoder(label: nil).decode(id)
        default: break
        }
    }

    /// Encodings that RFC 2045 section 6.4 forbids on composite types.
    private mutating func check() {
        if contentType.isMultipart, transferEncoding == .base64 { note(.encodedMultipart, at: headerStart) }
        if contentType.isMessage, transferEncoding == .base64 || transferEncoding == .quotedPrintable {
            note(.encodedMessage, at: headerStart)
        }
        let name = disposition?.parameters["filename"] ?? contentType.parameters["name"]
        let isTNEF =
            contentType.subtype == "ms-tnef" || contentType.subtype == "vnd.ms-tnef"
            || name?.lowercased() == "winmail.dat"
        if isTNEF { note(.tnef, at: headerStart) }
    }

    /// Records a defect.
    mutating func note(_ fault: MessageFault, at offset: Int) { defects.append(fault.found(at: offset)) }

    /// The entity.
    func finished() -> MIMEEntity {
        MIMEEntity(
            headerFields: headerFields, contentType: contentType, disposition: disposition,
            transferEncoding: contentType.isMultipart ? .identity : transferEncoding, contentID: contentID,
            header: message[min(headerStart, bodyRange.lowerBound)..<bodyRange.lowerBound],
            body: message[bodyRange], children: children, defects: defects)
    }
}
