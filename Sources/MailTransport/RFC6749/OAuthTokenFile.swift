public import Domain
internal import Glibc

/// A JSON file with an OAuth 2 token (`token_uri`, `client_id`, `client_secret`, `scope`, `refresh_token`,
/// `access_token`, `expires_at`) that is renewed when it is due.
///
/// A rotated refresh token is durable in the file before the new access token is used: were it lost, nobody
/// could renew again. Two processes never renew at once.
public struct OAuthTokenFile: Sendable {
    /// Where it lies.
    public let path: String
    private let options: TransportOptions
    private let now: @Sendable () -> Timestamp

    /// A token file; `options` give the deadlines and trust for the token endpoint.
    public init(
        path: String, options: TransportOptions = TransportOptions(),
        now: (@Sendable () -> Timestamp)? = nil
    ) {
        self.path = path
        self.options = options
        self.now = now ?? { Timestamp(seconds: Int64(time(nil))) }
    }

    /// An access token that is good for at least another minute. Renews it otherwise.
    public func accessToken() throws -> String {
        let lock = try lock()
        defer { lock.unlock() }
        var token = try read()
        if let access = token.accessToken, let end = token.expiresAt, end - 60 > now().seconds {
            return access
        }
        let answer = try renew(token)
        guard let access = answer.accessToken, !access.isEmpty else {
            throw TransportError(.protocolViolation, .refresh, host: host(token), detail: "no access token")
        }
        token.accessToken = access
        token.expiresAt = now().seconds + min(max(answer.expiresIn ?? 300, 0), 86_400 * 365)
        if let rotated = answer.refreshToken, !rotated.isEmpty { token.refreshToken = rotated }
        let content = try token.json()
        do throws(FileFault) { try DurableFile.replace(path, with: content) } catch {
            throw error.error(.refresh, at: path)
        }
        return access
    }

    private func lock() throws(TransportError) -> FileDescriptor {
        do throws(FileFault) {
            let file = try FileDescriptor(opening: path + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW)
            try file.lock()
            return file
        } catch {
            throw error.error(.refresh, at: path)
        }
    }

    private func read() throws -> OAuthToken {
        guard let token = OAuthToken(json: try SecretFile(path: path).contents()) else {
            throw TransportError(.secretUnreadable, .refresh, host: path, detail: "not a token file")
        }
        return token
    }

    private func renew(_ token: OAuthToken) throws -> OAuthAnswer {
        let host = host(token)
        let isPlain = token.tokenURI.hasPrefix("http://") && ServerEndpoint.isLoopback(host)
        guard token.tokenURI.hasPrefix("https://") || isPlain else {
            throw TransportError(.insecureTransport, .refresh, host: host)
        }
        let request = HTTPSPost(url: token.tokenURI, form: token.refreshForm, isPlain: isPlain)
        let (status, body) = try request.perform(host: host, options)
        let answer = OAuthAnswer(json: body)
        switch (status, answer) {
        case (200, .some(let answer)): return answer
        case (400...401, .some(let answer)) where answer.error == "invalid_grant":
            throw TransportError(.authorizationExpired, .refresh, host: host, detail: "invalid_grant")
        case (400..<500, _) where status != 429 && status != 408:
            throw TransportError(.credentialsRefused, .refresh, host: host, detail: "HTTP \(status)")
        default:
            throw TransportError(.serverUnavailable, .refresh, host: host, detail: "HTTP \(status)")
        }
    }

    private func host(_ token: OAuthToken) -> String {
        let afterScheme = token.tokenURI.split(separator: "/", maxSplits: 2).dropFirst().first ?? "token_uri"
        return String(afterScheme.prefix { $0 != ":" && $0 != "/" && $0 != "?" })
    }
}
