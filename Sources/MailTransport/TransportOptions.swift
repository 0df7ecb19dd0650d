/// Everything a connection needs besides the server's URL.
public struct TransportOptions: Sendable {
    /// Who logs in; `nil` for servers that ask nobody.
    public var credentials: Credentials?
    /// PEM file of the only certificate authorities to trust; `nil` means the system's.
    public var certificateAuthorityFile: String?
    /// How long things may take.
    public var deadlines: TransportDeadlines
    /// The largest message taken from a server, in octets.
    public var messageLimit: Int
    /// How many SMTP connections to use at once.
    public var connections: Int

    /// Options with the desk's defaults: 25 MiB, 4 connections.
    public init(
        credentials: Credentials? = nil, certificateAuthorityFile: String? = nil,
        deadlines: TransportDeadlines = TransportDeadlines(), messageLimit: Int = 25 << 20,
        connections: Int = 4
    ) {
        self.credentials = credentials
        self.certificateAuthorityFile = certificateAuthorityFile
        self.deadlines = deadlines
        self.messageLimit = messageLimit
        self.connections = max(1, min(connections, 64))
    }
}

/// How long things may take, on the monotonic clock.
public struct TransportDeadlines: Sendable, Hashable {
    /// DNS, TCP, TLS, greeting and login together.
    public var connect: Duration
    /// The longest silence of a server in the middle of the work.
    public var idle: Duration
    /// The longest wait for one SMTP reply, the one after the final dot included, in whole seconds. RFC 5321
    /// section 4.5.3.2.6 allows servers 10 min; giving up leaves open whether they took the mail.
    public var reply: Duration
    /// One IMAP session or one SMTP transaction as a whole.
    public var total: Duration

    /// Deadlines; by default 30 s, 60 s, 5 min and 10 min.
    public init(
        connect: Duration = .seconds(30), idle: Duration = .seconds(60), reply: Duration = .seconds(300),
        total: Duration = .seconds(600)
    ) {
        self.connect = connect
        self.idle = idle
        self.reply = reply
        self.total = total
    }
}

extension Duration {
    /// Whole milliseconds, from 1 to about 24 days, as libcurl and poll(2) want them.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let whole = Int(min(max(seconds, 0), 2_000_000)) * 1000
        return max(1, whole + Int(attoseconds / 1_000_000_000_000_000))
    }
}
