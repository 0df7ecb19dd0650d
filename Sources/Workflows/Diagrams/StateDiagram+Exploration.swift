import Domain

extension StateDiagram {
    /// Everything that can be reached from the openings of one mechanism.
    struct Exploration {
        let mechanism: Mechanism
        /// The openings, and what answers and executions come to; rejected ones are left out.
        private(set) var answers: [Passage] = []
        /// What everything else comes to in each open state.
        private(set) var occurrences: [Occurrence] = []
        /// The open states of each way of opening, in the order they were found.
        private(set) var places: [(opening: Opening, node: Node)] = []

        init(_ mechanism: Mechanism) {
            self.mechanism = mechanism
            var waiting: [RequestState] = []
            for submission in Representative.submissions(mechanism) {
                let opening = CertificateWorkflow.open(submission)
                answers.append(Passage(nil, RequestEvent.submitted(submission).name, opening))
                waiting.append(opening.state)
            }
            // States of one node that were opened differently may act differently: each is explored.
            var seen = Set(waiting)
            while !waiting.isEmpty {
                let state = waiting.removeFirst()
                if case .closed = state { continue }
                for transition in explore(state) where seen.insert(transition.state).inserted {
                    waiting.append(transition.state)
                }
            }
            arrange()
        }

        /// Whether both ask the same people for the same answers, and differ only in what comes of them.
        func asksTheSame(as other: Exploration) -> Bool {
            Set(answers.map(\.question)) == Set(other.answers.map(\.question))
        }

        /// The answers that lead elsewhere, or tell people something else, than in `other`.
        func differing(from other: Exploration) -> [Passage] {
            answers.filter { Set(answers(to: $0.question)) != Set(other.answers(to: $0.question)) }
        }

        private func answers(to question: Passage.Question) -> [Passage] {
            answers.filter { $0.question == question }
        }

        /// Tries every event in `state` and notes what comes of it.
        private mutating func explore(_ state: RequestState) -> [Transition] {
            let node = Node(state)
            let opening = Opening(state.submission)
            places.append((opening, node))
            for event in Representative.occurrences(state) {
                occurrences.append(Occurrence(opening, node, event, in: state))
            }
            var transitions: [Transition] = []
            for event in Representative.answers(state.submission) {
                do throws(Rejection) {
                    let transition = try CertificateWorkflow.reduce(state, event)
                    answers.append(Passage(node, event.name, transition))
                    transitions.append(transition)
                } catch {
                    // Another step's answer: the page shows what leads on.
                    continue
                }
            }
            return transitions
        }

        /// Each once, states in the order of the happy path, then events as they were found.
        private mutating func arrange() {
            let found = unique(places.map(\.node))
            let nodes = RequestState.openNames.flatMap { name in found.filter { $0.name == name } }
            occurrences = unique(occurrences)
            let passages = unique(answers)
            answers = ([nil] + nodes.map(Optional.some)).flatMap { node in
                let here = passages.filter { $0.from == node }
                return unique(here.map(\.event)).flatMap { event in here.filter { $0.event == event } }
            }
        }
    }

