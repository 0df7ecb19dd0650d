internal import Domain
internal import Trust

extension Configuration {
    /// What senders have to show before the desk acts (`trust:` in `desk.yaml`).
    struct Proof: Sendable {
        /// Certificates of authorities whose S/MIME signatures count; `nil` means signatures prove nothing.
        let anchors: FileReference?
        /// Revocation lists for them.
        let revocationLists: FileReference?
        /// What each role must show for what it wants.
        let ladder: ProofLadder

        /// Roles by their key.
        private static let roles: [(key: String, role: SenderRole)] = [
            ("verifier", .verifier), ("registration-authority", .registrationAuthority),
            ("applicant", .applicant), ("officer", .officer), ("stranger", .stranger),
        ]
        /// Actions by their key.
        private static let actions: [(key: String, action: ActionClass)] = [
            ("open-request", .openRequest), ("answer", .answerWithToken), ("decide", .decideWithToken),
            ("command", .command), ("complaint", .complaint),
        ]

        static let keys = ["anchors-file", "crl-file"] + roles.map(\.key)

        init(_ section: ConfigurationSection) {
            anchors = section.file("anchors-file", .certificates)
            revocationLists = section.file("crl-file", .certificates)
            var levels: [ProofLadder.Rung: ProofLevel] = [:]
            for (key, role) in Self.roles {
                let possible = Self.actions.filter { !ProofLadder.Rung(role, $0.action).choices.isEmpty }
                let rungs = section.section(key, keys: possible.map(\.key))
                for (name, action) in possible {
                    levels[.init(role, action)] = rungs.value(name) { try $0.level(of: .init(role, action)) }
                }
            }
            ladder = ProofLadder(levels)
            if anchors == nil, levels.values.contains(.signed) {
                section.problems.note(
                    section.node("anchors-file").error(
                        "signatures are asked for, but trust.anchors-file names no authority whose signatures count",
                        remedy:
                            "name a file with their certificates, or ask for 'domain', 'dmarc' or 'confirmed'"
                    ))
            }
        }
    }
}

extension DocumentNode {
    /// A level of proof that can be asked for on this rung.
    fileprivate func level(of rung: ProofLadder.Rung) throws(DocumentError) -> ProofLevel {
        let level: ProofLevel = try word("level of proof")
        guard rung.choices.contains(level) else {
            throw error(
                "no mailbox of a \(rung.role.rawValue) is on file that could confirm anything",
                remedy: "write one of: \(rung.choices.map(\.rawValue).joined(separator: ", "))")
        }
        return level
    }
}
