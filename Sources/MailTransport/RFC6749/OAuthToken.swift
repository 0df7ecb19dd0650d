internal import FoundationEssentials

/// What a token file holds: the client's registration and its tokens, under the names of RFC 6749.
struct OAuthToken: Codable, Equatable {
    /// Where tokens are renewed; `https:` only.
    var tokenURI: String
    /// The desk's registration at the provider.
    var clientID: String
    /// Its secret, where the provider gives one.
    var clientSecret: String?
    /// The scope to ask for, where the provider wants it.
    var scope: String?
    /// What renews the access token; providers may rotate it at every use.
    var refreshToken: String
    /// What logs in.
    var accessToken: String?
    /// Until when, in seconds since 1970.
    var expiresAt: Int64?

    private enum CodingKeys: String, CodingKey {
        case tokenURI = "token_uri"
        case clientID = "client_id"
        case clientSecret = "client_secret"
        case scope
        case refreshToken = "refresh_token"
        case accessToken = "access_token"
        case expiresAt = "expires_at"
    }

    /// Reads a file's content; `nil` if it is not such a file.
    init?(json: [UInt8]) {
        // The decoder's error would quote the file; the caller's says only that it is malformed.
        guard let token = try? JSONDecoder().decode(OAuthToken.self, from: Data(json)) else { return nil }
        self = token
    }

    /// The file's content.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [10]
    }

    /// The body of a refresh request (RFC 6749 section 6).
    var refreshForm: String {
        var fields = [
            ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", clientID),
        ]
        if let clientSecret { fields.append(("client_secret", clientSecret)) }
        if let scope { fields.append(("scope", scope)) }
        return fields.map { "\($0.0)=\(PercentCoding.encode($0.1).replacing("/", with: "%2F"))" }
            .joined(separator: "&")
    }
}

/// The provider's answer to a refresh request (RFC 6749 sections 5.1 and 5.2).
struct OAuthAnswer: Decodable {
    /// The new access token.
    let accessToken: String?
    /// Its life in seconds.
    let expiresIn: Int64?
    /// The new refresh token, if the provider rotates it.
    let refreshToken: String?
    /// What is wrong, such as `invalid_grant`.
    let error: String?

    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case refreshToken = "refresh_token"
        case error
    }

    /// Reads an answer; `nil` if it is not JSON.
    init?(json: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(OAuthAnswer.self, from: Data(json)) else { return nil }
        self = answer
    }
}
