/// Where the octets of a concluded message are, as the ledger believes.
public enum MessageRest: String, Sendable, Hashable, Codable, CaseIterable {
    /// As they came.
    case plain
    /// Sealed under the data key of their owner.
    case sealed
    /// Purged: the digest alone stays.
    case gone
}

/// Where a walk through ended requests or cases goes on: behind this change and number.
public struct EndedPosition: Sendable, Hashable {
    /// When the last one seen ended.
    public let changedAt: Timestamp
    /// Its number.
    public let number: RequestNumber

    /// A position.
    public init(changedAt: Timestamp, number: RequestNumber) {
        self.changedAt = changedAt
        self.number = number
    }
}

/// Questions about what is kept for how long. Used inside `read` and `write` only.
public protocol EvidenceView {
    /// The data key of `owner`, live or destroyed; `nil` if there never was one.
    func evidenceKey(of owner: EvidenceOwner) throws -> EvidenceKeyRecord?
    /// Concluded messages whose octets are plain, but for quarantined ones, with a number above `id`.
    func unsealedMessages(after id: Int64, limit: Int) throws -> [MessageRecord]
    /// Messages filed under a request or case whose octets are kept, oldest first.
    func keptMessages(of number: RequestNumber) throws -> [MessageRecord]
    /// Concluded messages filed under nothing, with this outcome, taken before `moment` and kept, oldest first.
    func strayMessages(_ outcome: MessageOutcome, before moment: Timestamp, limit: Int) throws
        -> [MessageRecord]
    /// Where the octets of a message are; `nil` if there is no such message.
    func rest(of digest: Digest) throws -> MessageRest?
    /// Live data keys with an owner behind `owner`, in one fixed order.
    func liveEvidenceKeys(after owner: EvidenceOwner?, limit: Int) throws -> [EvidenceKeyRecord]
    /// Whether any data key was ever made.
    func hasEvidenceKeys() throws -> Bool
    /// Closed requests that ended before `moment` and whose identity data is kept, by their end.
    func endedRequests(before moment: Timestamp, after position: EndedPosition?, limit: Int) throws
        -> [RequestRecord]
    /// Purged requests that ended before `moment` and still name people, by their end.
    func namedRequests(before moment: Timestamp, limit: Int) throws -> [RequestRecord]
    /// Answered and closed cases that last changed before `moment` and still name people, by that change.
    func endedCases(before moment: Timestamp, limit: Int) throws -> [CaseRecord]
    /// Certificates that name a NIK or NIP and ended (by date or revocation) before `moment`.
    func endedCertificates(before moment: Timestamp, limit: Int) throws -> [CertificateSerial]
    /// The link of the event at this position of the audit log.
    func chainLink(at sequence: Int64) throws -> Digest?
    /// Whether the identity data of this request was purged.
    func isPurged(_ number: RequestNumber) throws -> Bool
}

/// Changes to what is kept, and what a restored backup needs.
public protocol EvidenceTransaction: EvidenceView {
    /// Writes down where the octets of these messages are.
    func setRest(_ ids: [Int64], _ rest: MessageRest) throws
    /// Stores a new data key.
    func insert(_ key: EvidenceKeyRecord) throws
    /// Replaces the wrapping of a live data key.
    func rewrap(_ owner: EvidenceOwner, _ wrapped: [UInt8]) throws
    /// Destroys the data key of `owner` for good, or sees to it that none is ever made.
    func destroyEvidenceKey(of owner: EvidenceOwner, at now: Timestamp) throws
    /// Writes down that the identity data of a request is gone.
    func setPurged(_ number: RequestNumber, at now: Timestamp) throws
    /// Replaces names and addresses of the applicant wherever the request is mentioned.
    func forgetApplicant(of number: RequestNumber) throws
    /// Replaces name, address and words of the citizen wherever the case is mentioned.
    func forgetCitizen(of number: RequestNumber) throws
    /// Forgets NIK and NIP of a certificate's holder.
    func forgetHolder(of serial: CertificateSerial) throws
    /// Closes every open token, of all requests. Returns how many.
    func closeAllTokens(at now: Timestamp) throws -> Int
    /// Gives up every mail that was not sent yet; its octets go. Returns how many.
    func abandonOutbox(reply: String) throws -> Int
    /// Forgets how far the mailboxes were taken, so that everything in them is looked at again.
    func forgetCursors() throws
}
