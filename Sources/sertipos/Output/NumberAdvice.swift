internal import ArgumentParser
internal import Domain

/// Help with numbers that people copied, typed or remembered.
enum NumberAdvice {
    /// Why `text` is no number of `series`, and what it may be.
    static func complaint(about text: String, _ series: RequestNumber.Series) -> String {
        let example = series == .request ? "SE-2026-000123-7" : "PA-2026-000045-3"
        let shown = text.printable.fitted(40)
        if let other = RequestNumber(text), other.series != series {
            let command = other.series == .request ? "request" : "case"
            return "\(other) is the number of a \(command): see `sertipos \(command) show \(other)`"
        }
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        let digits = parts.dropFirst().map { Int($0) }
        guard parts.count >= 3, RequestNumber.Series(rawValue: String(parts[0])) == series,
            let year = digits.first.flatMap(\.self), let sequence = digits.dropFirst().first.flatMap(\.self),
            let right = RequestNumber(series: series, year: year, sequence: sequence)
        else { return "'\(shown)' is not the number of a \(noun(series)); write it like \(example)" }
        if parts.count == 3 { return "'\(shown)' lacks its last digit: it is \(right)" }
        guard parts.count == 4, digits.count == 3, digits[2] != nil else {
            return "'\(shown)' is not the number of a \(noun(series)); write it like \(example)"
        }
        if digits[2] == right.checkDigit { return "'\(shown)' is written \(right)" }
        return "the last digit of '\(shown)' does not fit, so that one of its digits is wrong: "
            + "the number may be \(right), but compare it with the subject of the mail"
    }

    private static func noun(_ series: RequestNumber.Series) -> String {
        series == .request ? "request" : "case"
    }

    /// Numbers that exist and differ from `number` by one wrong digit, two digits in the wrong order, or the year,
    /// at most three, the likeliest first.
    static func neighbours(
        of number: RequestNumber, exists: (RequestNumber) throws -> Bool
    ) rethrows -> [RequestNumber] {
        var found: [RequestNumber] = []
        for (year, sequence) in candidates(number) where found.count < 3 {
            guard let other = RequestNumber(series: number.series, year: year, sequence: sequence),
                other != number, !found.contains(other)
            else { continue }
            if try exists(other) { found.append(other) }
        }
        return found
    }

    private static func candidates(_ number: RequestNumber) -> [(year: Int, sequence: Int)] {
        let digits = Array(String(number.sequence + 1_000_000_000).utf8.suffix(6)).map { Int($0) - 48 }
        func value(_ digits: [Int]) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
        var sequences: [Int] = []
        if number.sequence < 1_000_000 {
            for index in digits.indices.dropLast() where digits[index] != digits[index + 1] {
                var swapped = digits
                swapped.swapAt(index, index + 1)
                sequences.append(value(swapped))
            }
            for index in digits.indices.reversed() {
                for digit in 0...9 where digit != digits[index] {
                    var changed = digits
                    changed[index] = digit
                    sequences.append(value(changed))
                }
            }
        }
        return [(number.year - 1, number.sequence), (number.year + 1, number.sequence)]
            + sequences.map { (number.year, $0) }
    }
}

extension RequestNumber {
    /// The request's number that a person wrote.
    static func argument(_ text: String, _ series: Series = .request) throws -> RequestNumber {
        guard let number = RequestNumber(text), number.series == series else {
            throw ValidationError(NumberAdvice.complaint(about: text, series))
        }
        return number
    }
}

/// No request has this number.
struct UnknownRequest: ClassifiedError {
    let number: RequestNumber
    let neighbours: [RequestNumber]

    init(number: RequestNumber, in view: any LedgerView) throws {
        self.number = number
        neighbours = try NumberAdvice.neighbours(of: number) { try view.request($0) != nil }
    }

    var failureClass: FailureClass { .permanent }
    var description: String {
        "no request \(number) in this desk; "
            + (neighbours.isEmpty
                ? "`sertipos request list` shows those there are"
                : "did you mean \(neighbours.map(\.description).joined(separator: " or "))?")
    }
}

/// No case has this number.
struct UnknownCase: ClassifiedError {
    let number: RequestNumber
    let neighbours: [RequestNumber]

    init(number: RequestNumber, in view: any LedgerView) throws {
        self.number = number
        neighbours = try NumberAdvice.neighbours(of: number) { try view.caseRecord($0) != nil }
    }

    var failureClass: FailureClass { .permanent }
    var description: String {
        "no case \(number) in this desk; "
            + (neighbours.isEmpty
                ? "`sertipos case list` shows those there are"
                : "did you mean \(neighbours.map(\.description).joined(separator: " or "))?")
    }
}
