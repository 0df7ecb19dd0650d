internal import Domain

/// `date-time` of RFC 3501 section 9, such as `17-Jul-1996 02:44:25 -0700`.
enum InternalDate {
    /// The moment `octets` name, or `nil` if they do not name one.
    static func timestamp(_ octets: some Collection<UInt8>) -> Timestamp? {
        let text = Array(octets)
        guard text.count == 26, text[2] == 45, text[6] == 45, text[11] == 32, text[14] == 58, text[17] == 58,
            text[20] == 32,
            let day = number(text[0] == 32 ? text[1..<2] : text[0..<2]),
            let month = month(text[3..<6]), let year = number(text[7..<11]),
            let hour = number(text[12..<14]), let minute = number(text[15..<17]),
            let second = number(text[18..<20]), let zoneHour = number(text[22..<24]),
            let zoneMinute = number(text[24..<26]), hour < 24, minute < 60, second <= 60, zoneMinute < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let offset: Int
        switch text[21] {
        case UInt8(ascii: "+"): offset = zoneHour * 3600 + zoneMinute * 60
        case UInt8(ascii: "-"): offset = -(zoneHour * 3600 + zoneMinute * 60)
        default: return nil
        }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Timestamp(seconds: Int64(seconds))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit) - 48
        }
        return digits.isEmpty ? nil : value
    }

    private static func month(_ letters: ArraySlice<UInt8>) -> Int? {
        let name = letters.map { $0 | 0x20 }
        return months.firstIndex(of: name).map { $0 + 1 }
    }

    private static let months: [[UInt8]] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { Array($0.utf8) }
}
