internal import Domain

/// Typed values of the desk's configuration files; each refusal shows what to write instead.
extension DocumentNode {
    /// One line of text without control characters, trimmed, not empty.
    func line() throws(DocumentError) -> String {
        let text = try string()
        let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        guard !trimmed.isEmpty else { throw error("the value is empty") }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
            default: true
            }
        }
        guard isPlain else { throw error("the value must be one line of text without control characters") }
        return String(trimmed)
    }

    /// A mail address.
    func emailAddress() throws(DocumentError) -> EmailAddress {
        let text = try line()
        guard let address = EmailAddress(text) else {
            throw error(
                "'\(text)' is not a mail address",
                remedy: "write it like layanan@example.go.id, without a name")
        }
        return address
    }

    /// A host name, as lower-case A-labels.
    func hostName() throws(DocumentError) -> String {
        let text = try line()
        guard let name = DomainName.aLabels(text) else {
            throw error("'\(text)' is not a host name", remedy: "write it like mx.example.go.id")
        }
        return name
    }

    /// One of a few words.
    func word<Choice: RawRepresentable & CaseIterable>(_ kind: String) throws(DocumentError) -> Choice
    where Choice.RawValue == String {
        let text = try line()
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: text, among: known).map { "did you mean '\($0)'?" }
        throw error(
            "unknown \(kind) '\(text)'", remedy: nearest ?? "write one of: \(known.joined(separator: ", "))")
    }

    /// A zone of Indonesia by IANA name or abbreviation.
    func serviceZone() throws(DocumentError) -> ServiceZone {
        let text = try line()
        if let zone = ServiceZone(name: text) { return zone }
        let names = ServiceZone.allCases.flatMap { [$0.name, $0.rawValue] }
        let nearest = Spelling.nearest(to: text, among: names).map { "did you mean '\($0)'?" }
        throw error(
            "unknown timezone '\(text)'", remedy: nearest ?? "write one of: \(names.joined(separator: ", "))")
    }

    /// A whole number of `range`.
    func integer(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        let number = try integer()
        guard range.contains(number) else {
            throw error(
                "\(number) is out of range", remedy: "write \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A period such as `30m`, `72h`, `14d` or `2y`, in seconds; a year counts 366 days, so that nothing that
    /// must be kept for years goes a day too early.
    func period() throws(DocumentError) -> Int64 {
        let text = try line()
        let units: [String: Int64] = ["m": 60, "h": 3600, "d": 86_400, "y": 366 * 86_400]
        guard let (number, unit) = Self.quantity(text), let seconds = units[unit] else {
            throw error(
                "'\(text)' is not a period",
                remedy: "write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y")
        }
        let (period, overflow) = number.multipliedReportingOverflow(by: seconds)
        guard number > 0, !overflow, period <= 100 * 366 * 86_400 else {
            throw error("the period '\(text)' is out of range", remedy: "write at least 1m and at most 100y")
        }
        return period
    }

    /// A size such as `25MiB`, in octets, of `range`.
    func byteCount(in range: ClosedRange<Int64>) throws(DocumentError) -> Int {
        let text = try line()
        let units: [String: Int64] = [
            "B": 1, "kB": 1000, "KB": 1000, "KiB": 1 << 10, "MB": 1_000_000, "MiB": 1 << 20,
            "GB": 1_000_000_000,
            "GiB": 1 << 30,
        ]
        guard let (number, unit) = Self.quantity(text), let octets = units[unit] else {
            throw error(
                "'\(text)' is not a size", remedy: "write a whole number and B, KiB or MiB, such as 25MiB")
        }
        let (size, overflow) = number.multipliedReportingOverflow(by: octets)
        guard !overflow, range.contains(size) else {
            throw error(
                "the size '\(text)' is out of range",
                remedy: "write at least \(range.lowerBound >> 10)KiB and at most \(range.upperBound >> 20)MiB"
            )
        }
        return Int(size)
    }

    /// How many a day: `20/day` or `20`, at least 1.
    func dailyRate() throws(DocumentError) -> Int {
        let text = try line()
        guard let (number, unit) = Self.quantity(text), ["", "/day"].contains(unit) else {
            throw error("'\(text)' is not a rate", remedy: "write a whole number per day, such as 20/day")
        }
        guard (1...1_000_000).contains(number) else {
            throw error("the rate '\(text)' is out of range", remedy: "write 1/day to 1000000/day")
        }
        return Int(number)
    }

    /// Digits at the start of `text` and what follows them, spaces between taken away.
    private static func quantity(_ text: String) -> (number: Int64, unit: String)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits) else { return nil }
        return (number, String(text.dropFirst(digits.count).filter { $0 != " " }))
    }
}
