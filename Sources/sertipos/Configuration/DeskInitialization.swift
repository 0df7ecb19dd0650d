/// What `init` did: for people as text, for programs as JSON.
struct DeskInitialization: Sendable, Hashable, Encodable, CustomStringConvertible {
    /// The desk's folder.
    var desk: String
    /// Files and folders (with a slash) that were made, relative to the desk.
    var created: [String] = []
    /// Files that are as shipped.
    var unchanged: [String] = []
    /// Files that people changed, and that therefore stay as they are.
    var leftAlone: [String] = []

    /// Nothing done yet in `desk`.
    init(desk: String) { self.desk = desk }

    /// One line per file that was made or left alone, and what to do next.
    var description: String {
        var lines = created.map { "created     \($0)" } + leftAlone.map { "left alone  \($0)" }
        if !unchanged.isEmpty { lines.append("unchanged   \(unchanged.count) files") }
        if created.contains("cron/desk.yaml") {
            lines.append("The desk is in \(desk). Edit cron/desk.yaml there, then run 'sertipos status'.")
        } else if created.isEmpty {
            lines.append("The desk in \(desk) is complete.")
        }
        return lines.joined(separator: "\n")
    }
}
