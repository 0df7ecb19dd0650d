/// The zone of a service desk. Indonesia has three, none with daylight saving time (Keppres 41/1987).
public enum ServiceZone: String, Sendable, Hashable, Codable, CaseIterable {
    /// Waktu Indonesia Barat, UTC+7.
    case wib = "WIB"
    /// Waktu Indonesia Tengah, UTC+8.
    case wita = "WITA"
    /// Waktu Indonesia Timur, UTC+9.
    case wit = "WIT"
    /// Coordinated Universal Time.
    case utc = "UTC"

    /// The zone with this IANA name or abbreviation, or `nil`.
    public init?(name: String) {
        switch name {
        case "Asia/Jakarta", "Asia/Pontianak", "WIB": self = .wib
        case "Asia/Makassar", "Asia/Ujung_Pandang", "WITA": self = .wita
        case "Asia/Jayapura", "WIT": self = .wit
        case "UTC", "Etc/UTC": self = .utc
        default: return nil
        }
    }

    /// The IANA name.
    public var name: String {
        switch self {
        case .wib: "Asia/Jakarta"
        case .wita: "Asia/Makassar"
        case .wit: "Asia/Jayapura"
        case .utc: "Etc/UTC"
        }
    }

    /// Seconds east of Greenwich.
    public var offset: Int64 {
        switch self {
        case .wib: 7 * 3600
        case .wita: 8 * 3600
        case .wit: 9 * 3600
        case .utc: 0
        }
    }
}

/// A moment read off the wall clock of a zone.
public struct LocalTime: Sendable, Hashable {
    /// The date there.
    public let date: CivilDate
    /// Seconds since local midnight.
    public let secondOfDay: Int
    /// The zone.
    public let zone: ServiceZone

    /// `moment` as the clocks of `zone` show it.
    public init(_ moment: Timestamp, in zone: ServiceZone) {
        let local = moment.seconds + zone.offset
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        date = CivilDate(daysSinceEpoch: Int(day))
        secondOfDay = Int(local - day * 86_400)
        self.zone = zone
    }

    /// The moment at which the clocks of `zone` show this.
    public init(date: CivilDate, secondOfDay: Int, zone: ServiceZone) {
        self.date = date
        self.secondOfDay = secondOfDay
        self.zone = zone
    }

    /// The moment itself.
    public var timestamp: Timestamp {
        Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) - zone.offset)
    }

    /// Hours and minutes (and seconds) with `separator` between them.
    public func clock(separator: String, seconds: Bool = false) -> String {
        let parts = [secondOfDay / 3600, secondOfDay / 60 % 60] + (seconds ? [secondOfDay % 60] : [])
        return parts.map { padded($0) }.joined(separator: separator)
    }
}
