internal import Domain

extension Configuration {
    /// Who makes the certificates.
    enum Authority: Sendable, Hashable {
        /// The desk's own small certification authority.
        case embedded
        /// An outside certification body; passphrases are sealed to its public key.
        case mailed(recipientKey: FileReference)

        private enum Kind: String, CaseIterable { case embedded, mailed }

        static let keys = ["kind", "recipient-key"]

        init?(_ section: ConfigurationSection) {
            let kind: Kind = section.value("kind", default: .embedded) { try $0.word("kind of authority") }
            let key = section.file("recipient-key", .certificates)
            switch (kind, key) {
            case (.embedded, _):
                if section.has("recipient-key") {
                    section.problems.warn(
                        section.node("recipient-key").error(
                            "authority.recipient-key is not used with 'kind: embedded'"))
                }
                self = .embedded
            case (.mailed, let key?): self = .mailed(recipientKey: key)
            case (.mailed, nil):
                if !section.has("recipient-key") {
                    section.problems.note(section.missing("recipient-key", example: "keys/ra-public.pem"))
                }
                return nil
            }
        }
    }
}
