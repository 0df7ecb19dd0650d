import Domain
import Foundation
import Testing

@testable import MailTransport

@Suite struct OAuthTokenFileTests {
    /// A token endpoint that gives `status` and `body` each time.
    private func endpoint(_ status: String, _ body: String, before: @escaping @Sendable () -> Void = {})
        throws -> ScriptedServer
    {
        try ScriptedServer { connection, _ in
            var length = 0
            while true {
                let line = try connection.readLine()
                if line.lowercased().hasPrefix("content-length:") {
                    length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) ?? 0
                }
                if line.isEmpty { break }
            }
            let form = String(decoding: try connection.read(length), as: UTF8.self)
            before()
            try connection.write(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nX-Form: \(form)\r\nConnection: close\r\n\r\n\(body)"
            )
        }
    }

    private func file(
        _ folder: TemporaryFolder, _ server: ScriptedServer, access: String = "null", expires: Int = 0
    ) throws -> OAuthTokenFile {
        let json = """
            {"token_uri": "http://127.0.0.1:\(server.port)/token", "client_id": "desk", "client_secret": "s&=",
            "refresh_token": "old/1", "access_token": \(access), "expires_at": \(expires)}
            """
        try folder.write("token.json", json)
        return OAuthTokenFile(path: folder.path + "/token.json") { Timestamp(seconds: 1_000_000) }
    }

    @Test func `a live token is used as it is`() throws {
        let folder = try TemporaryFolder()
        let server = try endpoint("500 Error", "{}")
        let tokens = try file(folder, server, access: "\"live\"", expires: 1_000_100)
        #expect(try tokens.accessToken() == "live")
        #expect(server.connections == 0)
    }

    @Test func `a rotated refresh token is in the file before the access token is used`() throws {
        let folder = try TemporaryFolder()
        let server = try endpoint(
            "200 OK",
            #"{"access_token":"new","expires_in":3600,"refresh_token":"rotated","token_type":"Bearer"}"#)
        let tokens = try file(folder, server, access: "\"stale\"", expires: 1_000_030)
        #expect(try tokens.accessToken() == "new")
        let stored = try #require(OAuthToken(json: Array(try folder.text("token.json").utf8)))
        #expect(stored.refreshToken == "rotated")
        #expect(stored.expiresAt == 1_003_600)
        #expect(try tokens.accessToken() == "new")
        #expect(server.connections == 1)
        #expect(folder.names("") == ["token.json", "token.json.lock"])
    }

    @Test func `a token that cannot be kept is not used`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        // The temporary's name is taken by a folder, so the new file cannot be written.
        let server = try endpoint("200 OK", #"{"access_token":"new","refresh_token":"rotated"}"#) {
            try? FileManager.default.createDirectory(
                atPath: "\(path)/token.json.\(ProcessInfo.processInfo.processIdentifier).tmp",
                withIntermediateDirectories: false)
        }
        let error = #expect(throws: TransportError.self) { try file(folder, server).accessToken() }
        #expect(error?.code == .fileSystem)
    }

    @Test(arguments: [
        ("400 Bad", #"{"error":"invalid_grant"}"#, TransportError.Code.authorizationExpired),
        ("401 No", #"{"error":"invalid_client"}"#, .credentialsRefused),
        ("500 Error", "oops", .serverUnavailable),
        ("429 Slow", "{}", .serverUnavailable), ("200 OK", "{}", .protocolViolation),
        ("200 OK", "<html>", .serverUnavailable),
        ("302 Found", "", .serverUnavailable),
    ])
    func `refusals are told apart and name no secret`(status: String, body: String, code: TransportError.Code)
        throws
    {
        let folder = try TemporaryFolder()
        let server = try endpoint(status, body)
        let error = #expect(throws: TransportError.self) { try file(folder, server).accessToken() }
        #expect(error?.code == code)
        for secret in ["old/1", "old%2F1", "s&="] { #expect(error?.description.contains(secret) == false) }
        #expect(try folder.text("token.json").contains("old/1"))
    }

    @Test func `a file others can read is refused, and so is a plain endpoint elsewhere`() throws {
        let folder = try TemporaryFolder()
        let server = try endpoint("200 OK", "{}")
        let tokens = try file(folder, server)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: tokens.path)
        #expect(throws: TransportError(.secretUnreadable, .refresh, host: "")) { try tokens.accessToken() }
        let text = try folder.text("token.json").replacing("127.0.0.1", with: "login.example")
        try folder.write("token.json", text)
        #expect(throws: TransportError(.insecureTransport, .refresh, host: "")) { try tokens.accessToken() }
    }

    @Test func `a password is the first line of a private file`() throws {
        let folder = try TemporaryFolder()
        try folder.write("password", "rahasia\n# comment\n")
        let credentials = Credentials(user: "desk", passwordFile: folder.path + "/password")
        guard case .password("rahasia") = try credentials.secret() else {
            Issue.record("other secret")
            return
        }
        try folder.write("password", "rahasia\n", mode: 0o604)
        #expect(throws: TransportError.self) { try credentials.secret() }
        try folder.write("password", "\n")
        #expect(throws: TransportError.self) { try credentials.secret() }
    }
}
