internal import Domain
internal import Glibc

/// A desk's schedule in the form of `/etc/cron.d`: every line names the user it runs as.
struct SystemCrontab {
    /// Where cron looks. Names with a dot would be passed over.
    static let path = "/etc/cron.d/sertipos"

    /// The comment that says whose file it is, so that one desk never replaces or removes another's.
    static func mark(_ desk: String) -> String {
        "# Made by `sertipos schedule install` for \(desk); edit cron/sertipos.crontab there."
    }

    /// The file's text for `crontab`, whose lines run as `user`.
    static func text(_ source: String, _ crontab: Crontab, desk: String, user: String) -> String {
        var lines = source.octetLines
        for entry in crontab.entries where lines.indices.contains(entry.line - 1) {
            lines[entry.line - 1] = "\(entry.timeText) \(user) \(entry.command)"
        }
        return "\(mark(desk))\n" + lines.joined(separator: "\n")
    }

    /// The name of the user who owns `folder`.
    static func owner(of folder: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0, let entry = getpwuid(status.st_uid) else { return nil }
        return String(cString: entry.pointee.pw_name)
    }
}
