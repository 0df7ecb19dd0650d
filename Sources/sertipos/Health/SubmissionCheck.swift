internal import Domain
internal import Glibc
internal import MailTransport

/// The way mail leaves: DNS, TLS and login, without sending anything.
struct SubmissionCheck: HealthCheck {
    static let name = "submission"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let url = subject.live.configuration.submission.url
        guard !subject.isOffline else { return [.ok(Self.name, "\(url): not asked (--offline)")] }
        let submission = try subject.live.submission()
        if let server = submission as? SMTPSubmission {
            try server.probe()
            return [.ok(Self.name, "\(url): connected and logged in")]
        }
        if url.scheme == .sendmail {
            let program = url.description.dropFirst("sendmail:".count)
            let path = program.isEmpty ? "/usr/sbin/sendmail" : String(program)
            guard access(path, X_OK) == 0 else {
                return [
                    .fail(
                        Self.name, "\(path) cannot be run",
                        remedy: "install a mail program or correct the path")
                ]
            }
            return [.ok(Self.name, "\(path) is there")]
        }
        let folder = String(url.resolved(in: subject.live.folder).dropFirst("maildir:".count))
        var path = folder
        // The folder makes itself; what is there of its path must be writable.
        while access(path, F_OK) != 0, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
        }
        guard access(path, W_OK) == 0 else {
            return [.fail(Self.name, "\(path) may not be written", remedy: "give it to the desk's user")]
        }
        return [.ok(Self.name, "\(url): mail stays on this machine")]
    }
}
