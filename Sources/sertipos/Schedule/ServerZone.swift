internal import Domain
internal import Glibc

/// The zone that cron lives in: the machine's own, which need not be the desk's.
struct ServerZone {
    /// What its clock shows at a moment.
    let local: (Timestamp) -> LocalMinute
    /// The moment at which its clock shows this minute.
    let moment: (LocalMinute) -> Timestamp
    /// Its abbreviation at a moment.
    let name: (Timestamp) -> String

    /// The zone of this machine.
    static var current: ServerZone {
        ServerZone(
            local: { moment in
                var seconds = time_t(moment.seconds)
                var parts = tm()
                localtime_r(&seconds, &parts)
                let date = CivilDate(
                    year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
                return LocalMinute(
                    date: date ?? CivilDate(daysSinceEpoch: Int(moment.seconds / 86_400)),
                    minute: Int(parts.tm_hour) * 60 + Int(parts.tm_min))
            },
            moment: { minute in
                var parts = tm()
                parts.tm_year = Int32(minute.date.year - 1900)
                parts.tm_mon = Int32(minute.date.month - 1)
                parts.tm_mday = Int32(minute.date.day)
                parts.tm_hour = Int32(minute.minute / 60)
                parts.tm_min = Int32(minute.minute % 60)
                parts.tm_isdst = -1
                return Timestamp(seconds: Int64(mktime(&parts)))
            },
            name: { moment in
                var seconds = time_t(moment.seconds)
                var parts = tm()
                localtime_r(&seconds, &parts)
                return parts.tm_zone.map { String(cString: $0) } ?? "UTC"
            })
    }

    /// A zone without daylight saving time.
    static func fixed(_ zone: ServiceZone) -> ServerZone {
        ServerZone(
            local: { moment in
                let local = LocalTime(moment, in: zone)
                return LocalMinute(date: local.date, minute: local.secondOfDay / 60)
            },
            moment: { LocalTime(date: $0.date, secondOfDay: $0.minute * 60, zone: zone).timestamp },
            name: { _ in zone.rawValue })
    }
}
