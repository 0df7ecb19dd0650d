import Domain
import TestSupport
import Testing
import Workflows

@Suite("Random histories")
struct RandomHistoryTests {
    /// What was met on the way.
    struct Survey {
        var states: [StateClass: RequestState] = [:]
        var moves = 0
        var accepted = 0
        var rejected = 0
        var stored = 0
    }

    @Test("25,000 random histories of each mechanism break no rule", arguments: Mechanism.allCases)
    func rules(mechanism: Mechanism) throws {
        let submissions = Sample.submissions.filter { $0.mechanism == mechanism }
        let pools = submissions.map { EventPool($0) }
        let random = SeededRandom(mechanism.rawValue.utf8.reduce(1) { $0 &* 31 &+ UInt64($1) })
        var survey = Survey()
        for index in 0..<25_000 {
            let choice = index % submissions.count
            guard try Self.tell(submissions[choice], pools[choice], random, &survey) else { return }
        }
        let names = Set(survey.states.keys.map(\.name))
        #expect(names == Self.names(mechanism))
        #expect(survey.accepted > 100_000 && survey.rejected > 50_000 && survey.stored > 300)
        for (state, sample) in survey.states where !state.name.hasPrefix("closed.") {
            let length = Self.shortestWay(from: sample)
            #expect(length.map { $0 <= 5 } == true, "stuck in \(state): \(length ?? -1)")
        }
    }

    /// One history; `false` once a rule was broken, which is recorded with what led there.
    static func tell(
        _ submission: Submission, _ pool: EventPool, _ random: SeededRandom, _ survey: inout Survey
    ) throws -> Bool {
        var chronicle = Chronicle(submission)
        survey.states[StateClass(chronicle.state)] = chronicle.state
        // The events after the end show that nothing changes any more.
        var left = 2
        for _ in 0..<40 {
            let event = pool.draw(in: chronicle.state, random)
            chronicle.add(event)
            if let violation = chronicle.violation {
                let story = chronicle.events.map(\.name).joined(separator: ", ")
                Issue.record(
                    "\(violation)\nin \(StateClass(chronicle.state)) at \(event.name)\naccepted: \(story)")
                return false
            }
            if chronicle.hasMoved {
                survey.states[StateClass(chronicle.state)] = chronicle.state
                survey.moves += 1
                if survey.moves % 199 == 0 { try store(chronicle.state, &survey) }
            }
            if !chronicle.isOpen {
                left -= 1
                if left == 0 { break }
            }
        }
        survey.accepted += chronicle.events.count
        survey.rejected += chronicle.rejections
        return true
    }

    private static func store(_ state: RequestState, _ survey: inout Survey) throws {
        survey.stored += 1
        let kept = try StoredState(state)
        let read = try StoredState.state(version: kept.version, payload: kept.payload)
        #expect(read == state)
        #expect(kept.name == state.name)
    }

    /// The least number of answers after which the mechanism reaches what it is for.
    static func shortestWay(from start: RequestState) -> Int? {
        let pool = EventPool(start.submission)
        var seen: Set<StateClass> = [StateClass(start)]
        var layer = [start]
        for length in 0...8 {
            if layer.contains(where: { $0.name == goal(start.submission.mechanism) }) { return length }
            var next: [RequestState] = []
            for state in layer {
                for event in pool.sensible(in: state) {
                    do throws(Rejection) {
                        let state = try CertificateWorkflow.reduce(state, event).state
                        if seen.insert(StateClass(state)).inserted { next.append(state) }
                    } catch {
                        continue
                    }
                }
            }
            layer = next
        }
        return nil
    }

    static func goal(_ mechanism: Mechanism) -> String {
        switch mechanism {
        case .issuance: "closed.issued"
        case .renewal: "closed.renewed"
        case .update: "closed.updated"
        case .revocation: "closed.revoked"
        }
    }

    /// The states a mechanism can be in; all of them have to be met.
    static func names(_ mechanism: Mechanism) -> Set<String> {
        let ends: Set = [goal(mechanism), "closed.rejected", "closed.cancelled", "closed.expired"]
        let shared: Set = ["awaitingAuthority", "awaitingExecution"]
        switch mechanism {
        case .issuance, .renewal:
            return ends.union(shared).union([
                "awaitingIdentity", "awaitingVerification", "awaitingCorrection", "awaitingPassphrase",
                "closed.withdrawn",
            ])
        case .update:
            return ends.union(shared).union([
                "awaitingConfirmation", "awaitingAmendment", "closed.withdrawn",
            ])
        case .revocation: return ends.union(shared).union(["awaitingAmendment"])
        }
    }
}
