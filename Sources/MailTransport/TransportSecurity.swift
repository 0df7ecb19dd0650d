/// How a connection is protected. Every way but the last proves the server before a secret is sent.
public enum TransportSecurity: String, Sendable, Hashable {
    /// TLS from the first octet (RFC 8314).
    case implicit
    /// TLS by STARTTLS, required: without it nothing is sent (RFC 3207, RFC 9051 section 6.2.1).
    case startTLS
    /// No TLS, to the own host only: for test servers and local sinks.
    case plaintextLoopback
}

/// A server to talk to.
public struct ServerEndpoint: Sendable, Hashable {
    /// Host name in A-labels, or an address literal without brackets.
    public let host: String
    /// TCP port.
    public let port: UInt16
    /// How the connection is protected.
    public let security: TransportSecurity

    /// An endpoint; throws `insecureTransport` for plain text to any host but the own.
    public init(host: String, port: UInt16, security: TransportSecurity) throws(TransportError) {
        self.host = host
        self.port = port
        self.security = security
        if security == .plaintextLoopback, !isLoopback {
            throw TransportError(.insecureTransport, .configuration, host: host)
        }
    }

    /// Whether the host is this machine by its written form; names other than `localhost` are not resolved.
    public var isLoopback: Bool { Self.isLoopback(host) }

    /// The host as it stands in a URL.
    var urlHost: String { host.contains(":") ? "[\(host)]" : host }

    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
