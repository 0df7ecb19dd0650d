public import Domain

extension IMAPMailbox {
    /// Moves messages with UID MOVE (RFC 6851), else with UID COPY, `\Deleted` and UID EXPUNGE (RFC 4315).
    ///
    /// Without UIDPLUS the originals stay, marked `\Deleted`: a plain EXPUNGE would also remove what other
    /// people marked. ``remarks`` says so. A missing target is created. Repeating is safe: originals already
    /// marked `\Deleted` are not copied again.
    public func move(_ uids: [UID], to mailbox: String) throws {
        guard !uids.isEmpty else { return }
        guard let target = MailboxName.quoted(mailbox) else {
            throw TransportError(.mailboxMissing, .move, host: endpoint.host, detail: "name")
        }
        let (session, capabilities) = try openForWriting(.move)
        for piece in UIDSet.pieces(uids) {
            if capabilities.canMove {
                try transfer("UID MOVE \(UIDSet.text(piece)) \(target)", target, session)
            } else {
                try copyAndDelete(piece, target, capabilities, session)
            }
        }
    }

    private func copyAndDelete(
        _ uids: [UID], _ target: String, _ capabilities: IMAPCapabilities, _ session: IMAPSession
    ) throws(TransportError) {
        let present = try deletionMarks(uids, session)
        let fresh = present.filter { !$0.value }.keys.sorted()
        if !fresh.isEmpty {
            let set = UIDSet.text(fresh)
            try transfer("UID COPY \(set) \(target)", target, session)
            try run(["UID STORE \(set) +FLAGS.SILENT (\\Deleted)"], session, .move)
        }
        if capabilities.hasUIDPlus {
            guard !present.isEmpty else { return }
            try run(["UID EXPUNGE \(UIDSet.text(present.keys.sorted()))"], session, .move)
        } else {
            remark(
                "\(endpoint.host) has neither MOVE nor UIDPLUS: moved messages stay behind, marked \\Deleted")
        }
    }

    /// Which of `uids` are still there, and whether they are marked `\Deleted`.
    private func deletionMarks(_ uids: [UID], _ session: IMAPSession) throws(TransportError) -> [UID: Bool] {
        let wanted = Set(uids)
        var marks: [UID: Bool] = [:]
        let tags = try session.issue(["UID FETCH \(UIDSet.text(uids)) (UID FLAGS)"], .move)
        let status = try session.wait(for: tags[0], .move) { text throws(TransportError) in
            do throws(ResponseCursor.Malformed) {
                guard let response = try FetchResponse(text, isPrefix: false), let uid = response.uid,
                    let isDeleted = response.isDeleted, wanted.contains(uid)
                else { return }
                marks[uid] = isDeleted
            } catch {
                throw session.fault(.protocolViolation, .move, "FETCH")
            }
        }
        guard status.condition == .ok else { throw session.refusal(status, .move) }
        return marks
    }

    /// Runs a MOVE or COPY; creates the target when the server asks for that.
    private func transfer(_ command: String, _ target: String, _ session: IMAPSession) throws(TransportError)
    {
        let first = try session.wait(for: session.issue([command], .move)[0], .move)
        if first.condition == .ok { return }
        guard first.code == "TRYCREATE" else { throw session.refusal(first, .move) }
        let created = try session.wait(for: session.issue(["CREATE \(target)"], .move)[0], .move)
        guard created.condition == .ok || created.code == "ALREADYEXISTS" else {
            throw session.refusal(created, .move, otherwise: .mailboxMissing)
        }
        try run([command], session, .move)
    }

    private func remark(_ text: String) {
        if !remarks.contains(text) { remarks.append(text) }
    }
}
