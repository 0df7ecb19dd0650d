internal import Domain
internal import Glibc
internal import Pipeline
internal import Trust

/// One flight of the canary on a live desk: through its real submission server into its real mailbox.
struct CanaryRun {
    let live: LiveDesk
    var progress: any ProgressObserver = SilentProgress()
    /// Lets time pass: between two looks into the mailbox, and while another run holds the lock.
    var pause: () -> Void = { poll(nil, 0, 2_000) }

    /// How often the lock is tried for: a run may be under way when cron starts this one.
    static let attempts = 60

    /// Flies and writes down what was found. Throws if the mail cannot be sent, or the mailbox not be read.
    func fly() throws -> CanaryFinding {
        guard let authservID = live.configuration.mailbox.authservID else {
            throw DocumentError(
                file: live.folder.configuration,
                problem: "without mailbox.authserv-id there is nothing to forge: nobody is proven",
                remedy: "copy the first word of an Authentication-Results field of your provider")
        }
        return try live.exclusively(attempts: Self.attempts, pause: pause) {
            let desk = try live.desk()
            let finding = try CanaryFlight(desk: desk, authservID: authservID, progress: progress).fly(
                try live.submission(), live.mailbox, pause: pause)
            try CanaryLog(desk: desk, ledger: try live.ledger()).note(finding, authservID: authservID)
            return finding
        }
    }

    /// What `doctor` says about it.
    static func health(_ finding: CanaryFinding) -> HealthFinding {
        let name = "canary"
        switch finding {
        case .removed: return .ok(name, "forged results are removed on the way")
        case .untrusted(let reason):
            return .ok(name, "forged results arrive, where nothing is believed (\(reason.rawValue))")
        case .trusted(let spellings):
            return .fail(
                name,
                "forged results arrive where they are believed (\(spellings.joined(separator: ", "))): "
                    + "from now on nobody is proven",
                remedy: "have the server remove Authentication-Results in its own name from incoming mail, "
                    + "or take it out of mailbox.trusted-hosts; then run `sertipos doctor --canary`")
        case .lost:
            return .fail(
                name, "the canary was sent and did not arrive",
                remedy: "look for it in spam folders; try again",
                .tryLater)
        }
    }
}
