internal import Domain

extension Configuration {
    /// Where mail comes from.
    struct Mailbox: Sendable, Hashable {
        /// What happens on the server to a message that was taken in.
        enum Afterwards: Sendable, Hashable {
            /// It stays where it is.
            case keep
            /// It is moved to this folder.
            case move(folder: String)
        }

        /// The mailbox.
        let url: ServerURL
        /// Who logs in.
        let login: Login
        /// The only certificate authorities to trust; `nil` means the system's.
        let certificateAuthorities: FileReference?
        /// The name under which the provider writes Authentication-Results (RFC 8601 section 2.5), in lower
        /// case; without it nobody can be proven.
        let authservID: String?
        /// Our own servers between the provider's border and the mailbox, as lower-case A-labels.
        let trustedHosts: [String]
        /// What happens to messages taken in.
        let afterwards: Afterwards
        /// Whether TLS is switched off, which is possible on the loopback interface only.
        let isPlaintext: Bool

        static let keys = ["url", "authserv-id", "trusted-hosts", "after", "tls"] + Login.keys

        init?(_ section: ConfigurationSection) {
            let url = section.required("url", example: "imaps://imap.example.go.id/INBOX") {
                try $0.serverURL([.imaps, .imap, .maildir])
            }
            login = Login(section, url: url)
            certificateAuthorities = section.file("ca-file", .certificates)
            authservID = section.value("authserv-id") { try $0.authservID() }
            trustedHosts = section.value("trusted-hosts", default: []) { node in
                var names: [String] = []
                for item in try node.list() { names.append(try item.hostName()) }
                return names
            }
            afterwards = section.value("after", default: .keep) { node in
                let text = try node.line()
                if text == "keep" { return .keep }
                guard text.hasPrefix("move:"), text.count > 5 else {
                    throw node.error(
                        "'\(text)' is neither keep nor move:Folder", remedy: "write keep, or move:Selesai")
                }
                return .move(folder: String(text.dropFirst(5)))
            }
            isPlaintext = section.value("tls", default: false) { try $0.isPlaintext() }
            if !section.has("authserv-id") {
                section.problems.warn(
                    section.node("authserv-id").error(
                        "without mailbox.authserv-id no sender can be proven, and no mail changes anything",
                        remedy:
                            "copy the first word of an Authentication-Results field that your provider writes"
                    ))
            }
            guard let url else { return nil }
            self.url = url
        }
    }

    /// Where mail goes.
    struct Submission: Sendable, Hashable {
        /// The submission server, Maildir folder or mail program.
        let url: ServerURL
        /// Who logs in.
        let login: Login
        /// The only certificate authorities to trust; `nil` means the system's.
        let certificateAuthorities: FileReference?
        /// How many connections to use at once, 1 to 16.
        let connections: Int
        /// Whether TLS is switched off, which is possible on the loopback interface only.
        let isPlaintext: Bool

        static let keys = ["url", "connections", "tls"] + Login.keys

        init?(_ section: ConfigurationSection) {
            let url = section.required("url", example: "smtps://smtp.example.go.id") {
                try $0.serverURL([.smtps, .smtp, .maildir, .sendmail])
            }
            login = Login(section, url: url)
            certificateAuthorities = section.file("ca-file", .certificates)
            connections = section.value("connections", default: 4) { try $0.integer(in: 1...16) }
            isPlaintext = section.value("tls", default: false) { try $0.isPlaintext() }
            guard let url else { return nil }
            self.url = url
        }
    }
}

extension DocumentNode {
    /// `required`, or `none` for a server on this very machine.
    fileprivate func isPlaintext() throws(DocumentError) -> Bool {
        switch try line() {
        case "required": return false
        case "none": return true
        case let text: throw error("'\(text)' is neither required nor none", remedy: "write required")
        }
    }

    /// An authserv-id: usually a host name, in any case one word, in lower case.
    fileprivate func authservID() throws(DocumentError) -> String {
        let text = try line()
        let isToken = text.utf8.allSatisfy {
            (33...126).contains($0) && !"()<>@,;:\\\"/[]?=".utf8.contains($0)
        }
        guard isToken else {
            throw error("'\(text)' is not an authserv-id", remedy: "write it like mx.example.go.id")
        }
        return text.lowercased()
    }
}
