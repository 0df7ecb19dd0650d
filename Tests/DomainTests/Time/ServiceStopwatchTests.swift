import Domain
import TestSupport
import Testing

@Suite("The clock of the promised service time")
struct ServiceStopwatchTests {
    private static let day: Int64 = 86_400
    private let calendar = WorkingCalendarTests.calendar()

    private func moment(_ date: String, _ hour: Int = 0, _ minute: Int = 0) throws -> Timestamp {
        try WorkingCalendarTests.moment(date, hour, minute)
    }

    @Test("what the applicant takes does not count; everybody's time is told apart")
    func pauses() throws {
        let watch = ServiceStopwatch(
            [
                (try moment("2026-11-16", 9), .verifier), (try moment("2026-11-16", 12), .applicant),
                (try moment("2026-11-19", 12), .verifier),
                (try moment("2026-11-20", 12), .registrationAuthority),
            ], calendar: calendar)
        let now = try moment("2026-11-23", 12)
        #expect(watch.seconds(for: .verifier, at: now) == 3 * 3600 + Self.day)
        #expect(watch.seconds(for: .applicant, at: now) == 3 * Self.day)
        #expect(watch.seconds(for: .registrationAuthority, at: now) == Self.day)
        #expect(watch.seconds(for: .officer, at: now) == 0)
        #expect(watch.used(at: now) == 3 * 3600 + 2 * Self.day)
        #expect(watch.promised == 3 * Self.day)
        #expect(abs(watch.fraction(at: now) - 51.0 / 72) < 1e-9)
        #expect(watch.warning(at: now) == .half)
        #expect(watch.dueAt == (try moment("2026-11-24", 9)))
        #expect(watch.moment(of: .half) == (try moment("2026-11-20", 21)))
        // Before its end, the history is read up to now.
        #expect(watch.used(at: try moment("2026-11-18")) == 3 * 3600)
        #expect(watch.used(at: try moment("2026-11-01")) == 0)
    }

