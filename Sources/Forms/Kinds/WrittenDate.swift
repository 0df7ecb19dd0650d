public import Domain

/// A date as Indonesians and English writers put it: `17 Agustus 1990`, `17-08-1990`, `Jakarta, 17 Agt 1990`.
///
/// Numbers are day, month, year. A date that is only possible with the month in front is asked back.
public struct WrittenDate: Sendable, Hashable {
    /// The date.
    public let date: CivilDate
    /// What stood in front of it, usually a place of birth; `nil` if nothing did.
    public let place: String?

    /// Reads the one date in `text`.
    public init(_ text: String) throws(Malformation) {
        let words = Self.tokens(text)
        guard
            let start = words.firstIndex(where: { Self.number($0.text) != nil || Self.month($0.text) != nil })
        else { throw .unknownDate }
        let parts = words[start...].map(\.text).filter { !["tahun", "bulan", "of", "the"].contains($0) }
        date = try Self.date(Array(parts))
        let place = Self.place(in: text, before: words[start].offset)
        self.place = place.isEmpty ? nil : place
    }

    private static func date(_ parts: [String]) throws(Malformation) -> CivilDate {
        guard parts.count == 3 else { throw .unknownDate }
        if parts[0].utf8.count == 4, let year = Int(parts[0]),
            let month = number(parts[1]) ?? month(parts[1]),
            let day = number(parts[2])
        {
            return try date(year, month, day)
        }
        if let month = month(parts[0]), let day = number(parts[1]) {
            return try date(try year(parts[2]), month, day)
        }
        guard let day = number(parts[0]) else { throw .unknownDate }
        if let month = month(parts[1]) { return try date(try year(parts[2]), month, day) }
        guard let month = number(parts[1]) else { throw .unknownDate }
        let year = try year(parts[2])
        if month > 12, day <= 12 { throw .monthFirst }
        return try date(year, month, day)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) throws(Malformation) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else { throw .impossibleDate }
        return date
    }

    private static func year(_ word: String) throws(Malformation) -> Int {
        guard let year = number(word) else { throw .unknownDate }
        guard word.utf8.count == 4 else { throw word.utf8.count == 2 ? .shortYear : .unknownDate }
        return year
    }

    private static func number(_ word: String) -> Int? {
        var digits = word[...]
        for suffix in ["st", "nd", "rd", "th"] where digits.hasSuffix(suffix) { digits = digits.dropLast(2) }
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy(Octet.isDigit) else { return nil }
        return Int(digits)
    }

    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        if let exact = spellings[word] { return exact }
        for locale in Locale.allCases {
            if let index = DateWording.months(locale).firstIndex(where: { $0.lowercased().hasPrefix(word) }) {
                return index + 1
            }
        }
        return nil
    }

    private static let spellings = [
        "agt": 8, "agus": 8, "ags": 8, "agst": 8, "pebruari": 2, "peb": 2, "nopember": 11, "nop": 11,
        "sept": 9,
        "mrt": 3, "jun": 6, "jul": 7, "juny": 6, "des": 12, "okt": 10,
    ]

    /// Words and numbers in lower case, with the offset of each; a month may touch its numbers
    /// (`17Agustus1990`).
    private static func tokens(_ text: String) -> [(text: String, offset: Int)] {
        var tokens: [(text: String, offset: Int)] = []
        var current: [UInt8] = []
        var start = 0
        for (offset, octet) in (Array(text.utf8) + [Octet.space]).enumerated() {
            let continues =
                Octet.isWord(octet)
                && (current.last.map { Octet.isDigit($0) == Octet.isDigit(octet) || isOrdinal($0, octet) }
                    ?? true)
            if !continues, !current.isEmpty {
                tokens.append((String(decoding: current, as: UTF8.self), start))
                current.removeAll(keepingCapacity: true)
            }
            guard Octet.isWord(octet) else { continue }
            if current.isEmpty { start = offset }
            current.append(Octet.lowered(octet))
        }
        return tokens
    }

    /// The `th` of `17th` stays with its number.
    private static func isOrdinal(_ last: UInt8, _ next: UInt8) -> Bool {
        Octet.isDigit(last)
            && [UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "r")]
                .contains(Octet.lowered(next))
    }

    /// The words before the date without the day's name and `tanggal`.
    private static func place(in text: String, before offset: Int) -> String {
        let head = String(decoding: Array(text.utf8).prefix(offset), as: UTF8.self)
        let words = head.split { $0.isWhitespace || ",/;".contains($0) }.filter { word in
            let word = word.lowercased()
            return !weekdays.contains(word) && word != "-"
        }
        return words.joined(separator: " ")
    }

    private static let weekdays: Set<String> = [
        "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "tanggal", "tgl", "tgl.", "pada", "hari",
        "on",
    ]
}
