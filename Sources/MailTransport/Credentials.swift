/// Who logs in, and how the secret is found at that moment.
public struct Credentials: Sendable {
    /// The kinds of secret.
    public enum Secret: Sendable {
        /// For SASL PLAIN, CRAM-MD5 or the LOGIN command, whatever the server wants.
        case password(SecretText)
        /// An OAuth 2 access token (RFC 7628 OAUTHBEARER, or XOAUTH2).
        case bearer(SecretText)
    }

    /// The account's name.
    public let user: String
    /// Asked once per connection; may read a file or renew a token.
    let secret: @Sendable () throws -> Secret

    /// An account whose secret `secret` provides.
    public init(user: String, secret: @escaping @Sendable () throws -> Secret) {
        self.user = user
        self.secret = secret
    }

    /// An account whose password is the first line of a file that only the desk's user can read.
    public init(user: String, passwordFile: String) {
        self.init(user: user) { .password(try SecretFile(path: passwordFile).firstLine()) }
    }

    /// An account with an OAuth 2 token that is renewed when it is due.
    public init(user: String, tokenFile: OAuthTokenFile) {
        self.init(user: user) { .bearer(SecretText(try tokenFile.accessToken())) }
    }
}

extension Credentials {
    /// The secret, once it and the user name are known to be safe on a protocol line: libcurl 7.88 lets CR
    /// and LF through in IMAP user names.
    func checkedSecret(host: String) throws -> Secret {
        let secret = try secret()
        let value =
            switch secret {
            case .password(let text), .bearer(let text): text
            }
        guard !user.isEmpty, Self.isSafe(user), value.isSafe else {
            throw TransportError(.invalidCredentials, .login, host: host)
        }
        return secret
    }

    private static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
