public import Domain

extension IMAPMailbox {
    /// Streams whole messages with `BODY.PEEK[]`; two commands are in flight.
    public func fetch(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        try fetch(entries, "BODY.PEEK[]", into: &sink)
    }

    /// Streams header sections with `BODY.PEEK[HEADER]`; two commands are in flight.
    public func fetchHeaders(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        try fetch(entries, "BODY.PEEK[HEADER]", into: &sink)
    }

    private func fetch<Sink: MessageSink>(
        _ entries: [MailboxEntry], _ section: String, into sink: inout Sink
    ) throws {
        let session = try openSession(.fetch)
        var pending = FetchWindow.plan(entries)[...]
        var singles: [MailboxEntry] = []
        var reader = FetchReader<Sink>(session)
        while true {
            while reader.inFlight < 2, let window = next(&pending, &singles) {
                reader.add(try issue(window, section, session))
            }
            guard reader.inFlight > 0 else { return }
            let (window, status): (FetchWindow, StatusResponse)
            do {
                (window, status) = try reader.readWindow(into: &sink)
            } catch {
                // The stream stands in the middle of a literal: nothing after this could be understood.
                abandon()
                throw error
            }
            if status.condition == .ok {
                for entry in window.withheld { try end(entry, &sink) }
            } else {
                try retry(window, status, session, &singles, &sink)
            }
        }
    }

    private func next(
        _ pending: inout ArraySlice<FetchWindow>, _ singles: inout [MailboxEntry]
    ) -> FetchWindow? {
        singles.isEmpty ? pending.popFirst() : FetchWindow([singles.removeFirst()])
    }

    private func issue(
        _ window: FetchWindow, _ section: String, _ session: IMAPSession
    ) throws(TransportError) -> FetchWindow {
        var window = window
        window.tag = try session.issue(["UID FETCH \(window.set) (UID \(section))"], .fetch)[0]
        return window
    }

    /// The server refused a command. One bad message must not stop the others: what is missing is asked for
    /// one by one, and what is refused by itself is reported as cut short.
    private func retry(
        _ window: FetchWindow, _ status: StatusResponse, _ session: IMAPSession,
        _ singles: inout [MailboxEntry], _ sink: inout some MessageSink
    ) throws {
        guard status.code == "EXPUNGEISSUED" || !status.isTransient else {
            throw session.refusal(status, .fetch)
        }
        let missing = window.missing
        if window.count > 1 {
            singles += missing
        } else if let entry = missing.first, status.code != "EXPUNGEISSUED" {
            try end(entry, &sink)
        }
    }

    private func end(_ entry: MailboxEntry, _ sink: inout some MessageSink) throws {
        try sink.begin(entry, announced: 0)
        try sink.end(entry, isComplete: false)
    }

    /// Drops a connection that is out of step.
    private func abandon() {
        channel?.disconnect()
        channel = nil
        session = nil
    }
}
