import Domain

/// Fills the header side of a ``ReceivedMessage`` and judges the fields.
struct MessageFields {
    private let root: MIMEEntity
    private let limits: MessageLimits
    private var defects: [MessageDefect]
    /// Names in lower case → octets of the values, topmost first.
    private let octets: [String: [[UInt8]]]

    init(_ root: MIMEEntity, limits: MessageLimits) {
        self.root = root
        self.limits = limits
        defects = root.allDefects
        var octets: [String: [[UInt8]]] = [:]
        for field in root.headerFields {
            let name = field.name.utf8.loweredString
            if Self.names.contains(name) { octets[name, default: []].append(Array(field.value.utf8)) }
        }
        self.octets = octets
    }

    private static let names: Set<String> = [
        "from", "sender", "to", "cc", "reply-to", "subject", "message-id", "in-reply-to", "references",
        "date",
    ]

    /// The message without body and attachments.
    mutating func message() -> ReceivedMessage {
        var message = ReceivedMessage()
        message.headerFields = root.headerFields
        message.originator = originator()
        message.sender = addresses("sender", once: .duplicateSender).first
        message.to = addresses("to", once: .duplicateTo)
        message.cc = addresses("cc", once: .duplicateCopyField)
        message.replyTo = addresses("reply-to", once: .duplicateCopyField)
        message.deliveredTo = root.headerFields.filter {
            $0.isNamed("Delivered-To") || $0.isNamed("X-Original-To")
        }
        .prefix(limits.addresses)
        .compactMap { AddressParser.parse(Array($0.value.utf8), maximum: 1).namedAddresses.first?.address }
        message.subject = subject()
        message.messageID = messageID()
        message.inReplyTo = identifiers("in-reply-to")
        message.references = identifiers("references")
        message.date = date()
        message.reversePath = reversePath()
        message.mediaType = root.contentType.mediaType
        message.mediaTypeParameters = root.contentType.parameters.dictionary
        message.defects = defects
        return message
    }

    /// Octets of all fields called `name`; more than one is the defect `once`.
    private mutating func values(_ name: String, once fault: MessageFault?) -> [[UInt8]] {
        let found = octets[name] ?? []
        if let fault, found.count > 1 { defects.append(fault.found()) }
        return found
    }

    private mutating func addresses(_ name: String, once fault: MessageFault) -> [NamedAddress] {
        var addresses: [NamedAddress] = []
        for value in values(name, once: fault) {
            let list = AddressParser.parse(value, maximum: limits.addresses)
            if list.irregularities.contains(.overLimit) {
                defects.append(MessageFault.tooManyAddresses.found())
            }
            let safe = list.namedAddresses
            if list.irregularities.contains(.malformed) || safe.count != list.mailboxes.count {
                defects.append(MessageFault.malformedAddress.found())
            }
            addresses += safe
        }
        return addresses
    }

    /// The one address in From. Anything a second reader might take differently is an ambiguous defect.
    private mutating func originator() -> NamedAddress? {
        let fields = values("from", once: .duplicateFrom)
        guard let value = fields.first else {
            defects.append(MessageFault.missingFrom.found())
            return nil
        }
        let list = AddressParser.parse(value, maximum: limits.addresses)
        let odd = list.irregularities
        let judgements: [(AddressList.Irregularity, MessageFault)] = [
            (.overLimit, .tooManyAddresses), (.group, .groupInFrom), (.route, .routeInFrom),
            (.malformed, .malformedFrom), (.encodedWord, .encodedWordInAddress), (.control, .controlInHeader),
            (.emptyElement, .malformedFrom),
        ]
        for (irregularity, fault) in judgements where odd.contains(irregularity) {
            defects.append(fault.found())
        }
        if list.mailboxes.count > 1 { defects.append(MessageFault.multipleOriginators.found()) }
        guard fields.count == 1, list.mailboxes.count == 1 else { return nil }
        let address = list.namedAddresses.first
        if address == nil, !odd.contains(.malformed) {
            // `MAILER-DAEMON` alone, as old reports have it, is no address and nothing to differ about.
            let isLocal = list.mailboxes.first?.addrSpec.contains("@") == false
            defects.append((isLocal ? MessageFault.malformedAddress : .malformedFrom).found())
        }
        return odd.isDisjoint(with: [.group, .route]) ? address : nil
    }

    private mutating func subject() -> String {
        guard let value = values("subject", once: .duplicateSubject).first else { return "" }
        return EncodedWord.decode(value).oneLine
    }

    private mutating func messageID() -> MessageID? {
        guard let value = values("message-id", once: .duplicateMessageID).first else { return nil }
        let id = MessageIDList.single(value)
        if id == nil { defects.append(MessageFault.malformedMessageID.found()) }
        return id
    }

    private mutating func identifiers(_ name: String) -> [MessageID] {
        values(name, once: .duplicateThread).flatMap { MessageIDList.parse($0) }
    }

    private mutating func date() -> Timestamp? {
        guard let value = values("date", once: .duplicateDate).first else { return nil }
        let date = DateParser.parse(value)
        if date == nil { defects.append(MessageFault.malformedDate.found()) }
        return date
    }

    private func reversePath() -> ReceivedMessage.ReversePath {
        guard let field = root.headerFields.first(where: { $0.isNamed("Return-Path") }) else {
            return .absent
        }
        let value = Array(field.value.utf8).filter { !$0.isWhitespace }
        if value.isEmpty || value == [Octet.less, Octet.greater] { return .null }
        let list = AddressParser.parse(value, maximum: 1)
        return list.namedAddresses.first.map { .address($0.address) } ?? .absent
    }
}

extension String {
    /// The text with every control character and line separator turned into a space, trimmed.
    var oneLine: String {
        if utf8.allSatisfy({ (33...126).contains($0) || $0 == Octet.space }), utf8.first != Octet.space,
            utf8.last != Octet.space
        {
            return self
        }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        let octets = Array(String(scalars).utf8)
        return String(decoding: octets.trimmed, as: UTF8.self)
    }
}
