import Domain
import Testing

@testable import Trust

struct ProofPolicyTests {
    private let proven = SenderVerdict.proven(by: .dmarc)
    private let unproven = SenderVerdict.unproven(.noResults)

    private func name(_ decision: ProofPolicy.Decision) -> String {
        switch decision {
        case .act: "act"
        case .confirmFirst: "confirm"
        case .signFirst: "sign"
        case .ignore(let reason): reason.rawValue
        }
    }

    @Test func `the table of proof is pinned`() {
        // role: action without token (proven, unproven) | with tokens live, confirmation, dead, foreign (unproven)
        let expected: [String: String] = [
            "verifier open-request": "act confirm | confirm act confirm confirm",
            "verifier command": "act confirm | confirm act confirm confirm",
            "verifier complaint": "act confirm | confirm act confirm confirm",
            "verifier answer-with-token": "token-missing token-missing | confirm act confirm foreign-token",
            "verifier decide-with-token": "token-missing token-missing | confirm act confirm foreign-token",
            "registration-authority open-request":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "registration-authority decide-with-token":
                "token-missing token-missing | confirm act confirm foreign-token",
            "applicant answer-with-token": "token-missing token-missing | confirm act confirm foreign-token",
            "applicant decide-with-token":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "applicant open-request": "act confirm | confirm act confirm confirm",
            "applicant command": "act confirm | confirm act confirm confirm",
            "officer answer-with-token": "token-missing token-missing | confirm act confirm foreign-token",
            "officer decide-with-token":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "stranger open-request":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "stranger answer-with-token":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "stranger decide-with-token":
                "not-entitled unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "stranger command":
                "act unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
            "stranger complaint":
                "act unproven-stranger | unproven-stranger unproven-stranger unproven-stranger unproven-stranger",
        ]
        for role in SenderRole.allCases {
            for action in ActionClass.allCases {
                guard let row = expected["\(role.rawValue) \(action.rawValue)"] else { continue }
                let bare = [proven, unproven].map {
                    name(ProofPolicy.decide(role: role, action: action, verdict: $0))
                }
                let tokens = [TokenEvidence.live, .confirmation, .dead, .foreign].map { token in
                    name(ProofPolicy.decide(role: role, action: action, verdict: unproven, token: token))
                }
                #expect(
                    bare.joined(separator: " ") + " | " + tokens.joined(separator: " ") == row,
                    "\(role) \(action)")
            }
        }
    }

    @Test func `without proof nothing happens unless the address answered a confirmation`() {
        for role in SenderRole.allCases {
            for action in ActionClass.allCases {
                for token in TokenEvidence.allCases where token != .confirmation {
                    #expect(
                        ProofPolicy.decide(role: role, action: action, verdict: unproven, token: token)
                            != .act)
                }
                let automatic = ProofPolicy.decide(
                    role: role, action: action, verdict: proven, token: .live, isAutomatic: true)
                #expect(automatic == .ignore(.automatic))
            }
        }
    }

    @Test func `decisions and answers need a live token even from the proven address`() {
        for role in SenderRole.allCases {
            for action in [ActionClass.answerWithToken, .decideWithToken] {
                #expect(ProofPolicy.decide(role: role, action: action, verdict: proven) != .act)
                #expect(
                    ProofPolicy.decide(role: role, action: action, verdict: proven, token: .foreign) != .act)
                #expect(ProofPolicy.decide(role: role, action: action, verdict: proven, token: .dead) != .act)
            }
        }
        #expect(
            ProofPolicy.decide(
                role: .registrationAuthority, action: .decideWithToken, verdict: proven, token: .live) == .act
        )
        #expect(
            SenderRole(.administrator) == .stranger && SenderRole(nil) == .stranger
                && SenderRole(.officer) == .officer)
    }

    @Test func `each rung asks for its level and is content with any stronger one`() {
        let proofs: [SenderVerdict.Proof] = [.alignedDKIM, .dmarc, .confirmation, .signature]
        for role in SenderRole.allCases {
            for action in ActionClass.allCases {
                let rung = ProofLadder.Rung(role, action)
                for level in rung.choices {
                    let ladder = ProofLadder([rung: level])
                    for proof in proofs {
                        let decision = ProofPolicy.decide(
                            role: role, action: action, verdict: .proven(by: proof), token: .live,
                            ladder: ladder)
                        #expect(
                            (decision == .act) == (ProofLevel(proof) >= level), "\(rung) \(level) \(proof)")
                    }
                    // Without any proof a mailbox can be asked, but nobody can sign what was sent already.
                    let bare = ProofPolicy.decide(
                        role: role, action: action, verdict: unproven, token: .live, ladder: ladder)
                    let isAsked = role != .stranger
                    #expect(
                        bare
                            == (!isAsked
                                ? .ignore(.unprovenStranger) : level == .signed ? .signFirst : .confirmFirst))
                }
            }
        }
    }

    @Test func `a stranger has no mailbox on file to confirm with, and the levels are in order`() {
        #expect(ProofLadder.Rung(.stranger, .command).choices == [.domain, .dmarc, .signed])
        #expect(ProofLadder.Rung(.stranger, .openRequest).choices.isEmpty)
        #expect(ProofLevel.allCases == ProofLevel.allCases.sorted())
        #expect(ProofLadder.standard[.verifier, .decideWithToken] == .domain)
    }

    @Test func `a confirmed mail of a weakly proven sender counts as confirmed`() {
        let ladder = ProofLadder([.init(.verifier, .openRequest): .confirmed])
        for verdict in [proven, unproven] {
            #expect(
                ProofPolicy.decide(
                    role: .verifier, action: .openRequest, verdict: verdict, token: .confirmation,
                    ladder: ladder)
                    == .act)
        }
        #expect(
            ProofPolicy.decide(role: .verifier, action: .openRequest, verdict: proven, ladder: ladder)
                == .confirmFirst)
    }
}
