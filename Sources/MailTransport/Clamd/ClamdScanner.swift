public import Domain

/// Asks a clamd of this machine what it thinks of octets, by its command INSTREAM (clamd(8)): length-prefixed chunks,
/// so that nothing is written to a file and no path is ever told.
public struct ClamdScanner: MalwareScanning {
    private static let chunk = 65_536

    private let address: ClamdAddress
    private let connectLimit: Int
    private let idleLimit: Int

    /// A scanner at `address`. `connect` and `idle` bound the waits for a connection and for any sign of the daemon;
    /// the default of 2 minutes for the latter is clamd's own for a large archive.
    public init(
        _ address: ClamdAddress, connect: Duration = .seconds(5), idle: Duration = .seconds(120)
    ) {
        self.address = address
        connectLimit = connect.milliseconds
        idleLimit = idle.milliseconds
    }

    /// What clamd says about `octets`; throws ``TransportError`` of the phase `scan` while it cannot be asked.
    ///
    /// A daemon that lives but twice gave up on the same octets has said enough about them: one mail that it cannot
    /// bear must not keep all others waiting.
    public func scan(_ octets: [UInt8]) throws -> MalwareFinding {
        guard !octets.isEmpty else { return .clean }
        var fault: TransportError?
        for _ in 1...2 {
            switch attempt(octets) {
            case .success(let finding): return finding
            case .failure(let error):
                guard isAlive() else { throw error }
                fault = error
            }
        }
        return .unscannable("the scanner gave up on it twice (\(fault?.detail ?? ""))")
    }

    private func attempt(_ octets: [UInt8]) -> Result<MalwareFinding, TransportError> {
        do throws(TransportError) { return .success(try ask(octets)) } catch { return .failure(error) }
    }

    /// Whether the daemon answers a PING.
    public func isAlive() -> Bool {
        do throws(TransportError) { return try command("zPING\0", followedBy: []) == .alive } catch {
            return false
        }
    }

    private func ask(_ octets: [UInt8]) throws(TransportError) -> MalwareFinding {
        switch try command("zINSTREAM\0", followedBy: octets) {
        case .clean: return .clean
        case .infected(let name): return .infected(name)
        case .tooLarge:
            return .unscannable(
                "larger than the scanner takes; set clamd's StreamMaxLength above limits.message")
        case .trouble(let words): throw ClamdConnection.fault(.serverUnavailable, words)
        case .alive: throw ClamdConnection.fault(.protocolViolation, "an answer to another question")
        }
    }

    /// Sends a command, with octets in chunks behind it if there are any, and reads the reply.
    private func command(
        _ text: String, followedBy octets: [UInt8]
    ) throws(TransportError) -> ClamdReply {
        let connection = try ClamdConnection(address, within: connectLimit, idle: idleLimit)
        var isWanted = try connection.send(Array(text.utf8)[...])
        var rest = octets[...]
        while isWanted, !rest.isEmpty {
            let part = rest.prefix(Self.chunk)
            rest = rest.dropFirst(Self.chunk)
            isWanted = try connection.send(Self.length(part.count))
            if isWanted { isWanted = try connection.send(part) }
        }
        if isWanted, !octets.isEmpty { _ = try connection.send(Self.length(0)) }
        guard let reply = ClamdReply(try connection.reply()) else {
            throw ClamdConnection.fault(.protocolViolation, "not clamd")
        }
        return reply
    }

    /// A chunk's length as it goes before it, in network byte order; 0 ends the stream.
    private static func length(_ count: Int) -> ArraySlice<UInt8> {
        (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }[...]
    }
}
