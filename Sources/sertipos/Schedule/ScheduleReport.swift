internal import Domain
internal import Pipeline

/// What `schedule show` shows: each line in words, and its next runs in the desk's zone.
struct ScheduleReport: Codable, CustomStringConvertible {
    /// One line of the crontab.
    struct Line: Codable {
        /// Where it stands in the file.
        let line: Int
        /// The time as written.
        let schedule: String
        /// The time in words.
        let words: String
        /// What is run.
        let command: String
        /// The next runs, ISO 8601 in UTC.
        let next: [String]
        /// The same for people, in the desk's zone.
        let nextLocal: [String]
    }

    /// How many runs of each line are shown.
    static let count = 5

    /// The file.
    let file: String
    /// The desk's zone.
    let zone: String
    /// The zone that the file's times are in: the server's.
    let serverZone: String
    /// Whether both show the same time now.
    let isServerZoneSame: Bool
    /// The commands.
    let lines: [Line]
    /// What cron would refuse or misread.
    let faults: [String]
    /// What works, but hardly as meant.
    let remarks: [String]

    /// The report on a crontab as it stands at `now`.
    init(
        _ crontab: Crontab, words: ScheduleWords, zone: ServiceZone, server: ServerZone, now: Timestamp
    ) {
        file = crontab.file
        self.zone = zone.rawValue
        serverZone = server.name(now)
        let local = LocalTime(now, in: zone)
        isServerZoneSame =
            server.local(now) == LocalMinute(date: local.date, minute: local.secondOfDay / 60)
        faults = crontab.faults.map(\.description)
        remarks = crontab.remarks.map(\.description)
        lines = crontab.entries.map { entry in
            var moments: [Timestamp] = []
            if case .pattern(let pattern) = entry.time {
                moments = pattern.upcoming(Self.count, after: server.local(now)).map(server.moment)
            }
            return Line(
                line: entry.line, schedule: entry.timeText, words: words.sentence(entry.time),
                command: entry.command, next: moments.map(\.description),
                nextLocal: moments.map { DateWording.moment($0, in: zone, words.locale) })
        }
    }

    var description: String {
        var blocks: [String] = []
        if !isServerZoneSame {
            blocks.append(
                "The times in \(file) are the server's (\(serverZone)); the runs below are in \(zone).")
        }
        for line in lines {
            let head = "\(line.command)\n  \(line.schedule.padding(18)) \(line.words)"
            blocks.append(([head] + line.nextLocal.map { "    \($0)" }).joined(separator: "\n"))
        }
        if lines.isEmpty { blocks.append("\(file) runs nothing") }
        let notes = faults.map { "wrong    \($0)" } + remarks.map { "doubtful \($0)" }
        if !notes.isEmpty { blocks.append(notes.joined(separator: "\n")) }
        return blocks.joined(separator: "\n\n")
    }
}
