public import Domain

extension IMAPMailbox {
    /// Sets `\Seen` with UID STORE, in commands that follow each other without waiting.
    public func markSeen(_ uids: [UID]) throws {
        guard !uids.isEmpty else { return }
        let (session, _) = try openForWriting(.store)
        try run(
            UIDSet.pieces(uids).map { "UID STORE \(UIDSet.text($0)) +FLAGS.SILENT (\\Seen)" }, session, .store
        )
    }

    /// Sends all commands and throws the first refusal after the last answer, so that the dialogue stays
    /// in step.
    func run(_ commands: [String], _ session: IMAPSession, _ phase: TransportError.Phase)
        throws(TransportError)
    {
        var refusal: TransportError?
        for start in stride(from: 0, to: commands.count, by: 8) {
            let tags = try session.issue(Array(commands[start..<min(start + 8, commands.count)]), phase)
            for tag in tags {
                let status = try session.wait(for: tag, phase)
                if status.condition != .ok, refusal == nil { refusal = session.refusal(status, phase) }
            }
            if let refusal { throw refusal }
        }
    }
}
