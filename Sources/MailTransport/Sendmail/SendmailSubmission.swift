public import Domain
internal import Glibc

/// Hands mail to the local mail program, one process per mail: `sendmail -i -f FROM -- RECIPIENT`. No shell.
public final class SendmailSubmission: MailSubmission {
    private let program: String
    private let deadlines: TransportDeadlines

    /// Submission through `program`.
    public init(program: String = "/usr/sbin/sendmail", deadlines: TransportDeadlines = TransportDeadlines())
    {
        self.program = program
        self.deadlines = deadlines
    }

    /// Delivers one mail after the other.
    public func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws
    {
        while let item = try next() { try report(deliver(item)) }
    }

    private func deliver(_ item: SubmissionItem) -> SubmissionOutcome {
        if let defect = WireForm.defect(in: item.bytes) {
            return SubmissionOutcome(id: item.id, result: .rejected, detail: "not sent: \(defect.rawValue)")
        }
        // Postfix, sendmail 8 and Exim all read `<>` after -f as the null reverse-path.
        let arguments = [
            program, "-i", "-f", item.reversePath?.addrSpec ?? "<>", "--", item.recipient.addrSpec,
        ]
        do throws(FileFault) {
            let child = try MailProgram(program, arguments)
            let end = MonotonicClock.now() + deadlines.total.milliseconds
            let isWritten = child.feed(LineEnds.localForm(item.bytes), until: end)
            let status = child.wait(until: end)
            return Self.outcome(item.id, status, isWritten: isWritten)
        } catch {
            let cause = error.error(.submission, at: program)
            return SubmissionOutcome(id: item.id, result: .deferred, detail: cause.description)
        }
    }

    /// What an exit code of sysexits.h means; `nil` is a program that had to be killed.
    static func outcome(_ id: Int64, _ status: Int32?, isWritten: Bool) -> SubmissionOutcome {
        let result: SubmissionOutcome.Result =
            switch status {
            case 0 where isWritten: .accepted
            case EX_USAGE, EX_DATAERR, EX_NOUSER, EX_NOHOST, EX_NOPERM: .rejected
            case nil: isWritten ? .unknown : .deferred
            default: .deferred
            }
        let detail = status.map { "exit code \($0)" } ?? "no end in time"
        return SubmissionOutcome(
            id: id, result: result, detail: isWritten ? detail : detail + ", not all octets taken")
    }
}
