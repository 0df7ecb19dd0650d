internal import Domain
internal import MailTransport

/// OAuth 2 tokens die when they are not renewed for long.
struct TokenCheck: HealthCheck {
    static let name = "token"

    /// A refresh token that was not used for so long is void at Microsoft, in seconds.
    static let life: Int64 = 90 * 86_400
    /// From so many days before on somebody is warned.
    static let notice: Int64 = 30

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let logins = [subject.live.configuration.mailbox.login, subject.live.configuration.submission.login]
        var findings: [HealthFinding] = []
        for path in Set(logins.compactMap { Self.file($0, subject.live.folder) }).sorted() {
            let left = try Self.daysLeft(path, at: subject.now)
            let text = "\(path): \(max(0, left)) days left if no run renews it"
            if left <= 0 {
                findings.append(
                    .fail(
                        Self.name, "\(path) was last renewed \(Self.life / 86_400 - left) days ago",
                        remedy: "authorise the desk at the provider again and store the new token"))
            } else if left <= Self.notice {
                findings.append(
                    .warn(Self.name, text, remedy: "see that `sertipos run` can log in; it renews the token"))
            } else {
                findings.append(.ok(Self.name, text))
            }
        }
        return findings
    }

    /// Days until the token is void if it is not renewed; negative when it is over.
    static func daysLeft(_ path: String, at now: Timestamp) throws -> Int64 {
        (Self.life - (now - (try OAuthTokenFile(path: path).renewedAt()))) / 86_400
    }

    /// The token file of a login, if it has one.
    static func file(_ login: Login, _ folder: DeskFolder) -> String? {
        if case .oauth(_, let file) = login { return folder.resolve(file.path) }
        return nil
    }
}
