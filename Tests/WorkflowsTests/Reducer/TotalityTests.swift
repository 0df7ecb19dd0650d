import Domain
import Testing
import Workflows

@Suite("Every state meets every event")
struct TotalityTests {
    /// What an event comes to, in one letter.
    static func letter(_ state: RequestState, _ event: RequestEvent) -> Character {
        do throws(Rejection) {
            let next = try CertificateWorkflow.reduce(state, event).state
            return next == state ? "=" : letter(next)
        } catch {
            return letter(error)
        }
    }

    private static func letter(_ state: RequestState) -> Character {
        switch state {
        case .awaitingIdentity: "I"
        case .awaitingVerification: "V"
        case .awaitingCorrection: "C"
        case .awaitingPassphrase: "P"
        case .awaitingConfirmation: "O"
        case .awaitingAuthority: "A"
        case .awaitingAmendment: "M"
        case .awaitingExecution: "E"
        case .closed(_, .issued, _): "i"
        case .closed(_, .renewed, _): "n"
        case .closed(_, .updated, _): "u"
        case .closed(_, .revoked, _): "r"
        case .closed(_, .rejected, _): "j"
        case .closed(_, .cancelled, _): "c"
        case .closed(_, .withdrawn, _): "w"
        case .closed(_, .expired, _): "e"
        }
    }

    private static func letter(_ rejection: Rejection) -> Character {
        switch rejection {
        case .closed: "x"
        case .stepIsOver: "-"
        case .nothingToDo: "."
        case .notEntitled: "!"
        case .alreadyOpen: "o"
        }
    }

    /// The row of `state`: answers in their steps, then everything else, in the order of `TotalityTable`.
    static func row(_ state: RequestState) -> String {
        let answers = RequestEvent.answers(amending: state.submission)
        let sizes = [2, 3, 2, 4, 4, 2, 4]
        var groups: [[RequestEvent]] = []
        var start = 0
        for size in sizes {
            groups.append(Array(answers[start..<start + size]))
            start += size
        }
        groups += RequestEvent.occurrences(state.submission)
        return groups.map { String($0.map { letter(state, $0) }) }.joined(separator: " ")
    }

    @Test("each of the states × 68 events comes to what the table says")
    func table() {
        var used: Set<String> = []
        for sample in StateSample.all {
            let label = sample.state.name.hasPrefix("closed.") ? "closed" : sample.label
            used.insert(label)
            let row = Self.row(sample.state)
            #expect(row == TotalityTable.rows[label], "\(sample) is now\n\(row)")
        }
        #expect(used == Set(TotalityTable.rows.keys))
    }

    @Test("the representatives leave out no state, no event, no step and no role")
    func completeness() {
        let names = Set(StateSample.all.map(\.state.name))
        #expect(names == Set(RequestState.openNames + Outcome.names.map { "closed.\($0)" }))
        let events =
            RequestEvent.answers(amending: Sample.update)
            + RequestEvent.occurrences(Sample.update).flatMap { $0 }
        #expect(events.count == 68)
        #expect(Set(events).count == 68)
        #expect(Set(events.map(\.name)) == Self.eventNames)
    }

    @Test("a step that is over is the one the event is about")
    func overSteps() {
        for sample in StateSample.open {
            let events =
                RequestEvent.answers(amending: sample.state.submission)
                + RequestEvent.occurrences(sample.state.submission).flatMap { $0 }
            for event in events {
                do throws(Rejection) {
                    _ = try CertificateWorkflow.reduce(sample.state, event)
                } catch .stepIsOver(let step) {
                    #expect(step == Self.step(of: event), "\(sample.label), \(event.name)")
                    #expect(!sample.state.steps.contains(step), "\(sample.label), \(event.name)")
                } catch .closed {
                    Issue.record("\(sample.label) is open, but \(event.name) is told it is closed")
                } catch {
                    continue
                }
            }
        }
    }

    /// The step an event is about; for a cancellation, the last at which it was possible.
    static func step(of event: RequestEvent) -> Step? {
        switch event {
        case .identity, .addressCorrected: .identity
        case .verification: .verification
        case .passphrase: .passphrase
        case .confirmation(let mailbox, _, _): mailbox.step
        case .authority, .cancelled, .consentWithdrawn: .authority
        case .amendment: .amendment
        case .unclear(let step, _, _), .linkRequested(let step, _), .reminderDue(let step, _),
            .deadlinePassed(let step, _):
            step
        case .submitted, .execution, .serviceTimeUsed, .undeliverable: nil
        }
    }

    /// The audit log's vocabulary: old logs are searched by these words.
    static let eventNames: Set<String> = [
        "submitted", "identity-received", "identity-faulty", "verification-approved", "verification-returned",
        "verification-rejected", "passphrase-sealed", "passphrase-unreadable", "current-owner-confirmed",
        "current-owner-denied", "new-owner-confirmed", "new-owner-denied", "authority-approved",
        "authority-returned", "authority-rejected", "certificate-unfit", "amended", "amendment-faulty",
        "certificate-made", "certificate-revoked", "passphrase-lost", "decision-unclear", "cancelled",
        "consent-withdrawn", "address-corrected", "link-requested", "reminder-due", "deadline-passed",
        "service-time-0",
        "service-time-50", "service-time-80", "service-time-99", "service-time-100", "service-time-150",
        "undeliverable",
    ]
}
