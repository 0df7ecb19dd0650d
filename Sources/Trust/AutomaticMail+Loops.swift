internal import Domain

extension AutomaticMail {
    /// Mail of ours that came back: our address as author, our name as disguise, our Message-ID.
    static func ownMail(
        _ message: ReceivedMessage, _ own: [EmailAddress], _ messageIDDomain: String?
    ) -> AutomaticMail? {
        let authors =
            [("from", message.originator), ("sender", message.sender)]
            + message.replyTo.map { ("reply-to", Optional($0)) }
        for (field, author) in authors {
            guard let author else { continue }
            if own.contains(where: { isSame($0, author.address) }) {
                return AutomaticMail(.ownMail, "\(field):own-address")
            }
            if field == "from", let name = author.displayName, own.contains(where: { isNamed($0, in: name) })
            {
                return AutomaticMail(.ownMail, "from:own-address-as-name")
            }
        }
        if let messageIDDomain, let id = message.messageID?.value, let at = id.lastIndex(of: "@") {
            let domain = OctetScanner.comparableHost(id[id.index(after: at)...].utf8)
            if !domain.isEmpty, domain == OctetScanner.comparableHost(messageIDDomain.utf8) {
                return AutomaticMail(.ownMail, "message-id:own-domain")
            }
        }
        return nil
    }

    /// Whether both addresses reach one mailbox: case, subaddress and (at Gmail) dots do not matter.
    private static func isSame(_ own: EmailAddress, _ other: EmailAddress) -> Bool {
        mailboxName(own) == mailboxName(other) && mailboxDomain(own) == mailboxDomain(other)
    }

    private static func mailboxName(_ address: EmailAddress) -> [UInt8] {
        let user = OctetScanner.lowered(address.subaddress.user.utf8)
        return mailboxDomain(address) == "gmail.com" ? user.filter { $0 != UInt8(ascii: ".") } : user
    }

    private static func mailboxDomain(_ address: EmailAddress) -> String {
        address.domain == "googlemail.com" ? "gmail.com" : address.domain
    }

    /// Whether a display name holds our address as a word.
    private static func isNamed(_ own: EmailAddress, in name: String) -> Bool {
        let edges = Array(" \t<>()[]\"',;:".utf8)
        return Array(name.utf8).split { edges.contains($0) }.contains { word in
            AddressText.address(word).map { isSame(own, $0) } ?? false
        }
    }
}
