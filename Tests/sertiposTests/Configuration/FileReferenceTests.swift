import Domain
import Foundation
import Testing

@testable import sertipos

@Suite("files that the configuration names")
struct FileReferenceTests {
    private static let text = """
        desk: { name: A, address: layanan@contoh.go.id }
        people: { registration-authority: ra@psre.id, officer: p@contoh.go.id, administrator: a@contoh.go.id }
        mailbox: { url: "imaps://imap.contoh.go.id", user: u, password-file: secrets/pw, ca-file: ca.pem, authserv-id: mx }
        submission: { url: "smtps://smtp.contoh.go.id", user: u, oauth-file: token.json }
        """

    private func problems(_ folder: ScratchFolder) throws -> [String] {
        let configuration = try Configuration(YAMLDocument.parse(text: Self.text, file: "desk.yaml"))
        return configuration.problems(in: DeskFolder(path: folder.path)).map(\.description)
    }

    @Test("good files give no complaint")
    func good() throws {
        let folder = try ScratchFolder()
        try folder.write("rahasia\n", to: "secrets/pw", mode: 0o400)
        try folder.write("PEM", to: "ca.pem", mode: 0o644)
        try folder.write("{}", to: "token.json", mode: 0o600)
        #expect(try problems(folder) == [])
    }

    @Test("missing files are named with the place that names them")
    func missing() throws {
        let folder = try ScratchFolder()
        #expect(
            try problems(folder) == [
                "desk.yaml:3:70: mailbox.password-file: \(folder.path)/secrets/pw does not exist; create it with mode 0600",
                "desk.yaml:3:91: mailbox.ca-file: \(folder.path)/ca.pem does not exist; create it or correct the path",
                "desk.yaml:4:70: submission.oauth-file: \(folder.path)/token.json does not exist; create it with mode 0600",
            ])
    }

    @Test(
        "a secret that others may use is refused, and never quoted",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o700])
    func loose(mode: Int) throws {
        let folder = try ScratchFolder()
        try folder.write("rahasia\n", to: "secrets/pw", mode: mode)
        try folder.write("PEM", to: "ca.pem", mode: 0o644)
        try folder.write("{}", to: "token.json", mode: 0o600)
        let found = try problems(folder)
        let octal = String(mode, radix: 8)
        #expect(found.count == 1)
        #expect(
            found.first?.contains("secrets/pw has mode 0\(octal), so that others may use it; run 'chmod 600 ")
                == true)
        #expect(!found.joined().contains("rahasia"))
    }

    @Test("empty files and folders are refused", arguments: ["", "\n", "  \nrahasia\n", "\r\nx"])
    func empty(content: String) throws {
        let folder = try ScratchFolder()
        try folder.write(content, to: "secrets/pw")
        try folder.write("{}", to: "token.json")
        try FileManager.default.createDirectory(
            atPath: folder.path("ca.pem"), withIntermediateDirectories: false)
        #expect(
            try problems(folder) == [
                "desk.yaml:3:70: mailbox.password-file: \(folder.path)/secrets/pw is empty; put the value on its first line",
                "desk.yaml:3:91: mailbox.ca-file: \(folder.path)/ca.pem is not a plain file; name a file",
            ])
    }

    @Test("a named pipe does not stop the check")
    func pipe() throws {
        let folder = try ScratchFolder()
        try folder.write("{}", to: "token.json")
        try folder.write("PEM", to: "ca.pem")
        try FileManager.default.createDirectory(
            atPath: folder.path("secrets"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.path("secrets/pw"), 0o600) == 0)
        #expect(try problems(folder).map { $0.hasSuffix("is not a plain file; name a file") } == [true])
    }
}
