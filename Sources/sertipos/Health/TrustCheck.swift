internal import Domain
internal import Glibc
internal import Pipeline

/// Who is believed: the authserv-id, a suspension of the trust, and the age of the last canary.
struct TrustCheck: HealthCheck {
    static let name = "trust"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        guard let authservID = subject.live.configuration.mailbox.authservID else {
            return [
                .fail(
                    Self.name, "without mailbox.authserv-id nobody is proven, and no mail changes anything",
                    remedy: "copy the first word of an Authentication-Results field of your provider")
            ]
        }
        let fly = "run `sertipos doctor --canary`"
        guard access(subject.live.folder.ledger, F_OK) == 0 else {
            return [.warn(Self.name, "no canary has flown yet", remedy: fly)]
        }
        let (since, flight) = try subject.live.ledger(readOnly: true).read { view in
            (try TrustSuspension.since(view), try CanaryLog.last(view))
        }
        if let since {
            return [
                .fail(
                    Self.name,
                    "suspended since \(since): forged results of \(authservID) arrive where they are believed",
                    remedy: "have the server remove them, then \(fly)")
            ]
        }
        guard let flight else { return [.warn(Self.name, "no canary has flown yet", remedy: fly)] }
        let age = subject.now - flight.at
        let text =
            "the last canary flew \(age / 86_400) days ago: forged results \(Self.words(flight.finding))"
        return age > CanaryLog.freshness
            ? [.warn(Self.name, text, remedy: "\(fly), and let cron do it every week")]
            : [.ok(Self.name, text)]
    }

    /// What became of the forged fields.
    static func words(_ finding: String) -> String {
        switch finding {
        case "removed": "are removed"
        case "untrusted": "arrive where nothing is believed"
        case "trusted": "arrive where they are believed"
        default: finding
        }
    }
}
