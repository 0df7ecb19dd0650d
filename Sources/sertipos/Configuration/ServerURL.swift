internal import Domain

/// Where mail comes from or goes to, as written in the configuration; checked, never holding a secret.
struct ServerURL: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of place.
    enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// IMAP over TLS (RFC 8314).
        case imaps
        /// IMAP with STARTTLS.
        case imap
        /// Submission over TLS (RFC 8314).
        case smtps
        /// Submission with STARTTLS.
        case smtp
        /// A Maildir, or a folder of them.
        case maildir
        /// The local mail program.
        case sendmail

        /// Whether somebody logs in there.
        var isServer: Bool {
            switch self {
            case .imaps, .imap, .smtps, .smtp: true
            case .maildir, .sendmail: false
            }
        }
    }

    /// The kind of place.
    let scheme: Scheme
    /// The URL as written.
    let description: String

    /// The URL with a `maildir:` folder made absolute or relative to where the program runs.
    func resolved(in desk: DeskFolder) -> String {
        guard scheme == .maildir else { return description }
        let folder = Self.folder(description.dropFirst("maildir:".count))
        // The mailbox's name in the ledger must not depend on where the program was started.
        return "maildir:" + DeskFolder(path: desk.absolutePath ?? desk.path).resolve(folder)
    }

    /// `maildir:///DIR` is the same as `maildir:/DIR`.
    private static func folder(_ rest: Substring) -> String {
        String(rest.hasPrefix("///") ? rest.dropFirst(2) : rest)
    }
}

extension DocumentNode {
    /// A mail server's URL with one of the schemes in `allowed`. What may be a password is not repeated.
    func serverURL(_ allowed: [ServerURL.Scheme]) throws(DocumentError) -> ServerURL {
        let text = try line()
        let known = allowed.map(\.rawValue)
        guard let colon = text.firstIndex(of: ":") else {
            throw error(
                "the URL has no scheme", remedy: "begin it with one of: \(known.joined(separator: ":, ")):")
        }
        let word = text[..<colon].lowercased()
        guard let scheme = ServerURL.Scheme(rawValue: word), allowed.contains(scheme) else {
            let nearest = Spelling.nearest(to: word, among: known).map { "did you mean '\($0):'?" }
            throw error(
                "unknown scheme '\(word):'",
                remedy: nearest ?? "write one of: \(known.joined(separator: ":, ")):")
        }
        let rest = text[text.index(after: colon)...]
        switch scheme {
        case .imaps, .imap:
            try checkServer(rest, example: "\(word)://imap.example.go.id/INBOX", mayHavePath: true)
        case .smtps, .smtp: try checkServer(rest, example: "\(word)://smtp.example.go.id", mayHavePath: false)
        case .maildir:
            guard rest.contains(where: { $0 != "/" }) else {
                throw error("'maildir:' names no folder", remedy: "write it like maildir:spool/maildir")
            }
            guard !rest.hasPrefix("//") || rest.hasPrefix("///") else {
                throw error("a host in a maildir: URL", remedy: "write maildir:DIR or maildir:/absolute/DIR")
            }
        case .sendmail:
            guard rest.isEmpty || rest.hasPrefix("/") else {
                throw error(
                    "'sendmail:' takes an absolute path",
                    remedy: "write sendmail: or sendmail:/usr/sbin/sendmail")
            }
        }
        return ServerURL(scheme: scheme, description: "\(word):\(rest)")
    }

    private func checkServer(_ rest: Substring, example: String, mayHavePath: Bool) throws(DocumentError) {
        let remedy = "write it like \(example)"
        guard rest.hasPrefix("//") else { throw error("two slashes must follow the scheme", remedy: remedy) }
        let parts = rest.dropFirst(2).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts.first ?? ""
        guard !authority.contains("@") else {
            throw error(
                "a user or password does not belong in a URL",
                remedy: "use the keys 'user' and 'password-file'")
        }
        let path = parts.dropFirst().first ?? ""
        guard mayHavePath || path.isEmpty else {
            throw error("nothing may follow the host of a submission server", remedy: remedy)
        }
        guard !path.contains(where: { "?#;".contains($0) || $0.isWhitespace }) else {
            throw error("only a percent-encoded mailbox name may follow the host", remedy: remedy)
        }
        var host = authority
        if authority.last != "]", let colon = authority.lastIndex(of: ":") {
            guard let port = UInt16(authority[authority.index(after: colon)...]), port > 0 else {
                throw error("the port must be 1 to 65535", remedy: remedy)
            }
            host = authority[..<colon]
        }
        guard Self.isHost(host) else { throw error("'\(host)' is not a host name", remedy: remedy) }
    }

    private static func isHost(_ text: Substring) -> Bool {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return DomainName.aLabels(text) != nil }
        let literal = text.dropFirst().dropLast()
        return literal.contains(":") && literal.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
}
