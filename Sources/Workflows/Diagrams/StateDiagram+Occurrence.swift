import Domain

extension StateDiagram {
    /// How a request began, as far as people's rights depend on it.
    struct Opening: Hashable {
        let mechanism: Mechanism
        let openedBy: Role

        init(_ submission: Submission) {
            mechanism = submission.mechanism
            openedBy = submission.openedBy
        }

        /// Mechanism and opener.
        var title: String { "\(mechanism.rawValue) opened by the \(word(openedBy))" }
    }

    /// One event that is no answer, in one state.
    struct Occurrence: Hashable {
        /// What comes of it.
        enum Result: Hashable {
            /// There is nothing to do.
            case ignored
            /// It changes nothing, and whoever caused it is answered.
            case refused
            /// It leads on, or people are told something.
            case led(Node, told: [Telling])
        }

        let opening: Opening
        let node: Node
        let event: String
        let result: Result

        /// Lets `event` happen in `state`.
        init(_ opening: Opening, _ node: Node, _ event: RequestEvent, in state: RequestState) {
            self.opening = opening
            self.node = node
            self.event = Self.title(event)
            do throws(Rejection) {
                let transition = try CertificateWorkflow.reduce(state, event)
                let told = transition.effects.compactMap(Telling.init)
                result = .led(Node(transition.state), told: told)
            } catch .nothingToDo {
                result = .ignored
            } catch {
                result = .refused
            }
        }

        /// The audit log's name; of a cancellation also by whom, because not everybody may.
        private static func title(_ event: RequestEvent) -> String {
            guard case .cancelled(let role, _, _) = event else { return event.name }
            return "\(event.name) by \(word(role))"
        }
    }
}
