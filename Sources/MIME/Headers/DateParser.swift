public import Domain

/// Reads dates (RFC 5322 sections 3.3 and 4.3), and what mail programs send instead.
public enum DateParser {
    /// The moment an unfolded value names, or `nil`. A date without a zone is taken as UTC.
    public static func parse(_ value: [UInt8]) -> Timestamp? {
        var words = tokens(value.prefix(256))
        if words.count > 1, words[0].allSatisfy(\.isLetter), month(words[0]) == nil { words.removeFirst() }
        guard words.count >= 3 else { return nil }
        let isMonthFirst = month(words[0]) != nil
        guard let month = month(words[isMonthFirst ? 0 : 1]), let day = number(words[isMonthFirst ? 1 : 0])
        else { return nil }
        let rest = words.dropFirst(2)
        guard let clockIndex = rest.firstIndex(where: { $0.contains(Octet.colon) }) else { return nil }
        guard let clock = secondOfDay(words[clockIndex]) else { return nil }
        let others = rest.filter { !$0.contains(Octet.colon) }
        // asctime puts the zone, if any, before the year.
        guard let yearIndex = others.firstIndex(where: { $0.allSatisfy(\.isDigit) && $0.count >= 2 }),
            let year = year(others[yearIndex])
        else { return nil }
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        let zone = others.enumerated().first { $0.offset != yearIndex }.map(\.element)
        var offset = zone.map(seconds(ofZone:)) ?? 0
        var secondOfDay = clock
        if let marker = others.first(where: { $0.equalsIgnoringCase("pm") || $0.equalsIgnoringCase("am") }) {
            let isAfternoon = marker.first.map { $0 | 0x20 == 0x70 } ?? false
            let hour = clock / 3600
            if isAfternoon, hour < 12 { secondOfDay += 12 * 3600 }
            if !isAfternoon, hour == 12 { secondOfDay -= 12 * 3600 }
            offset = others.last.map(seconds(ofZone:)) ?? 0
        }
        return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) - Int64(offset))
    }

    /// Words between white space, commas and (inside dates) hyphens; comments dropped.
    private static func tokens(_ value: ArraySlice<UInt8>) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var depth = 0
        for octet in value {
            if octet == Octet.openParenthesis { depth += 1 }
            let isText = depth == 0 && !octet.isWhitespace && octet != Octet.comma
            let splitsDate =
                octet == Octet.hyphen && !word.isEmpty && (word.allSatisfy(\.isDigit) || month(word) != nil)
                && words.count < 3
            if isText, !splitsDate {
                if octet == 0x2B || octet == Octet.hyphen, !word.isEmpty {
                    words.append(word)
                    word = []
                }
                word.append(octet)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
            if octet == Octet.closeParenthesis, depth > 0 { depth -= 1 }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func month(_ word: [UInt8]) -> Int? {
        guard word.count >= 3 else { return nil }
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        let start = word.prefix(3).loweredString
        return names.firstIndex(of: start).map { $0 + 1 }
    }

    private static func number(_ word: [UInt8]) -> Int? {
        guard !word.isEmpty, word.count <= 4, word.allSatisfy(\.isDigit) else { return nil }
        return Int(String(decoding: word, as: UTF8.self))
    }

    /// Two digits count from 1950 to 2049, three from 1900 (RFC 5322 section 4.3).
    private static func year(_ word: [UInt8]) -> Int? {
        guard let number = number(word) else { return nil }
        switch word.count {
        case 2: return number < 50 ? 2000 + number : 1900 + number
        case 3: return 1900 + number
        default: return number
        }
    }

    private static func secondOfDay(_ word: [UInt8]) -> Int? {
        let parts = word.split(separator: Octet.colon, omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        let numbers = parts.map { number(Array($0.prefix(while: \.isDigit))) ?? -1 }
        guard (0...23).contains(numbers[0]), (0...59).contains(numbers[1]) else { return nil }
        let second = numbers.count == 3 ? numbers[2] : 0
        guard (0...60).contains(second) else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + min(second, 59)
    }

    private static func seconds(ofZone word: [UInt8]) -> Int {
        if let sign = word.first, sign == 0x2B || sign == Octet.hyphen {
            let digits = word.dropFirst().filter(\.isDigit)
            guard digits.count == 4, let value = number(Array(digits)) else { return 0 }
            let minutes = value / 100 * 60 + value % 100
            return (sign == Octet.hyphen ? -60 : 60) * minutes
        }
        return namedZones[word.loweredString].map { $0 * 3600 } ?? 0
    }

    /// Hours east of Greenwich. The single letters of RFC 822 mean nothing (RFC 5322 section 4.3).
    private static let namedZones: [String: Int] = [
        "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
        "wib": 7, "wita": 8, "wit": 9,
    ]
}
