/// The ladder of proof: what each role must show before the desk acts.
///
/// One rule runs through the table: From alone authorises nothing. A known sender whose mail is not proven
/// is asked at the address on file; whoever answers from there with the token of that mail has shown two things
/// a forger lacks. A stranger without proof is not answered at all (no backscatter).
public enum ProofPolicy {
    /// What to do.
    public enum Decision: Sendable, Hashable {
        /// Go ahead.
        case act
        /// Change nothing; ask the address on file, within the budget.
        case confirmFirst
        /// Change nothing; only an S/MIME signature would do.
        case signFirst
        /// Change nothing and send nothing, unless the reason may be answered.
        case ignore(Reason)
    }

    /// Why a mail is ignored; the raw value is the machine name `explain` shows.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// A program wrote it.
        case automatic = "automatic-mail"
        /// A stranger whose address is not proven.
        case unprovenStranger = "unproven-stranger"
        /// The sender is proven, but this role may not do this. The uniform answer may be sent.
        case notEntitled = "not-entitled"
        /// The step needs a token and none came.
        case tokenMissing = "token-missing"
        /// The token belongs to another address.
        case foreignToken = "foreign-token"

        /// Whether a uniform answer, which tells nothing, may go to the sender: only proven senders get one.
        public var mayBeAnswered: Bool { self == .notEntitled }
    }

    /// What to do with a mail of `role` that asks for `action`.
    ///
    /// The caller has looked the From address up: a role other than `stranger` means that the address equals
    /// the one on file, in canonical form.
    public static func decide(
        role: SenderRole, action: ActionClass, verdict: SenderVerdict, token: TokenEvidence = .none,
        isAutomatic: Bool = false, ladder: ProofLadder = .standard
    ) -> Decision {
        if isAutomatic { return .ignore(.automatic) }
        let required = ladder[role, action]
        switch entitlement(of: role, to: action) {
        case .none: return .ignore(verdict.isProven ? .notEntitled : .unprovenStranger)
        case .anyone:
            guard verdict.isProven else { return .ignore(.unprovenStranger) }
            return withoutToken(verdict, .none, required) == .act ? .act : .signFirst
        case .address: return withoutToken(verdict, token, required)
        case .addressAndToken: return withToken(verdict, token, required)
        }
    }

    /// What a role needs for an action.
    public enum Entitlement: String, Sendable, Hashable, CaseIterable {
        /// It may not do this.
        case none
        /// Any proven address may.
        case anyone
        /// The address on file, proven or confirmed.
        case address
        /// The address on file, proven, with a live token; or confirmed.
        case addressAndToken = "address-and-token"
    }

    /// The table.
    public static func entitlement(of role: SenderRole, to action: ActionClass) -> Entitlement {
        switch (role, action) {
        case (.verifier, .openRequest): .address
        // A holder may end the own certificate.
        case (.applicant, .openRequest): .address
        case (.registrationAuthority, .openRequest), (.officer, .openRequest), (.stranger, .openRequest):
            .none
        case (.verifier, .answerWithToken), (.registrationAuthority, .answerWithToken),
            (.applicant, .answerWithToken), (.officer, .answerWithToken):
            .addressAndToken
        case (.verifier, .decideWithToken), (.registrationAuthority, .decideWithToken): .addressAndToken
        case (.applicant, .decideWithToken), (.officer, .decideWithToken): .none
        case (.stranger, .answerWithToken), (.stranger, .decideWithToken): .none
        case (.verifier, .command), (.registrationAuthority, .command), (.applicant, .command),
            (.officer, .command):
            .address
        case (.verifier, .complaint), (.registrationAuthority, .complaint), (.applicant, .complaint),
            (.officer, .complaint):
            .address
        case (.stranger, .command), (.stranger, .complaint): .anyone
        }
    }

    private static func withoutToken(
        _ verdict: SenderVerdict, _ token: TokenEvidence, _ required: ProofLevel
    ) -> Decision {
        guard let shown = shows(verdict, token), shown >= required else { return ask(required) }
        return .act
    }

    private static func withToken(
        _ verdict: SenderVerdict, _ token: TokenEvidence, _ required: ProofLevel
    ) -> Decision {
        switch token {
        case .none: .ignore(.tokenMissing)
        case .foreign: .ignore(.foreignToken)
        case .dead: .confirmFirst
        case .live, .confirmation: withoutToken(verdict, token, required)
        }
    }

    /// What was shown at best; `nil` is nothing.
    private static func shows(_ verdict: SenderVerdict, _ token: TokenEvidence) -> ProofLevel? {
        let proof: ProofLevel? =
            switch verdict {
            case .proven(let proof): ProofLevel(proof)
            case .unproven: nil
            }
        guard token == .confirmation else { return proof }
        return max(proof ?? .confirmed, .confirmed)
    }

    /// A mailbox can confirm, but not sign, a mail that was sent already.
    private static func ask(_ required: ProofLevel) -> Decision {
        required > .confirmed ? .signFirst : .confirmFirst
    }
}
