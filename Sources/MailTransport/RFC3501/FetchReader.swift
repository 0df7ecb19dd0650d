internal import Domain

/// Reads the responses of pipelined UID FETCH commands into a sink.
struct FetchReader<Sink: MessageSink> {
    private enum Current {
        /// Between messages, or in a literal nobody awaits.
        case none
        /// Octets go straight to the sink.
        case streaming(MailboxEntry, announced: Int)
        /// QUIRK: a server may name the UID only after the octets (RFC 3501 fixes no order). They are held
        /// until it does, at most one message.
        case held([UInt8])
    }

    private let session: IMAPSession
    private let phase = TransportError.Phase.fetch
    private var current: Current = .none
    private var windows: [FetchWindow] = []

    /// A reader of what `session` receives.
    init(_ session: IMAPSession) { self.session = session }

    /// How many commands are in flight.
    var inFlight: Int { windows.count }

    /// A command has been sent.
    mutating func add(_ window: FetchWindow) { windows.append(window) }

    /// Reads until the oldest command is over; returns its window and status.
    mutating func readWindow(into sink: inout Sink) throws -> (FetchWindow, StatusResponse) {
        do {
            while true {
                switch try session.next(phase) {
                case .literalBegins(let size): try begin(size, &sink)
                case .literalOctets(let octets): try append(octets, &sink)
                case .literalEnds: continue
                case .untagged: try finish(&sink)
                case .completed(let tag, let status):
                    guard let window = windows.first, window.tag == tag else {
                        throw session.fault(.protocolViolation, phase, "tag out of order")
                    }
                    windows.removeFirst()
                    return (window, status)
                }
            }
        } catch let error as TransportError {
            try breakOff(error, &sink)
            throw error
        }
    }

    private mutating func begin(_ size: Int, _ sink: inout Sink) throws {
        // Only a section's literal can be a message; literals elsewhere, nested ones too, are passed over.
        guard case .none = current, let brace = session.text.lastIndex(of: UInt8(ascii: "{")),
            session.text[..<brace].suffix(2).elementsEqual("] ".utf8),
            let response = try parse(isPrefix: true), response.endsWithBody
        else { return }
        guard let uid = response.uid else {
            current = .held([])
            return
        }
        guard let entry = awaited(uid) else { return }
        try sink.begin(entry, announced: size)
        current = .streaming(entry, announced: size)
    }

    private mutating func append(_ octets: UnsafeRawBufferPointer, _ sink: inout Sink) throws {
        switch current {
        case .none: return
        case .streaming: try sink.append(octets)
        case .held(var held):
            current = .none
            held.append(contentsOf: octets)
            current = .held(held)
        }
    }

    /// A response is complete: only now is its message whole.
    private mutating func finish(_ sink: inout Sink) throws {
        let response = try parse(isPrefix: false)
        let current = current
        self.current = .none
        if case .streaming(let entry, let announced) = current {
            try sink.end(entry, isComplete: announced > 0)
            noteDelivered(entry.uid)
            return
        }
        guard let response, let uid = response.uid, let entry = awaited(uid) else { return }
        switch (response.body, current) {
        case (.absent, _):
            for index in windows.indices { windows[index].noteMentioned(uid) }
        case (.none, _): try deliver([], entry, &sink)
        case (.quoted(let octets), _): try deliver(octets, entry, &sink)
        case (.literal, .held(let octets)): try deliver(octets, entry, &sink)
        case (.literal, _): return
        }
    }

    private mutating func deliver(_ octets: [UInt8], _ entry: MailboxEntry, _ sink: inout Sink) throws {
        try sink.begin(entry, announced: octets.count)
        if !octets.isEmpty { try octets.withUnsafeBytes { try sink.append($0) } }
        try sink.end(entry, isComplete: !octets.isEmpty)
        noteDelivered(entry.uid)
    }

    /// The dialogue is over: the sink learns that the message in hand, or the one the server lied about,
    /// is not whole.
    private mutating func breakOff(_ error: TransportError, _ sink: inout Sink) throws {
        if case .streaming(let entry, _) = current {
            current = .none
            try sink.end(entry, isComplete: false)
        } else if error.code == .protocolViolation, let response = try? parse(isPrefix: true),
            let uid = response.uid, let entry = awaited(uid)
        {
            try sink.begin(entry, announced: 0)
            try sink.end(entry, isComplete: false)
        }
    }

    private func parse(isPrefix: Bool) throws(TransportError) -> FetchResponse? {
        do throws(ResponseCursor.Malformed) {
            return try FetchResponse(session.text, isPrefix: isPrefix)
        } catch {
            throw session.fault(.protocolViolation, phase, "FETCH")
        }
    }

    private func awaited(_ uid: UID) -> MailboxEntry? {
        for window in windows {
            if let entry = window.awaited(uid) { return entry }
        }
        return nil
    }

    private mutating func noteDelivered(_ uid: UID) {
        for index in windows.indices { windows[index].noteDelivered(uid) }
    }
}
