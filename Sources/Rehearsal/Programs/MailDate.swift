internal import Domain

/// Dates as they stand in mail (RFC 5322 section 3.3).
enum MailDate {
    /// Monday first.
    static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `Mon, 23 Nov 2026 09:00:00 +0700`.
    static func text(_ moment: Timestamp, _ zone: ServiceZone) -> String {
        let local = LocalTime(moment, in: zone)
        let month = DateWording.months(.english)[local.date.month - 1].prefix(3)
        let hours = zone.offset / 3600
        return "\(days[local.date.weekday - 1]), \(local.date.day) \(month) \(local.date.year) "
            + "\(local.clock(separator: ":", seconds: true)) +\(hours < 10 ? "0" : "")\(hours)00"
    }
}
