/// The values that one time field allows.
struct CronSet: Hashable {
    /// The values, Sunday as 0.
    let values: Set<Int>
    /// Whether the field begins with `*`, which decides how the two day fields work together.
    let isStar: Bool
    /// A doubt about the field, such as a step that is never reached.
    private(set) var remark: String?

    init(_ values: some Sequence<Int>, isStar: Bool = false) {
        self.values = Set(values)
        self.isStar = isStar
    }

    /// Every value of `field`.
    static func all(_ field: CronField) -> CronSet {
        CronSet(field == .dayOfWeek ? 0...6 : field.range, isStar: true)
    }

    /// Reads a field: lists of `*`, numbers, names and ranges, with steps behind `*` and ranges. Stricter than cron,
    /// which passes over whatever follows a part it understood.
    init(_ text: String, _ field: CronField) throws(CronFieldError) {
        var values: Set<Int> = []
        var offset = 0
        var remark: String?
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw CronFieldError(offset: offset, problem: "an empty part") }
            values.formUnion(try Self.values(part, field, at: offset, &remark))
            offset += part.utf8.count + 1
        }
        if field == .dayOfWeek, values.remove(7) != nil { values.insert(0) }
        self.values = values
        self.remark = remark
        isStar = text.hasPrefix("*")
    }

    private static func values(
        _ part: Substring, _ field: CronField, at offset: Int, _ remark: inout String?
    ) throws(CronFieldError) -> Set<Int> {
        let halves = part.split(separator: "/", omittingEmptySubsequences: false)
        let base = halves[0]
        guard halves.count <= 2 else {
            throw CronFieldError(offset: offset, problem: "two steps in '\(part)'", isMisread: true)
        }
        var range = field.range
        if base == "*" {
            if field == .dayOfWeek { range = 0...6 }
        } else if base.hasPrefix("*") {
            throw CronFieldError(
                offset: offset, problem: "something stands behind the * in '\(part)'", isMisread: true)
        } else {
            let ends = base.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2 else {
                throw CronFieldError(offset: offset, problem: "two ranges in '\(part)'", isMisread: true)
            }
            let low = try number(ends[0], field, at: offset)
            if ends.count == 1 {
                guard halves.count == 1 else {
                    throw CronFieldError(
                        offset: offset, problem: "a step behind a single value in '\(part)'")
                }
                return [low]
            }
            var high = try number(ends[1], field, at: offset + ends[0].utf8.count + 1)
            // A week that ends on a Sunday: `fri-sun`.
            if field == .dayOfWeek, high == 0, ends[1].lowercased() == "sun" { high = 7 }
            guard low <= high else {
                throw CronFieldError(
                    offset: offset, problem: "the range '\(base)' runs backwards", isMisread: true)
            }
            range = low...high
        }
        guard halves.count == 2 else { return Set(range) }
        let stepOffset = offset + base.utf8.count + 1
        guard isDigits(halves[1]) else {
            throw CronFieldError(
                offset: stepOffset, problem: "'\(halves[1])' is not a step",
                isMisread: halves[1].first?.isNumber == true)
        }
        guard let step = Int(halves[1]), step > 0 else {
            throw CronFieldError(offset: stepOffset, problem: "a step of '\(halves[1])'")
        }
        if step > range.count - 1, range.count > 1 {
            remark = "the step \(step) is longer than the range: only \(range.lowerBound) is left"
        } else if base == "*", [.minute, .hour].contains(field), field.range.count % step != 0 {
            remark = "\(step) does not divide \(field.range.count): the last step of each round is shorter"
        }
        return Set(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }

    private static func number(
        _ text: Substring, _ field: CronField, at offset: Int
    ) throws(CronFieldError) -> Int {
        if let named = field.names[text.lowercased()] { return named }
        guard isDigits(text), text.utf8.count <= 9, let number = Int(text) else {
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let rest = text.dropFirst(digits.count)
            let isMisread = !digits.isEmpty && rest.first?.isLetter == false
            throw CronFieldError(
                offset: offset, problem: text.isEmpty ? "a value is missing" : "'\(text)' is not a value",
                isMisread: isMisread)
        }
        guard field.range.contains(number) else {
            let range = "\(field.range.lowerBound) to \(field.range.upperBound)"
            throw CronFieldError(offset: offset, problem: "\(number) is not one of \(range)")
        }
        return number
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
