internal import Domain
internal import PKI

extension Configuration {
    /// Who makes the certificates.
    struct Authority: Sendable, Hashable {
        /// Whose work it is.
        enum Kind: Sendable, Hashable {
            /// The desk's own small certification authority.
            case embedded(Embedded)
            /// An outside certification body; passphrases are sealed to its public key.
            case mailed(recipientKey: FileReference)
        }

        /// What the desk's own authority is made with.
        struct Embedded: Sendable, Hashable {
            /// The file that opens its keys; `nil` for one the desk makes itself.
            let passphraseFile: FileReference?
            /// The kind of all keys.
            let key: KeyKind
            /// Seconds a certificate is valid.
            let validity: Int64
            /// Where others fetch the revocation list, if anywhere.
            let revocationListURL: String?
        }

        /// Whose work it is.
        let kind: Kind
        /// What the certification body is called; `nil` for the desk's own name.
        let name: String?

        private enum Word: String, CaseIterable { case embedded, mailed }

        private static let embeddedKeys = ["passphrase-file", "key", "validity", "crl-url"]
        static let keys = ["kind", "name", "recipient-key"] + embeddedKeys

        init?(_ section: ConfigurationSection) {
            let word: Word = section.value("kind", default: .embedded) { try $0.word("kind of authority") }
            name = section.value("name") { node in
                let name = try node.line()
                guard name.count <= 53 else {
                    throw node.error("the name is too long", remedy: "write at most 53 characters")
                }
                return name
            }
            switch word {
            case .embedded:
                Self.warn(section, ["recipient-key"], "kind: embedded")
                kind = .embedded(Embedded(section))
            case .mailed:
                Self.warn(section, Self.embeddedKeys, "kind: mailed")
                guard let key = section.file("recipient-key", .certificates) else {
                    if !section.has("recipient-key") {
                        section.problems.note(
                            section.missing("recipient-key", example: "secrets/ra-public.pem"))
                    }
                    return nil
                }
                kind = .mailed(recipientKey: key)
            }
        }

        /// Keys that have no meaning here are not silently taken.
        private static func warn(_ section: ConfigurationSection, _ keys: [String], _ kind: String) {
            for key in keys where section.has(key) {
                section.problems.warn(
                    section.node(key).error("authority.\(key) is not used with '\(kind)'"))
            }
        }
    }
}

extension Configuration.Authority.Embedded {
    /// Reads the keys that only the desk's own authority has.
    init(_ section: ConfigurationSection) {
        passphraseFile = section.file("passphrase-file", .secret)
        key = section.value("key", default: .p256) { try $0.word("kind of key") }
        validity = section.period("validity", default: 730 * 86_400)
        revocationListURL = section.value("crl-url") { try $0.webAddress(["http://", "https://"]) }
    }
}

extension DocumentNode {
    /// A web address that begins with one of `schemes`, without spaces.
    func webAddress(_ schemes: [String]) throws(DocumentError) -> String {
        let text = try line()
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isPlain, schemes.contains(where: { text.hasPrefix($0) && text.count > $0.count }) else {
            throw error(
                "'\(text)' is not a web address", remedy: "begin it with \(schemes.joined(separator: " or "))"
            )
        }
        return text
    }
}
