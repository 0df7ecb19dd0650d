import Domain

/// The workflow's own picture of itself: what ``CertificateWorkflow`` does with a representative request of each
/// mechanism, as diagrams and tables. Nothing here knows a transition; all of them are tried.
public enum StateDiagram {
    /// The page for the documentation, in Markdown with Mermaid diagrams.
    public static func page() -> String {
        let explorations = Mechanism.allCases.map { Exploration($0) }
        let sections = explorations.indices.map { index in
            section(explorations[index], after: explorations[..<index])
        }
        return ([introduction] + sections + [everywhereSection(explorations)]).joined(separator: "\n")
    }

    private static let introduction = """
        # State diagrams

        The four mechanisms, drawn from the code that runs them.

        This page is generated: `Sources/Workflows/Diagrams/StateDiagram.swift` opens representative requests of each
        mechanism, lets every event happen in every state that can be reached, and writes down what comes of it. A test
        compares the page with the reducers; after a wanted change, `SERTIPOS_UPDATE_DIAGRAMS=1 swift test --filter
        StateDiagramTests` writes it anew. Edges bear the names of the audit log's events; what people are told bears the
        names of `Sources/Workflows/Announcement.swift`.

        """

    private static func section(
        _ exploration: Exploration, after others: ArraySlice<Exploration>
    ) -> String {
        let twin = others.first { $0.asksTheSame(as: exploration) }
        let passages = twin.map(exploration.differing) ?? exploration.answers
        let lead = twin.map { "The same as \($0.mechanism.rawValue), but for:\n\n" } ?? ""
        return """
            ## \(title(exploration.mechanism))

            \(mermaid(exploration.answers))

            \(lead)\(table(passages))

            """
    }

    private static func title(_ mechanism: Mechanism) -> String {
        switch mechanism {
        case .issuance: "Issuance (penerbitan)"
        case .update: "Update (perubahan)"
        case .renewal: "Renewal (pembaruan, perpanjangan)"
        case .revocation: "Revocation (pencabutan)"
        }
    }

    private static func everywhereSection(_ explorations: [Exploration]) -> String {
        """
        ## Everywhere

        Not drawn above, because nearly every open state has it: somebody cancels, the consent is withdrawn, a step
        expires, is reminded of or asks for its links, an answer is unclear, service time is used up, mail bounces. Where the
        table names no state for an event, it is ignored; what is refused changes nothing either, but is answered. A closed
        request answers people with how it ended and ignores timers and bounces.

        \(everywhereTable(explorations))

        """
    }
}

extension StateDiagram {
    /// A state as the page tells states apart.
    struct Node: Hashable {
        /// The state's name.
        let name: String
        /// What distinguishes states of one name that act differently; empty if nothing does.
        let variant: String
        /// Whose move it is; `nil` for the desk's own, or when it is over.
        let actor: Role?

        init(_ state: RequestState) {
            name = state.name
            actor = state.actor
            switch state {
            case .awaitingConfirmation(_, let pending): variant = pending.rawValue
            case .awaitingAmendment(let submission, _):
                variant = "of the \(StateDiagram.word(submission.openedBy))"
            case .awaitingIdentity, .awaitingVerification, .awaitingCorrection, .awaitingPassphrase,
                .awaitingAuthority, .awaitingExecution, .closed:
                variant = ""
            }
        }

        /// Name and variant, as code.
        var title: String { variant.isEmpty ? "`\(name)`" : "`\(name)` (\(variant))" }
    }

    /// One announcement to one person.
    struct Telling: Hashable {
        let role: Role
        let announcement: String

        init?(_ effect: Effect) {
            guard case .tell(let role, let announcement) = effect else { return nil }
            self.role = role
            // The case's name, without what it carries.
            self.announcement = String(String(describing: announcement).prefix { $0 != "(" })
        }
    }

    /// One event in one state.
    struct Passage: Hashable {
        /// `nil` for the opening.
        let from: Node?
        let event: String
        let to: Node
        let told: [Telling]

        init(_ from: Node?, _ event: String, _ transition: Transition) {
            self.from = from
            self.event = event
            to = Node(transition.state)
            told = transition.effects.compactMap(Telling.init)
        }

        /// What is asked of the reducers: where, and what happens.
        struct Question: Hashable {
            let from: Node?
            let event: String
        }

        var question: Question { Question(from: from, event: event) }
    }

    /// What a role is called on the page.
    static func word(_ role: Role) -> String {
        switch role {
        case .applicant: "applicant"
        case .verifier: "verifier"
        case .registrationAuthority: "Registration Authority"
        case .officer: "officer"
        case .administrator: "administrator"
        }
    }
}
