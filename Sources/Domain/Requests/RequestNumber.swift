/// What people quote in a subject: `SE-2026-000123-7`, year, sequence and an ISO 7064 check digit.
public struct RequestNumber: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The series a number belongs to.
    public enum Series: String, Sendable, Hashable, Codable, CaseIterable {
        /// Certificate requests (sertifikat elektronik).
        case request = "SE"
        /// Complaints and other cases (pengaduan).
        case complaint = "PA"
    }

    /// The series.
    public let series: Series
    /// The year it was opened in, by the desk's clock and zone.
    public let year: Int
    /// Counts from 1 in each year and series.
    public let sequence: Int

    /// The number `sequence` of `year`; the year is 2000 to 9999, the sequence 1 to 999,999,999.
    public init?(series: Series = .request, year: Int, sequence: Int) {
        guard (2000...9999).contains(year), (1...999_999_999).contains(sequence) else { return nil }
        self.series = series
        self.year = year
        self.sequence = sequence
    }

    /// The number written in `text` (any case, hyphens or en dashes), or `nil` if a digit is wrong.
    public init?(_ text: some StringProtocol) {
        let normalized = text.uppercased().map { Self.dashes.contains($0) ? "-" : $0 }
        let parts = normalized.split(separator: "-", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 4, let series = Series(rawValue: parts[0]), parts[1].utf8.count == 4,
            (6...9).contains(parts[2].utf8.count), parts[3].utf8.count == 1,
            parts[1...].allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[1]), let sequence = Int(parts[2]), let check = Int(parts[3])
        else { return nil }
        self.init(series: series, year: year, sequence: sequence)
        guard check == checkDigit, parts[2] == padded(sequence, 6) else { return nil }
    }

    /// The first number that stands anywhere in `text`.
    public static func first(in text: some StringProtocol) -> RequestNumber? {
        let isSeparator: (Character) -> Bool = { !($0.isLetter || $0.isNumber || dashes.contains($0)) }
        for word in text.split(whereSeparator: isSeparator) {
            if let number = RequestNumber(word) { return number }
        }
        return nil
    }

    /// `SE-2026-000123-7`.
    public var description: String {
        "\(series.rawValue)-\(padded(year, 4))-\(padded(sequence, 6))-\(checkDigit)"
    }

    /// The check digit over year and sequence, ISO/IEC 7064 MOD 11,10.
    public var checkDigit: Int {
        var product = 10
        for octet in (padded(year, 4) + padded(sequence, 6)).utf8 {
            var sum = (product + Int(octet) - 48) % 10
            if sum == 0 { sum = 10 }
            product = sum * 2 % 11
        }
        return (11 - product) % 10
    }

    /// Mail programs turn hyphens into these.
    private static let dashes = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}"

    /// Reads the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = RequestNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a request number")
        }
        self = number
    }

    /// Writes ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
