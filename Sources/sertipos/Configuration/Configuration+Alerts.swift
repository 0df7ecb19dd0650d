internal import Domain

extension Configuration {
    /// How people learn of trouble besides cron's mail, which may be the very thing that does not work.
    struct Alerts: Sendable, Hashable {
        /// The program that gets the alert's text on its standard input, with its arguments; empty for none.
        let command: [String]
        /// How long a passing fault may last, in seconds, before it is one to alert of.
        let after: Int64
        /// After how many seconds a fault that lasts is told again.
        let again: Int64
        /// The file that every good run renews, for a watchdog to look at.
        let deadManFile: String

        static let keys = ["command", "after", "repeat", "dead-man-file"]

        init(_ section: ConfigurationSection) {
            command = section.value("command", default: []) { node in
                var words: [String] = []
                for item in try node.list() { words.append(try item.line()) }
                guard words.first?.hasPrefix("/") == true else {
                    throw node.error(
                        "alerts.command must begin with an absolute path",
                        remedy: "write [/usr/local/bin/page-me, --urgent]; no shell reads it")
                }
                return words
            }
            after = section.period("after", default: 15 * 60)
            again = section.period("repeat", default: 6 * 3600)
            deadManFile = section.value("dead-man-file", default: "spool/heartbeat") { node in
                let path = try node.line()
                guard !path.hasPrefix("~"), !path.hasSuffix("/") else {
                    throw node.error(
                        "'\(path)' is not a file",
                        remedy: "write an absolute path or one relative to the desk")
                }
                return path
            }
        }
    }
}
