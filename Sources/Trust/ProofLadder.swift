/// How much each role must show for each action, as the desk is configured.
public struct ProofLadder: Sendable, Hashable {
    /// One rung: a role and what it wants.
    public struct Rung: Sendable, Hashable {
        /// Who acts.
        public let role: SenderRole
        /// What is to be done.
        public let action: ActionClass

        /// A rung.
        public init(_ role: SenderRole, _ action: ActionClass) {
            self.role = role
            self.action = action
        }

        /// Levels that can be asked for here; empty if the role may not do this at all. A stranger has no mailbox on
        /// file that could confirm anything.
        public var choices: [ProofLevel] {
            switch ProofPolicy.entitlement(of: role, to: action) {
            case .none: []
            case .anyone: ProofLevel.allCases.filter { $0 != .confirmed }
            case .address, .addressAndToken: ProofLevel.allCases
            }
        }
    }

    /// What holds unless configured otherwise: the domain's word, everywhere.
    public static let standard = ProofLadder([:])

    private let levels: [Rung: ProofLevel]

    /// A ladder with these rungs; all others ask for ``ProofLevel/domain``.
    public init(_ levels: [Rung: ProofLevel]) { self.levels = levels }

    /// What `role` must show for `action`.
    public subscript(role: SenderRole, action: ActionClass) -> ProofLevel {
        levels[Rung(role, action)] ?? .domain
    }
}
