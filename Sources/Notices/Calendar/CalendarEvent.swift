public import Domain

/// A date that people may put into their calendar, such as the end of a certificate: a file `.ics` (RFC 5545)
/// that publishes one event (RFC 5546 section 3.2.1).
///
/// Calendars know an event again by ``uid``: an event with the same one and a higher ``sequence`` takes the place
/// of the old one. Values may come from strangers: none of them can end its line or begin another property.
public struct CalendarEvent: Sendable, Hashable {
    /// When the event is.
    public enum Start: Sendable, Hashable {
        /// The whole of a day, in whatever zone the calendar is.
        case day(CivilDate)
        /// A moment.
        case moment(Timestamp)
    }

    /// The media type of ``octets``, with its parameters (RFC 5545 section 8.1).
    public static let mediaType = "text/calendar; charset=utf-8; method=PUBLISH"
    /// No calendar needs more alarms for one event.
    public static let maximumAlarms = 10

    /// What names the event for ever, unique in the world: `certificate-4F3A@layanan.example.go.id`.
    public var uid: String
    /// Counts up with every change of the event that is sent, from 0 (RFC 5545 section 3.8.7.4).
    public var sequence: Int
    /// When this description of the event was made.
    public var stamp: Timestamp
    /// When the event is.
    public var start: Start
    /// What it is, in one line.
    public var summary: String
    /// What to do; `\n` line ends.
    public var details: String
    /// Where to read more; `nil` if there is no such place.
    public var url: String?
    /// Who publishes it: the desk.
    public var organizer: EmailAddress?
    /// Days before ``start`` on which to remind, 0 to 366; at most ``maximumAlarms`` are written.
    public var alarmDays: [Int]

    /// An event.
    public init(
        uid: String, sequence: Int = 0, stamp: Timestamp, start: Start, summary: String, details: String,
        url: String? = nil, organizer: EmailAddress? = nil, alarmDays: [Int] = []
    ) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.summary = summary
        self.details = details
        self.url = url
        self.organizer = organizer
        self.alarmDays = alarmDays
    }

    /// The file.
    public var octets: [UInt8] {
        var file = CalendarLines()
        file.add("BEGIN", "VCALENDAR")
        file.add("VERSION", "2.0")
        file.add("PRODID", "-//sertipos//sertipos//ID")
        file.add("METHOD", "PUBLISH")
        file.add("BEGIN", "VEVENT")
        file.add("UID", text: uid)
        file.add("DTSTAMP", Self.utc(stamp))
        file.add("SEQUENCE", String(max(0, sequence)))
        switch start {
        case .day(let date):
            file.add("DTSTART;VALUE=DATE", Self.basic(date))
            file.add("DTEND;VALUE=DATE", Self.basic(CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1)))
        case .moment(let moment): file.add("DTSTART", Self.utc(moment))
        }
        file.add("SUMMARY", text: summary)
        if !details.isEmpty { file.add("DESCRIPTION", text: details) }
        if let url { file.add("URL", uri: url) }
        if let organizer { file.add("ORGANIZER", uri: "mailto:" + organizer.addrSpec) }
        // A reminder takes nobody's time.
        file.add("TRANSP", "TRANSPARENT")
        for days in alarms { addAlarm(days, to: &file) }
        file.add("END", "VEVENT")
        file.add("END", "VCALENDAR")
        return file.octets
    }

    /// The alarms that are written: each once, the earliest first.
    private var alarms: [Int] {
        Set(alarmDays.lazy.filter { (0...366).contains($0) }).sorted(by: >).suffix(Self.maximumAlarms)
    }

    private func addAlarm(_ days: Int, to file: inout CalendarLines) {
        file.add("BEGIN", "VALARM")
        file.add("ACTION", "DISPLAY")
        file.add("DESCRIPTION", text: summary)
        file.add("TRIGGER", days == 0 ? "PT0S" : "-P\(days)D")
        file.add("END", "VALARM")
    }

    /// `20261122`.
    private static func basic(_ date: CivilDate) -> String { date.description.filter { $0 != "-" } }

    /// `20261122T030000Z`.
    private static func utc(_ moment: Timestamp) -> String {
        moment.description.filter { $0 != "-" && $0 != ":" }
    }
}
