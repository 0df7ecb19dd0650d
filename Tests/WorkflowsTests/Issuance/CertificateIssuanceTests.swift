import Domain
import TestSupport
import Testing
import Workflows

@Suite("Issuance")
struct CertificateIssuanceTests {
    static let at = Timestamp(seconds: 1_795_399_200)

    static func submission() throws -> Submission {
        Submission(
            mechanism: .issuance, verifier: try #require(EmailAddress("siti@kominfo.example")),
            verifierName: "Siti", agency: "Dinas Kominfo",
            applicant: try #require(EmailAddress("budi@kominfo.example")), applicantName: "Budi",
            form: FormData(values: ["nik": "3201010101900001"]), openedAt: at)
    }

    @Test("opening asks the applicant and tells the verifier")
    func open() throws {
        let transition = CertificateIssuance.open(try Self.submission())
        #expect(transition.state.name == "awaitingIdentity")
        #expect(
            transition.effects == [.tell(.applicant, .identityAsked), .tell(.verifier, .requestOpened)])
    }

    @Test("the way from submission to approval")
    func happyPath() throws {
        var state = CertificateIssuance.open(try Self.submission()).state
        state = try CertificateIssuance.reduce(state, .identityReceived(FormData(), at: Self.at)).state
        #expect(state.name == "awaitingVerification")
        let approved = try CertificateIssuance.reduce(state, .verificationApproved(at: Self.at))
        #expect(approved.state.name == "awaitingPassphrase")
        #expect(approved.effects.contains(.closeLinks(.verification)))
    }

    @Test("what a faulty answer got right is kept, and a later answer adds to it")
    func draft() throws {
        var state = CertificateIssuance.open(try Self.submission()).state
        let first = FormData(values: ["nik": "1", "phone": "+62811"])
        state = try CertificateIssuance.reduce(state, .identityFaulty(draft: first, at: Self.at)).state
        state = try CertificateIssuance.reduce(
            state, .identityReceived(FormData(values: ["phone": "+62812"]), at: Self.at)
        ).state
        guard case .awaitingVerification(_, let identity) = state else {
            Issue.record("unexpected \(state.name)")
            return
        }
        #expect(identity.form.values == ["nik": "1", "phone": "+62812"])
    }

    @Test("a return keeps the identity data and gives the reason to the applicant")
    func returned() throws {
        var state = CertificateIssuance.open(try Self.submission()).state
        state = try CertificateIssuance.reduce(
            state, .identityReceived(FormData(values: ["nik": "1"]), at: Self.at)
        ).state
        let transition = try CertificateIssuance.reduce(
            state, .verificationReturned(reason: "KTP buram", at: Self.at))
        #expect(transition.state.name == "awaitingCorrection")
        #expect(transition.effects.contains(.tell(.applicant, .identityReturned(reason: "KTP buram"))))
    }

    @Test("a decision that comes twice is told so, and changes nothing")
    func twice() throws {
        var state = CertificateIssuance.open(try Self.submission()).state
        state = try CertificateIssuance.reduce(state, .identityReceived(FormData(), at: Self.at)).state
        state = try CertificateIssuance.reduce(state, .verificationApproved(at: Self.at)).state
        #expect(throws: Rejection.stepIsOver(.verification)) {
            try CertificateIssuance.reduce(state, .verificationRejected(reason: "x", at: Self.at))
        }
    }

    @Test("100,000 random events: every state meets every event, terminal notices go out exactly once")
    func randomEvents() throws {
        let random = SeededRandom(7)
        var state = CertificateIssuance.open(try Self.submission()).state
        var terminal: [Role: Int] = [:]
        var closings = 0
        for _ in 0..<100_000 {
            let event = Self.events[Int(random.next() % UInt64(Self.events.count))]
            let before = state
            do {
                let transition = try CertificateIssuance.reduce(state, event)
                state = transition.state
                for case .tell(let role, let announcement) in transition.effects
                where announcement.isTerminal { terminal[role, default: 0] += 1 }
            } catch {
                #expect(state == before)
                continue
            }
            if case .closed = state {
                closings += 1
                #expect(terminal == [.applicant: 1, .verifier: 1], "after \(event.name)")
                terminal = [:]
                state = CertificateIssuance.open(try Self.submission()).state
            } else {
                #expect(terminal.isEmpty)
            }
        }
        #expect(closings > 1000)
    }

    @Test("no open state is stuck: each can still be cancelled")
    func noDeadEnd() throws {
        for state in try Self.reachable() where state.step != nil {
            let transition = try CertificateIssuance.reduce(
                state, .cancelled(by: .verifier, reason: "x", at: Self.at))
            #expect(transition.state.name == "closed.cancelled")
            #expect(transition.effects.contains(.closeAllLinks))
        }
    }

    @Test("every reachable state survives being stored")
    func stored() throws {
        for state in try Self.reachable() {
            let kept = try StoredState(state)
            #expect(try StoredState.state(version: kept.version, payload: kept.payload) == state)
        }
    }

    @Test("a state of a newer program is refused in words")
    func newer() {
        do throws(StoredState.Unreadable) {
            _ = try StoredState.state(version: 99, payload: "{}")
            Issue.record("a newer form was accepted")
        } catch {
            #expect(error.description.contains("newer sertipos"))
        }
    }

    static let events: [RequestEvent] = [
        .identityReceived(FormData(values: ["a": "1"]), at: at),
        .identityFaulty(draft: FormData(values: ["b": "2"]), at: at), .verificationApproved(at: at),
        .verificationReturned(reason: "r", at: at), .verificationRejected(reason: "r", at: at),
        .decisionUnclear(line: "?", at: at), .cancelled(by: .applicant, reason: "c", at: at),
        .linkRequested(.identity, at: at), .linkRequested(.verification, at: at),
        .linkRequested(.passphrase, at: at), .reminderDue(.identity, at: at),
        .reminderDue(.verification, at: at), .reminderDue(.passphrase, at: at),
        .deadlinePassed(.identity, at: at), .deadlinePassed(.verification, at: at),
        .deadlinePassed(.passphrase, at: at), .undeliverable(.applicant, diagnostic: "d", at: at),
        .undeliverable(.verifier, diagnostic: "d", at: at),
    ]

    /// Every state that events can lead to.
    static func reachable() throws -> [RequestState] {
        var found = [CertificateIssuance.open(try submission()).state]
        var index = 0
        while index < found.count {
            for event in events {
                guard let next = try? CertificateIssuance.reduce(found[index], event).state else { continue }
                if !found.contains(next) { found.append(next) }
            }
            index += 1
        }
        return found
    }
}

extension Announcement {
    /// Whether it tells somebody that the request is over.
    fileprivate var isTerminal: Bool {
        switch self {
        case .requestRejected, .requestCancelled, .requestExpired, .decisionRecorded(.rejected): true
        case .requestOpened, .identityAsked, .identityFaults, .identityReceived, .verificationAsked,
            .decisionAskedAgain, .decisionRecorded, .verificationApproved, .identityReturned, .linkRenewed,
            .reminder, .applicantUnreachable:
            false
        }
    }
}
