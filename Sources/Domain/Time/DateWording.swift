/// How dates are written for people, per language.
public enum DateWording {
    /// Month names, January first.
    public static func months(_ locale: Locale) -> [String] {
        switch locale {
        case .indonesian:
            [
                "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
                "Oktober", "November", "Desember",
            ]
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ]
        }
    }

    /// `17 Agustus 1990`, `17 August 1990`.
    public static func date(_ date: CivilDate, _ locale: Locale) -> String {
        "\(date.day) \(months(locale)[date.month - 1]) \(date.year)"
    }

    /// `17 Agustus 2026 pukul 14.30 WIB`, `17 August 2026 at 14:30 WIB`.
    public static func moment(_ moment: Timestamp, in zone: ServiceZone, _ locale: Locale) -> String {
        let local = LocalTime(moment, in: zone)
        return switch locale {
        case .indonesian: "\(date(local.date, locale)) pukul \(local.clock(separator: ".")) \(zone.rawValue)"
        case .english: "\(date(local.date, locale)) at \(local.clock(separator: ":")) \(zone.rawValue)"
        }
    }
}
