internal import Domain

/// A crontab as Debian's cron reads it, line by line.
struct Crontab {
    /// One command with its time.
    struct Entry: Hashable {
        /// When it fires.
        enum Time: Hashable {
            /// Once, when cron starts after a boot.
            case reboot
            /// In every minute that fits.
            case pattern(CronPattern)
        }

        /// Where it stands, from 1.
        let line: Int
        /// When it fires.
        let time: Time
        /// The time as written, its parts one space apart.
        let timeText: String
        /// The user it runs as; in system crontabs only.
        let user: String?
        /// What the shell gets, as written.
        let command: String
        /// Where the command begins, from 1.
        let column: Int
        /// The settings that hold for it: those above it.
        let settings: [String: String]
    }

    /// A setting such as `PATH=/usr/bin:/bin`.
    struct Setting: Hashable {
        let line: Int
        let name: String
        let value: String
    }

    /// The file as messages name it.
    let file: String
    /// Whether lines name a user before the command, as in `/etc/cron.d`.
    let isSystem: Bool
    /// The commands, in file order.
    private(set) var entries: [Entry] = []
    /// The settings, in file order.
    private(set) var settings: [Setting] = []
    /// What cron would refuse, or read as something else.
    private(set) var faults: [DocumentError] = []
    /// What works, but hardly as meant.
    private(set) var remarks: [DocumentError] = []

    /// Longest command that Debian's cron takes, in octets.
    private static let commandLimit = 998

    /// Reads `text`.
    init(_ text: String, file: String, isSystem: Bool = false) {
        self.file = file
        self.isSystem = isSystem
        var lines = text.octetLines
        if lines.last?.isEmpty == true {
            lines.removeLast()
        } else if !text.isEmpty {
            note(
                lines.count, nil, "the last line has no line end: cron refuses or passes over it",
                "end it with Return")
        }
        for (index, line) in lines.enumerated() { read(line, index + 1) }
    }

    /// Notes something that cron would refuse or misread.
    mutating func note(_ line: Int, _ column: Int?, _ problem: String, _ remedy: String) {
        faults.append(
            DocumentError(file: file, line: line, column: column, problem: problem, remedy: remedy))
    }

    /// Notes a doubt.
    mutating func doubt(_ line: Int, _ column: Int?, _ problem: String, _ remedy: String) {
        remarks.append(
            DocumentError(file: file, line: line, column: column, problem: problem, remedy: remedy))
    }

    private mutating func read(_ line: String, _ number: Int) {
        guard line.utf8.last != 13 else {
            return note(
                number, line.utf8.count, "the line ends as on Windows: the command would get a CR",
                "save the file with Unix line ends")
        }
        let body = line.drop { $0 == " " || $0 == "\t" }
        guard let first = body.first, first != "#" else { return }
        let column = line.utf8.count - body.utf8.count + 1
        switch CrontabSetting.read(body) {
        case .setting(let name, let value)?:
            settings.append(Setting(line: number, name: name, value: value))
        case .broken(let problem, let remedy)?: note(number, column, problem, remedy)
        case nil: readEntry(body, number, column)
        }
    }

    private mutating func readEntry(_ body: Substring, _ number: Int, _ column: Int) {
        var scanner = CrontabScanner(body, column: column)
        let time: Entry.Time
        var words: [String] = []
        if body.first == "@" {
            let word = scanner.word()
            words = [word.text]
            if word.text == "@reboot" {
                time = .reboot
            } else if let pattern = CronPattern.named(word.text) {
                time = .pattern(pattern)
            } else {
                let known = ["@reboot", "@hourly", "@daily", "@weekly", "@monthly", "@yearly"]
                let nearest = Spelling.nearest(to: word.text.lowercased(), among: known)
                return note(
                    number, word.column, "'\(word.text)' is no time that cron knows",
                    nearest.map { "did you mean '\($0)'?" }
                        ?? "write one of: \(known.joined(separator: ", "))")
            }
        } else {
            guard let pattern = readPattern(&scanner, &words, number) else { return }
            time = .pattern(pattern)
        }
        let user = isSystem ? scanner.word().text : nil
        let rest = scanner.rest
        guard !rest.text.isEmpty else {
            return note(number, rest.column, "there is no command", "write it behind the time")
        }
        guard rest.text.utf8.count <= Self.commandLimit else {
            return note(
                number, rest.column, "the command is longer than \(Self.commandLimit) octets",
                "put it into a script")
        }
        entries.append(
            Entry(
                line: number, time: time, timeText: words.joined(separator: " "), user: user,
                command: rest.text, column: rest.column,
                settings: Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })))
    }

    private mutating func readPattern(
        _ scanner: inout CrontabScanner, _ words: inout [String], _ number: Int
    ) -> CronPattern? {
        var sets: [CronSet] = []
        for field in CronField.allCases {
            let word = scanner.word()
            guard !word.text.isEmpty else {
                note(
                    number, word.column, "the \(field.name) is missing",
                    "write five times and a command: minute hour day month weekday command")
                return nil
            }
            do throws(CronFieldError) {
                let set = try CronSet(word.text, field)
                if let remark = set.remark {
                    doubt(
                        number, word.column, "\(field.name): \(remark)",
                        "say it with a list if it is meant so")
                }
                sets.append(set)
                words.append(word.text)
            } catch {
                let misreading = error.isMisread ? "; cron would say nothing and do something else" : ""
                note(
                    number, word.column + error.offset, "\(field.name): \(error.problem)\(misreading)",
                    "write it like \(field.example)")
                return nil
            }
        }
        return CronPattern(
            minutes: sets[0], hours: sets[1], days: sets[2], months: sets[3], weekdays: sets[4])
    }
}

extension String {
    /// The pieces between line feeds. Swift takes a carriage return and the feed behind it for one character, so the
    /// octets are asked.
    var octetLines: [String] {
        utf8.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
