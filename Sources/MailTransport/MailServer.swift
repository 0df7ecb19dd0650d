// SUMMARY
//   MailTransport moves octets between the desk and its mail servers: IMAP (RFC 3501), SMTP submission
//   (RFC 5321, RFC 6409), Maildir folders and the sendmail command. TLS, STARTTLS and SASL are libcurl's;
//   the IMAP commands are ours, over a CONNECT_ONLY connection.
// TRUST
//   Believed: the certificate authorities of ca-file (or the system), the kernel's clock, the desk's own
//   Maildir folders. Not believed: anything a server says. Line lengths, literal sizes, nesting, numbers
//   and order are checked; message content never reaches the protocol reader; a message is whole only when
//   its announced octets and the end of its response have arrived. No secret and no content is in an error.

internal import Domain

/// Where mail comes from or goes to, as written in the configuration.
///
/// `imaps://host[:993]/INBOX`, `imap://host[:143]/INBOX` (STARTTLS required), `smtps://host[:465]`,
/// `smtp://host[:587]` (STARTTLS required), `maildir:DIR`, `sendmail:[PROGRAM]`.
public enum MailServer: Sendable, Hashable {
    /// A mailbox on an IMAP server.
    case imap(ServerEndpoint, mailbox: String)
    /// A submission server.
    case smtp(ServerEndpoint)
    /// A Maildir, or a folder of Maildirs.
    case maildir(path: String)
    /// The local mail program.
    case sendmail(program: String)

    /// Reads a URL. `plaintextLoopback` switches TLS off for `imap:` and `smtp:` on the own host.
    public init(url: some StringProtocol, plaintextLoopback: Bool = false) throws(TransportError) {
        let text = String(url)
        guard let colon = text.firstIndex(of: ":") else { throw Self.invalid("no scheme") }
        guard
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
                || text.hasPrefix("maildir:")
        else { throw Self.invalid("spaces and control characters must be percent-encoded") }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "imaps": self = try Self.imap(rest, security: .implicit, port: 993)
        case "imap":
            self = try Self.imap(
                rest, security: plaintextLoopback ? .plaintextLoopback : .startTLS, port: 143)
        case "smtps": self = try Self.smtp(rest, security: .implicit, port: 465)
        case "smtp":
            self = try Self.smtp(
                rest, security: plaintextLoopback ? .plaintextLoopback : .startTLS, port: 587)
        case "maildir":
            let path = rest.hasPrefix("///") ? rest.dropFirst(2) : rest
            guard !path.isEmpty, !path.utf8.contains(0) else { throw Self.invalid("maildir: needs a folder") }
            self = .maildir(path: String(path))
        case "sendmail":
            guard rest.isEmpty || rest.hasPrefix("/") else {
                throw Self.invalid("sendmail: takes an absolute path")
            }
            self = .sendmail(program: rest.isEmpty ? "/usr/sbin/sendmail" : String(rest))
        default:
            throw Self.invalid("unknown scheme; known are imaps, imap, smtps, smtp, maildir and sendmail")
        }
    }

    /// The URL without credentials.
    public var url: String {
        switch self {
        case .imap(let endpoint, let mailbox):
            let scheme = endpoint.security == .implicit ? "imaps" : "imap"
            return "\(scheme)://\(Self.authority(endpoint))/\(PercentCoding.encode(mailbox))"
        case .smtp(let endpoint):
            return "\(endpoint.security == .implicit ? "smtps" : "smtp")://\(Self.authority(endpoint))"
        case .maildir(let path): return "maildir:\(path)"
        case .sendmail(let program): return "sendmail:\(program)"
        }
    }
}

extension MailServer {
    private static func invalid(_ problem: String) -> TransportError {
        TransportError(.invalidURL, .configuration, host: "mail server URL", detail: problem)
    }

    private static func imap(
        _ rest: Substring, security: TransportSecurity, port: UInt16
    ) throws(TransportError) -> MailServer {
        let (endpoint, path) = try endpoint(rest, security: security, port: port)
        guard !path.contains(where: { $0 == "?" || $0 == "#" || $0 == ";" }) else {
            throw invalid("only a mailbox name may follow the host")
        }
        guard let mailbox = PercentCoding.decode(path),
            !mailbox.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { throw invalid("the mailbox name is not percent-encoded UTF-8") }
        return .imap(endpoint, mailbox: mailbox.isEmpty ? "INBOX" : mailbox)
    }

    private static func smtp(
        _ rest: Substring, security: TransportSecurity, port: UInt16
    ) throws(TransportError) -> MailServer {
        let (endpoint, path) = try endpoint(rest, security: security, port: port)
        guard path.isEmpty else { throw invalid("nothing may follow the host of a submission server") }
        return .smtp(endpoint)
    }

    private static func endpoint(
        _ rest: Substring, security: TransportSecurity, port: UInt16
    ) throws(TransportError) -> (ServerEndpoint, path: Substring) {
        guard rest.hasPrefix("//") else { throw invalid("two slashes must follow the scheme") }
        let afterSlashes = rest.dropFirst(2)
        let slash = afterSlashes.firstIndex(of: "/") ?? afterSlashes.endIndex
        var authority = afterSlashes[..<slash]
        let path = slash == afterSlashes.endIndex ? "" : afterSlashes[afterSlashes.index(after: slash)...]
        guard !authority.contains("@") else { throw invalid("credentials do not belong in a URL") }
        var number = port
        if let colon = authority.lastIndex(of: ":"), authority.last != "]" {
            guard let explicit = UInt16(authority[authority.index(after: colon)...]), explicit > 0 else {
                throw invalid("the port must be 1 to 65535")
            }
            number = explicit
            authority = authority[..<colon]
        }
        guard let host = host(authority) else { throw invalid("the host name is not valid") }
        return (try ServerEndpoint(host: host, port: number, security: security), path)
    }

    private static func host(_ text: Substring) -> String? {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let literal = text.dropFirst().dropLast()
            let isAddress =
                literal.contains(":")
                && literal.utf8.allSatisfy { octet in
                    (48...58).contains(octet) || (97...102).contains(octet | 0x20)
                        || octet == UInt8(ascii: ".")
                }
            return isAddress ? literal.lowercased() : nil
        }
        return DomainName.aLabels(text)
    }

    private static func authority(_ endpoint: ServerEndpoint) -> String {
        "\(endpoint.urlHost):\(endpoint.port)"
    }
}
