/// Where a clamd listens: a socket of this machine, never across a network, which would carry people's documents.
public enum ClamdAddress: Sendable, Hashable, CustomStringConvertible {
    /// A Unix socket.
    case unix(path: String)
    /// A port of 127.0.0.1.
    case loopback(port: UInt16)

    /// `unix:/run/clamav/clamd.ctl`, `tcp:127.0.0.1:3310` or `tcp:localhost:3310`; `nil` for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = text.dropFirst(5)
            // sockaddr_un holds 107 octets and a zero.
            guard path.hasPrefix("/"), path.count > 1, path.utf8.count < 108, !path.utf8.contains(0) else {
                return nil
            }
            self = .unix(path: String(path))
            return
        }
        for host in ["tcp:127.0.0.1:", "tcp:localhost:"] where text.hasPrefix(host) {
            guard let port = UInt16(text.dropFirst(host.count)), port > 0 else { return nil }
            self = .loopback(port: port)
            return
        }
        return nil
    }

    /// The address as it is written in the configuration.
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "tcp:127.0.0.1:\(port)"
        }
    }
}
