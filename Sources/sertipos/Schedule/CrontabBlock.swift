/// The part of a user's crontab that belongs to one desk: everything between two marks, at the end of the file.
/// Everything else stays octet for octet.
struct CrontabBlock {
    private let begin: String
    /// What the first mark begins with, whatever its advice says.
    private let head: String
    private let end: String

    /// The block of the desk in this folder.
    init(desk: String) {
        head = "# >>> sertipos \(desk) >>>"
        begin =
            "# >>> sertipos \(desk) >>> made by `sertipos schedule install`; edit cron/sertipos.crontab there"
        end = "# <<< sertipos \(desk) <<<"
    }

    /// What stands in the block; `nil` if there is none.
    func content(of crontab: String) -> String? {
        guard let range = range(in: crontab.octetLines) else { return nil }
        let lines = crontab.octetLines[range]
        return lines.dropFirst().dropLast().map { $0 + "\n" }.joined()
    }

    /// The crontab with the block holding `content`. It comes last, because in a crontab settings hold for all lines
    /// below them: at the end they reach nobody else's.
    func installing(_ content: String, into crontab: String) -> String {
        var rest = removing(from: crontab)
        if !rest.isEmpty, !rest.hasSuffix("\n") { rest += "\n" }
        return rest + "\(begin)\n\(content)\(content.hasSuffix("\n") ? "" : "\n")\(end)\n"
    }

    /// The crontab without the block.
    func removing(from crontab: String) -> String {
        var lines = crontab.octetLines
        guard let range = range(in: lines) else { return crontab }
        lines.removeSubrange(range)
        return lines.joined(separator: "\n")
    }

    /// The lines from mark to mark. A first mark whose last is lost reaches to the next first mark or the end.
    private func range(in lines: [String]) -> Range<Int>? {
        guard let first = lines.firstIndex(where: { $0.hasPrefix(head) }) else { return nil }
        let behind = lines.index(after: first)
        let last = lines[behind...].firstIndex { $0 == end }
        let other = lines[behind...].firstIndex { $0.hasPrefix("# >>> sertipos ") }
        if let last, other.map({ last < $0 }) ?? true { return first..<(last + 1) }
        return first..<(other ?? (lines.last == "" ? lines.count - 1 : lines.count))
    }
}
