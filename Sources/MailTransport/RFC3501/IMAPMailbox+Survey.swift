/// What a mail server says of itself, for `doctor`.
public struct MailboxSurvey: Sendable, Hashable {
    /// Moving messages is one command (RFC 6851).
    public var canMove = false
    /// Deleting spares other people's messages (RFC 4315).
    public var hasUIDPlus = false
    /// How much of the mailbox's storage is used, 0 to 1 (RFC 9208); `nil` if the server has no quota.
    public var fillLevel: Double?
}

extension IMAPMailbox {
    /// Asks the open mailbox's server for its capabilities and the quota. Changes nothing.
    public func survey() throws -> MailboxSurvey {
        let session = try openSession(.select)
        let tags = try session.issue(["CAPABILITY"], .select)
        var capabilities = IMAPCapabilities()
        var hasQuota = false
        let answer = try session.wait(for: tags[0], .select) { text in
            capabilities.add(text)
            let words = text.split(separator: 32).map { String(decoding: $0, as: UTF8.self).uppercased() }
            hasQuota = hasQuota || (words.dropFirst().first == "CAPABILITY" && words.contains("QUOTA"))
        }
        guard answer.condition == .ok else { throw session.refusal(answer, .select) }
        var survey = MailboxSurvey(canMove: capabilities.canMove, hasUIDPlus: capabilities.hasUIDPlus)
        guard hasQuota else { return survey }
        let quota = try session.issue(["GETQUOTAROOT \(quotedName)"], .select)
        // A server that announces quotas and then refuses to tell is no reason to worry.
        _ = try session.wait(for: quota[0], .select) { text in
            if let level = Self.fillLevel(text) { survey.fillLevel = max(survey.fillLevel ?? 0, level) }
        }
        return survey
    }

    /// `* QUOTA "root" (STORAGE 10 512)` gives 10/512; other responses give nothing.
    static func fillLevel(_ text: [UInt8]) -> Double? {
        guard let open = text.lastIndex(of: UInt8(ascii: "(")),
            let close = text.lastIndex(of: UInt8(ascii: ")")), open < close
        else { return nil }
        let head = text[..<open].split(separator: 32)
        guard head.count >= 2, ResponseCursor.matches(head[1], "QUOTA") else { return nil }
        let words = text[(open + 1)..<close].split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
        for at in stride(from: 0, to: words.count - 2, by: 3) where words[at].uppercased() == "STORAGE" {
            guard let used = UInt32(words[at + 1]), let limit = UInt32(words[at + 2]), limit > 0 else {
                return nil
            }
            return Double(used) / Double(limit)
        }
        return nil
    }
}