    @Test("warnings come at 50, 80 and 100 per cent, to the second", arguments: 1...3)
    func warnings(days: Int) throws {
        let start = try moment("2026-11-20", 15)
        let watch = ServiceStopwatch([(start, .verifier)], calendar: calendar, promised: days)
        var previous: ServiceStopwatch.Warning?
        for warning in ServiceStopwatch.Warning.allCases {
            let reached = try #require(watch.moment(of: warning))
            #expect(watch.warning(at: reached) == warning)
            #expect(watch.warning(at: reached + -1) == previous)
            let fraction = watch.fraction(at: reached)
            #expect(
                fraction >= Double(warning.rawValue) / 100 && fraction < Double(warning.rawValue) / 100 + 1e-4
            )
            previous = warning
        }
        #expect(watch.dueAt == watch.moment(of: .all))
        #expect(watch.dueAt == (try moment("2026-11-\(22 + days)", 15)))
        #expect(watch.warning(at: start) == nil && watch.fraction(at: start) == 0)
        #expect(watch.fraction(at: try moment("2026-12-30")) > 1)
    }

    @Test("while it stands still, nothing becomes due")
    func standstill() throws {
        let start = try moment("2026-11-16", 9)
        let paused = ServiceStopwatch(
            [(start, .verifier), (start + 3600, .applicant)], calendar: calendar)
        #expect(paused.dueAt == nil && paused.moment(of: .half) == nil)
        #expect(paused.used(at: start + 100 * Self.day) == 3600)
        let late = ServiceStopwatch(
            [(start, .verifier), (try moment("2026-11-20"), .applicant)], calendar: calendar)
        #expect(late.dueAt == nil)
        #expect(late.warning(at: try moment("2027-01-01")) == .all)
        #expect(late.moment(of: .all) == (try moment("2026-11-19", 9)))
        let closed = ServiceStopwatch([(start, .verifier), (start + 3600, nil)], calendar: calendar)
        #expect(closed.dueAt == nil && closed.used(at: start + 100 * Self.day) == 3600)
        let empty = ServiceStopwatch([], calendar: calendar)
        #expect(empty.dueAt == nil && empty.warning(at: start) == nil && empty.used(at: start) == 0)
    }

    @Test("a request that comes on a holiday starts on the next working day")
    func holiday() throws {
        let watch = ServiceStopwatch(
            [(try moment("2026-12-25", 10), .verifier)], calendar: calendar, promised: 1)
        #expect(watch.dueAt == (try moment("2026-12-29")))
        #expect(watch.used(at: try moment("2026-12-28")) == 0)
    }

    @Test("revocation has 24 hours of plain time, whoever is waited for")
    func revocation() throws {
        let start = try moment("2026-11-20", 15)
        let watch = ServiceStopwatch(
            [(start, .registrationAuthority), (start + 3600, .applicant), (start + 7200, .verifier)],
            clock: .revocation)
        #expect(watch.dueAt == start + Self.day)
        #expect(watch.dueAt == (try moment("2026-11-21", 15)))
        #expect(watch.warning(at: start + 12 * 3600) == .half)
        #expect(watch.warning(at: start + Self.day) == .all)
        #expect(watch.seconds(for: .applicant, at: start + Self.day) == 3600)
        let closed = ServiceStopwatch([(start, .verifier), (start + 60, nil)], clock: .revocation)
        #expect(closed.dueAt == nil && closed.used(at: start + Self.day) == 60)
    }

    @Test("a clock that ran backwards takes no time away")
    func backwards() throws {
        let start = try moment("2026-11-16", 9)
        let watch = ServiceStopwatch(
            [
                (start, .verifier), (start + 7200, .applicant), (start + 60, .verifier),
                (start + 7260, .applicant),
            ],
            calendar: calendar)
        #expect(watch.used(at: start + 9000) == 7260)
        #expect(watch.seconds(for: .applicant, at: start + 9000) == 9000 - 7260)
    }

    @Test("the promise is one to three days, and no number traps")
    func extremes() {
        let end = Timestamp(seconds: .max)
        let history: [(at: Timestamp, waitingFor: Role?)] = [
            (Timestamp(seconds: .min), .verifier), (Timestamp(seconds: 0), .applicant), (end, .verifier),
        ]
        for (days, promised) in [(0, 1), (-7, 1), (4, 3), (Int.max, 3)] {
            let watch = ServiceStopwatch(history, calendar: calendar, promised: days)
            #expect(watch.promised == Int64(promised) * Self.day)
            #expect(watch.warning(at: end) == .all)
        }
        for seconds in [Int64.min, 0, 1, 99, .max] {
            let watch = ServiceStopwatch(history, clock: .elapsed(seconds))
            #expect(watch.used(at: end) == .max && watch.warning(at: end) == .all && watch.dueAt != nil)
        }
    }

    @Test("sums agree with their parts and with what becomes due")
    func properties() {
        let random = SeededRandom(9)
        let roles: [Role?] = [.applicant, .verifier, .registrationAuthority, .officer, .administrator]
        for round in 0..<2000 {
            var at = Timestamp(seconds: 1_790_000_000 + Int64(random.next() % 20_000_000))
            var history: [(at: Timestamp, waitingFor: Role?)] = []
            for _ in 0...Int(random.next() % 6) {
                history.append((at, roles[Int(random.next() % 5)]))
                at = at + Int64(random.next() % 200_000)
            }
            if round % 7 == 0 { history.append((at, nil)) }
            let clock: ServiceClock = round % 4 == 0 ? .revocation : .workingDays(round % 3 + 1, calendar)
            let watch = ServiceStopwatch(history, clock: clock)
            let now = at + Int64(random.next() % 400_000)
            let parts = Role.allCases.map { watch.seconds(for: $0, at: now) }
            let paused = clock == .revocation ? 0 : watch.seconds(for: .applicant, at: now)
            #expect(parts.reduce(0, +) - paused == watch.used(at: now))
            #expect(watch.used(at: now + 1) >= watch.used(at: now))
            for warning in ServiceStopwatch.Warning.allCases {
                let reached = watch.moment(of: warning)
                let isReached = watch.warning(at: now).map { $0 >= warning } ?? false
                #expect(isReached == (reached.map { $0 <= now } ?? false))
            }
        }
    }
}
