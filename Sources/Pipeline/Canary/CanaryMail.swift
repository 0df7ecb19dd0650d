public import Domain

/// A mail from the desk to itself that carries forged Authentication-Results under the name of the desk's own
/// provider, in every spelling the desk would take for that name. A good provider removes them all (RFC 8601
/// section 5).
public struct CanaryMail: Sendable {
    /// The spellings of the authserv-id, each with a mark of its own behind it.
    enum Spelling: String, CaseIterable {
        case plain, capitals, trailingDot = "trailing-dot", comment, quoted

        func identifier(_ authservID: String) -> String {
            switch self {
            case .plain: authservID
            case .capitals: authservID.uppercased()
            case .trailingDot: authservID + "."
            case .comment: "(by) \(authservID)"
            case .quoted: "\"\(authservID)\""
            }
        }
    }

    /// What the Message-ID of every canary begins with, and its Subject: so a run knows it without its body.
    static let messagePrefix = "canary."
    static let subjectPrefix = "[sertipos-canary]"

    /// Its identifier.
    public let messageID: MessageID
    /// Its octets with CRLF line ends.
    public let bytes: [UInt8]
    /// The word that no other mail has; every forged field ends in it.
    let mark: String

    /// A canary of `desk` that forges results of `authservID`.
    init(_ desk: Desk, authservID: String) throws {
        let now = desk.clock.now()
        let settings = desk.settings
        mark = Base32.encode(try desk.random.randomBytes(15)).lowercased()
        let unique = try desk.makeMessageID(at: now)
        guard let messageID = MessageID(Self.messagePrefix + unique.value) else { throw UnusableDomain() }
        self.messageID = messageID
        let address = NamedAddress(displayName: settings.name, address: settings.address)
        let mail = OutgoingMail(
            from: address, to: address,
            subject: "\(Self.subjectPrefix) \(desk.words["canary.subject", settings.locale])",
            text: desk.words["canary.body", settings.locale] + "\n", messageID: messageID, date: now,
            zone: settings.zone, language: settings.locale)
        let mark = mark
        let fields = Spelling.allCases.map { spelling in
            "Authentication-Results: \(spelling.identifier(authservID));\r\n dmarc=pass "
                + "header.from=\(settings.address.domain)\r\n"
                + " policy.canary=\(mark)-\(spelling.rawValue)\r\n"
        }
        bytes = Array(fields.joined().utf8) + (try desk.codec.write(mail))
    }

    /// Whether a message with this identifier and subject is a canary of some desk.
    public static func isCanary(messageID: MessageID?, subject: String) -> Bool {
        messageID?.value.hasPrefix(messagePrefix) == true && subject.hasPrefix(subjectPrefix)
    }
}
