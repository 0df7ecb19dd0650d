public import Domain

/// What went wrong between the desk and its mail servers, and what to do about it.
///
/// Equality looks at the code only. Neither the description nor any property holds a credential, an address
/// or message content.
public struct TransportError: ClassifiedError {
    /// The kinds of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The configured URL cannot be used.
        case invalidURL
        /// The host is not loopback, and TLS was switched off.
        case insecureTransport
        /// A user name or secret holds octets that would end a protocol line.
        case invalidCredentials
        /// A password or token file cannot be read, or others can read it.
        case secretUnreadable
        /// DNS has no answer.
        case nameNotResolved
        /// No TCP connection.
        case unreachable
        /// A deadline passed.
        case timeout
        /// The peer could not prove who it is, or the handshake failed.
        case tlsFailed
        /// The certificate authority file cannot be used.
        case trustUnreadable
        /// The server offers no STARTTLS.
        case startTLSUnavailable
        /// The server does not accept user and secret.
        case credentialsRefused
        /// The refresh token is void: a person has to authorise the desk again.
        case authorizationExpired
        /// The server says that it cannot serve now.
        case serverUnavailable
        /// The connection ended in the middle of the work.
        case connectionLost
        /// The server said something outside the protocol, or beyond its limits.
        case protocolViolation
        /// The server refused a command.
        case refused
        /// The mailbox does not exist.
        case mailboxMissing
        /// The mailbox has a new epoch since it was opened.
        case epochChanged
        /// A file or folder cannot be read or written.
        case fileSystem
        /// The caller asked for something out of order.
        case notOpen
    }

    /// Where in the dialogue it happened.
    public enum Phase: String, Sendable, Hashable {
        /// Reading the configuration.
        case configuration
        /// DNS, TCP, TLS, greeting.
        case connect
        /// Authentication.
        case login
        /// Opening the mailbox.
        case select
        /// Listing messages.
        case list
        /// Reading messages.
        case fetch
        /// Setting flags.
        case store
        /// Moving messages.
        case move
        /// Renewing an access token.
        case refresh
        /// Handing over mail.
        case submission
        /// Asking the malware scanner.
        case scan
    }

    /// What went wrong.
    public let code: Code
    /// When.
    public let phase: Phase
    /// The host or folder concerned.
    public let host: String
    /// A technical remark, such as a response code.
    public let detail: String

    /// An error; `detail` must hold no secret, address or content.
    public init(_ code: Code, _ phase: Phase, host: String, detail: String = "") {
        self.code = code
        self.phase = phase
        self.host = host
        self.detail = detail
    }
}

extension TransportError {
    /// Whether the same work may succeed in a later run.
    public var failureClass: FailureClass {
        switch code {
        case .nameNotResolved, .unreachable, .timeout, .tlsFailed, .serverUnavailable, .connectionLost,
            .protocolViolation, .epochChanged, .fileSystem:
            .transient
        case .invalidURL, .insecureTransport, .invalidCredentials, .secretUnreadable, .trustUnreadable,
            .startTLSUnavailable, .credentialsRefused, .authorizationExpired, .refused, .mailboxMissing,
            .notOpen:
            .permanent
        }
    }

    /// What an administrator can do.
    public var remedy: String {
        switch code {
        case .invalidURL: "correct the URL in the configuration"
        case .insecureTransport: "use TLS; plain text is allowed to the own host only"
        case .invalidCredentials: "remove control characters from user and secret"
        case .secretUnreadable: "make it a file that only the desk's user can read (mode 0600)"
        case .nameNotResolved: "check the host name and the DNS resolver"
        case .unreachable where phase == .scan:
            "start clamd, and let the desk's user open the socket that scan.clamd names"
        case .unreachable: "check host, port and firewall"
        case .timeout: "the next run tries again; check the network if it stays so"
        case .tlsFailed: "check the host name, the certificate's dates and ca-file"
        case .trustUnreadable: "let ca-file name a PEM file with certificates"
        case .startTLSUnavailable: "use imaps:// or smtps://, or another port"
        case .credentialsRefused: "check user and password-file; the provider may want an app password"
        case .authorizationExpired: "authorise the desk at the provider again and store the new token"
        case .serverUnavailable, .connectionLost: "the next run tries again"
        case .protocolViolation: "the next run tries again; report the server if it stays so"
        case .refused: "check the account's rights on the server"
        case .mailboxMissing: "create the mailbox or correct its name in the URL"
        case .epochChanged: "the next run reads the mailbox anew"
        case .fileSystem: "check folder, permissions and free space"
        case .notOpen: "open the mailbox first"
        }
    }

    /// `imap.example.go.id: tlsFailed during connect (…); check …`.
    public var description: String {
        let remark = detail.isEmpty ? "" : " (\(detail))"
        return "\(host): \(code.rawValue) during \(phase.rawValue)\(remark); \(remedy)"
    }
}

extension TransportError: Hashable {
    /// Compares the code only.
    public static func == (left: TransportError, right: TransportError) -> Bool { left.code == right.code }

    /// Hashes the code only.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
