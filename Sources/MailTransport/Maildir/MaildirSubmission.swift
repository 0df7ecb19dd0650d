public import Domain
internal import Glibc

/// Delivers into Maildirs below one folder, one per recipient, for trial and rehearsal.
///
/// A Maildir's name is the recipient's canonical address without subaddress (RFC 5233), so that
/// `desk+token@…` lands where `desk@…` reads. `Return-Path` and `Delivered-To` are put on top; lines end in LF.
public final class MaildirSubmission: MailSubmission {
    private let path: String
    private var delivered = 0
    private let host: String

    /// Deliveries below the folder at `path`, which is made when needed.
    public init(path: String) {
        self.path = path
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, name.count - 1) == 0
        let known = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // A slash or colon in the host's name would break file names (Maildir specification).
        host = isKnown ? known.replacing("/", with: "\\057").replacing(":", with: "\\072") : "localhost"
    }

    /// The Maildir that mail to `recipient` goes into; `nil` if its name would be longer than file systems
    /// allow.
    public func folder(for recipient: EmailAddress) -> String? {
        let plain = EmailAddress("\(recipient.subaddress.user)@\(recipient.domain)") ?? recipient
        let name = PercentCoding.encode(plain.canonical) { octet in
            octet > 0x20 && octet != UInt8(ascii: "/") && octet != UInt8(ascii: "%") && octet != 0x7F
        }
        return name.utf8.count <= 255 ? "\(path)/\(name)" : nil
    }

    /// Delivers each mail durably before it is reported.
    public func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws
    {
        while let item = try next() { try report(deliver(item)) }
    }

    private func deliver(_ item: SubmissionItem) -> SubmissionOutcome {
        if let defect = WireForm.defect(in: item.bytes) {
            return SubmissionOutcome(id: item.id, result: .rejected, detail: "not sent: \(defect.rawValue)")
        }
        guard let folder = folder(for: item.recipient) else {
            return SubmissionOutcome(
                id: item.id, result: .rejected, detail: "the address is too long for a file name")
        }
        do throws(FileFault) {
            try write(item, to: MaildirFolder(path: folder))
            return SubmissionOutcome(id: item.id, result: .accepted, detail: "delivered")
        } catch {
            let cause = error.error(.submission, at: path)
            return SubmissionOutcome(id: item.id, result: .deferred, detail: cause.description)
        }
    }

    /// `tmp`, fsync, link to `new`, fsync of the folder: a reader never sees half a message.
    private func write(_ item: SubmissionItem, to maildir: MaildirFolder) throws(FileFault) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw FileFault("mkdir") }
        try maildir.create()
        let name = uniqueName()
        let temporary = "\(maildir.path)/tmp/\(name)"
        defer { unlink(temporary) }
        let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        let trace =
            "Return-Path: <\(item.reversePath?.addrSpec ?? "")>\nDelivered-To: \(item.recipient.addrSpec)\n"
        try file.write(Array(trace.utf8) + LineEnds.localForm(item.bytes))
        try file.synchronize()
        guard link(temporary, "\(maildir.path)/new/\(name)") == 0 else { throw FileFault("link") }
        try DurableFile.synchronizeFolder("\(maildir.path)/new")
    }

    private func uniqueName() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        delivered += 1
        return "\(now.tv_sec).M\(now.tv_nsec / 1000)P\(getpid())Q\(delivered).\(host)"
    }
}

/// Line ends of messages.
enum LineEnds {
    /// `bytes` with LF instead of CRLF, as local programs and files have it.
    static func localForm(_ bytes: [UInt8]) -> [UInt8] {
        var local: [UInt8] = []
        local.reserveCapacity(bytes.count)
        for index in bytes.indices {
            if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { continue }
            local.append(bytes[index])
        }
        return local
    }
}
