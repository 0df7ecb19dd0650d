import Domain
import TestSupport
import Testing

@testable import sertipos

@Suite("When a line fires")
struct CronPatternTests {
    private static func pattern(_ text: String) throws -> CronPattern {
        let crontab = Crontab("\(text) true\n", file: "t")
        #expect(crontab.faults.isEmpty, "\(text): \(crontab.faults)")
        guard case .pattern(let pattern)? = crontab.entries.first?.time else { throw CancellationError() }
        return pattern
    }

    private static func minute(_ date: String, _ hour: Int, _ minute: Int) throws -> LocalMinute {
        LocalMinute(date: try #require(CivilDate(iso: date)), minute: hour * 60 + minute)
    }

    @Test("the next minutes of known lines")
    func known() throws {
        let monday = try Self.minute("2026-11-23", 9, 0)
        let cases: [(String, String, Int, Int)] = [
            ("*/2 * * * *", "2026-11-23", 9, 2), ("30 7 * * 1-5", "2026-11-24", 7, 30),
            ("0 0 29 2 *", "2028-02-29", 0, 0), ("@weekly", "2026-11-29", 0, 0),
            ("@monthly", "2026-12-01", 0, 0), ("@yearly", "2027-01-01", 0, 0),
            ("@hourly", "2026-11-23", 10, 0),
            ("0 12 1 * mon", "2026-11-23", 12, 0), ("0 8 1 * mon", "2026-11-30", 8, 0),
            // A star, even with a step, makes both days count together.
            ("0 8 */2 * mon", "2026-12-07", 8, 0), ("59 23 31 12 *", "2026-12-31", 23, 59),
        ]
        for (text, date, hour, minute) in cases {
            let next = try Self.pattern(text).upcoming(1, after: monday).first
            #expect(try next == Self.minute(date, hour, minute), "\(text)")
        }
        #expect(try Self.pattern("0 0 31 2 *").first(from: monday) == nil)
    }

    @Test("an independent walk, minute by minute, finds the same for 100 random lines")
    func simulated() throws {
        let random = SeededRandom(5)
        var compared = 0
        for _ in 0..<100 {
            let text = CrontabSample.line(random)
            let pattern = try Self.pattern(text)
            let day = Int(random.next() % 1_000)
            let start = LocalMinute(
                date: CivilDate(daysSinceEpoch: 20_500 + day), minute: Int(random.next() % 1_440))
            let found = pattern.upcoming(5, after: start)
            var walked: [LocalMinute] = []
            var now = start
            // Two weeks are enough to see five of most lines; rarer ones are compared as far as they go.
            for _ in 0..<(14 * 1_440) where walked.count < 5 {
                now = now.next
                if Self.fires(text, at: now) { walked.append(now) }
            }
            #expect(Array(found.prefix(walked.count)) == walked, "\(text) from \(start)")
            if walked.count < 5, let next = found.dropFirst(walked.count).first { #expect(next > now) }
            compared += walked.count
        }
        #expect(compared > 200)
    }

    /// A second reading of the text by other means: no sets, every value asked for anew.
    private static func fires(_ text: String, at moment: LocalMinute) -> Bool {
        let fields = text.split(separator: " ").map(String.init)
        func fits(_ index: Int, _ value: Int, _ low: Int, _ high: Int) -> Bool {
            fields[index].split(separator: ",").contains { part in
                let halves = part.split(separator: "/").map(String.init)
                let step = halves.count > 1 ? Int(halves[1]) ?? 1 : 1
                let ends =
                    halves[0] == "*" ? [low, high] : halves[0].split(separator: "-").compactMap { Int($0) }
                guard let first = ends.first, let last = ends.last else { return false }
                return value >= first && value <= last && (value - first) % step == 0
            }
        }
        guard fits(0, moment.minute % 60, 0, 59), fits(1, moment.minute / 60, 0, 23),
            fits(3, moment.date.month, 1, 12)
        else { return false }
        let day = fits(2, moment.date.day, 1, 31)
        let number = moment.date.weekday % 7
        let weekday = fits(4, number, 0, 6) || (number == 0 && fits(4, 7, 0, 7) && fields[4] != "*")
        let isTogether = fields[2].hasPrefix("*") || fields[4].hasPrefix("*")
        return isTogether ? day && weekday : day || weekday
    }
}

/// Random lines.
enum CrontabSample {
    /// Five good fields in numbers.
    static func line(_ random: SeededRandom) -> String {
        let ranges = [0...59, 0...23, 1...31, 1...12, 0...6]
        return ranges.map { field(random, $0) }.joined(separator: " ")
    }

    private static func field(_ random: SeededRandom, _ range: ClosedRange<Int>) -> String {
        func value() -> Int { Int.random(in: range, using: &generator) }
        var generator = random
        switch random.next() % 8 {
        case 0: return "\(value())"
        case 1: return "\(value()),\(value())"
        case 2:
            let ends = [value(), value()].sorted()
            return "\(ends[0])-\(ends[1])"
        case 3: return "*/\(1 + random.next() % 9)"
        case 4:
            let ends = [value(), value()].sorted()
            return "\(ends[0])-\(ends[1])/\(1 + random.next() % 4)"
        default: return "*"
        }
    }

    /// A line that may be wrong in one place.
    static func doubtful(_ random: SeededRandom) -> String {
        let pieces = [
            "*", "*/5", "0", "59", "60", "7", "8", "1-5", "5-1", "1,2", "1,,2", ",1", "1,", "*/0", "5/10",
            "*5",
            "*-5", "jan", "mon", "monday", "mon-fri", "fri-sun", "1-", "-1", "1-3/2", "1-3/", "x", "~", "00",
            "31",
            "1.5", "2-4-6", "*/61", "sun",
        ]
        var fields = (0..<5).map { _ in "*" }
        for _ in 0..<(1 + random.next() % 3) {
            fields[Int(random.next() % 5)] = pieces[Int(random.next() % UInt64(pieces.count))]
        }
        return fields.joined(separator: random.next() % 5 == 0 ? "\t" : " ")
    }
}