    /// The elements without repetitions, in their order.
    static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }

    /// Requests and events that stand for all others: of each kind one.
    enum Representative {
        private static let at = Timestamp(seconds: 0)
        private static let serial = CertificateSerial(octets: [1])

        /// Forms of an update by what their owner has to confirm: nothing, from both mailboxes, from one.
        private static let changes = [
            FormData(), FormData(values: ["new-email": ""]), FormData(values: ["new-name": ""]),
        ]

        /// One submission for each way in which a mechanism can begin.
        static func submissions(_ mechanism: Mechanism) -> [Submission] {
            switch mechanism {
            case .issuance, .renewal: [submission(mechanism)].compactMap(\.self)
            case .update: changes.compactMap { submission(mechanism, form: $0) }
            case .revocation:
                [.verifier, .applicant].compactMap { submission(mechanism, openedBy: $0) }
            }
        }

        private static func submission(
            _ mechanism: Mechanism, openedBy: Role = .verifier, form: FormData = FormData()
        ) -> Submission? {
            guard let verifier = EmailAddress("verifier@agency.example"),
                let applicant = EmailAddress("applicant@agency.example")
            else { return nil }
            return Submission(
                mechanism: mechanism, openedBy: openedBy, verifier: verifier, verifierName: "",
                agency: "", applicant: applicant, applicantName: "",
                certificate: mechanism == .issuance ? nil : serial,
                revocation: mechanism == .revocation ? .unspecified : nil,
                confirmation: PendingConfirmation.required(by: form, mechanism), form: form, openedAt: at)
        }

        /// What the opener may mend the form into.
        private static func amendments(_ submission: Submission) -> [RequestEvent] {
            let forms = submission.mechanism == .update ? changes : [submission.form]
            return forms.map { form in
                .amendment(.complete(submission.amended(form, revocation: submission.revocation)), at: at)
            }
        }

        /// What people answer in their steps, and what comes of the desk's own.
        static func answers(_ submission: Submission) -> [RequestEvent] {
            let people: [RequestEvent] = [
                .identity(.complete(FormData()), at: at), .identity(.faulty(draft: FormData()), at: at),
                .verification(.approved, at: at), .verification(.returned(reason: ""), at: at),
                .verification(.rejected(reason: ""), at: at),
            ]
            let mailboxes = OwnerMailbox.allCases.flatMap { mailbox -> [RequestEvent] in
                [
                    .confirmation(mailbox, .confirmed, at: at),
                    .confirmation(mailbox, .denied(reason: ""), at: at),
                ]
            }
            let authority: [RequestEvent] = [
                .authority(.approved(Ruling(at: at)), at: at), .authority(.returned(reason: ""), at: at),
                .authority(.rejected(reason: ""), at: at), .authority(.certificateUnfit, at: at),
            ]
            return people + passphrases + mailboxes + authority + amendments(submission)
                + [.amendment(.faulty, at: at)] + executions
        }

        private static let passphrases: [RequestEvent] = {
            let digest = Digest(bytes: [UInt8](repeating: 0, count: 32))
            let sealed = digest.map {
                RequestEvent.passphrase(
                    .sealed(SealedPassphrase(message: $0, digest: $0, nonce: "", receivedAt: at)), at: at)
            }
            return [sealed, .passphrase(.unreadable, at: at)].compactMap(\.self)
        }()

        private static let executions: [RequestEvent] = {
            let made = serial.map {
                RequestEvent.execution(
                    .made(CertificateSummary(serial: $0, notBefore: at, notAfter: at, at: at)), at: at)
            }
            let revoked = serial.map {
                RequestEvent.execution(
                    .revoked(Revocation(serial: $0, reason: .unspecified, at: at)), at: at)
            }
            return [made, revoked, .execution(.passphraseLost, at: at)].compactMap(\.self)
        }()

        /// What can happen in any state, about the steps it has.
        static func occurrences(_ state: RequestState) -> [RequestEvent] {
            let steps = state.steps.flatMap { step -> [RequestEvent] in
                [
                    .unclear(step, line: "", at: at), .linkRequested(step, at: at),
                    .reminderDue(step, at: at), .deadlinePassed(step, at: at),
                ]
            }
            let corrected: [RequestEvent] =
                state.steps.contains(.identity) ? [.addressCorrected("baru@contoh.example", at: at)] : []
            return steps + corrected + Role.allCases.map { .cancelled(by: $0, reason: "", at: at) } + [
                .consentWithdrawn(at: at),
                .serviceTimeUsed(percent: 80, at: at), .serviceTimeUsed(percent: 100, at: at),
                .undeliverable(.applicant, diagnostic: "", at: at),
            ]
        }
    }
}
