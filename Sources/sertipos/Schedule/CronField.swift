/// The five time fields of a crontab line, in their order (crontab(5)).
enum CronField: Int, CaseIterable {
    case minute, hour, dayOfMonth, month, dayOfWeek

    /// What the field is called in messages.
    var name: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .dayOfMonth: "day of the month"
        case .month: "month"
        case .dayOfWeek: "day of the week"
        }
    }

    /// The numbers it takes. Sunday is 0 and 7.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...7
        }
    }

    /// Names that may stand for numbers, in lower case.
    var names: [String: Int] {
        switch self {
        case .minute, .hour, .dayOfMonth: [:]
        case .month:
            Dictionary(
                uniqueKeysWithValues: [
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
                ].enumerated().map { ($1, $0 + 1) })
        case .dayOfWeek:
            Dictionary(
                uniqueKeysWithValues: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].enumerated()
                    .map { ($1, $0) })
        }
    }

    /// An example of what to write.
    var example: String {
        switch self {
        case .minute: "*/2 or 0,30"
        case .hour: "7 or 8-16"
        case .dayOfMonth: "1 or 1,15"
        case .month: "* or jan"
        case .dayOfWeek: "1-5 or mon-fri"
        }
    }
}

/// What is wrong with a time field, and where in its text.
struct CronFieldError: Error, Equatable {
    /// Octets from the start of the field.
    let offset: Int
    /// What is wrong.
    let problem: String
    /// Whether Debian's cron would take the field nevertheless, and understand something else.
    var isMisread = false
}
