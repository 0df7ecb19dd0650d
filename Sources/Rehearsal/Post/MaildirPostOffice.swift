public import Domain
internal import MailTransport

/// The post office of a rehearsal without servers: one Maildir per address below one folder.
///
/// It puts on top what a provider's border server would: `Authentication-Results` above the one `Received`
/// field that takes mail in from outside.
public final class MaildirPostOffice: PostOffice {
    private let path: String
    private let host: String
    private let submission: MaildirSubmission
    private var boxes: [EmailAddress: Letterbox] = [:]
    private var carried: Int64 = 0

    /// The Maildirs below `path`; `host` is the provider's name, also its authserv-id.
    public init(path: String, host: String) {
        self.path = path
        self.host = host
        submission = MaildirSubmission(path: path)
    }

    /// Delivers with the trace fields of the border.
    public func carry(_ consignment: Consignment) throws {
        carried += 1
        let item = SubmissionItem(
            id: carried, reversePath: consignment.reversePath, recipient: consignment.recipient,
            bytes: Array(trace(consignment).utf8) + consignment.octets)
        var items = [item][...]
        try submission.deliver(next: { items.popFirst() }) { outcome in
            guard outcome.result == .accepted else {
                throw LostMail(description: "a mail could not be delivered: \(outcome.detail)")
            }
        }
    }

    /// Reads each person's Maildir.
    public func newMail(
        for people: [EmailAddress], expecting count: Int
    ) throws -> [(to: EmailAddress, octets: [UInt8])] {
        var found: [(to: EmailAddress, octets: [UInt8])] = []
        for person in people {
            guard let folder = submission.folder(for: person) else { continue }
            let box = boxes[person] ?? Letterbox(Maildir(path: folder))
            boxes[person] = box
            found += try box.newMail().map { (person, $0) }
        }
        return found
    }

    private func trace(_ consignment: Consignment) -> String {
        let origin = consignment.reversePath?.domain ?? consignment.authorDomain
        let result = consignment.provenance == .proven ? "pass" : "fail"
        let date = MailDate.text(consignment.sentAt, consignment.zone)
        return """
            Authentication-Results: \(host); dmarc=\(result) header.from=\(consignment.authorDomain)\r
            Received: from mail.\(origin) (mail.\(origin) [192.0.2.25])\r
             by \(host) with ESMTPS id r\(carried) for <\(consignment.recipient)>; \(date)\r

            """
    }
}
