import Domain
import Foundation
import TestSupport
import Testing

/// Secrets that are planted, and looked for wherever they do not belong.
@Suite(.enabled(if: LiveMail.isPresent && ChromiumBrowser.isPresent))
struct CanaryTests {
    /// A secret and the beginnings of the paths where it may lie.
    private struct Secret {
        let label: String
        let text: String
        let places: [String]
    }

    private let servers: LiveMail
    private let device: Device
    private let start = Date.now

    init() throws {
        servers = try #require(LiveMail.current)
        device = try Device()
    }

    @Test
    func `twenty planted secrets lie where they belong and nowhere else, after whole runs`() throws {
        let typed = Marker()
        let authority = Marker().pieces.joined()
        let office = try Office(
            servers, more: "authority: { kind: embedded, passphrase-file: secrets/authority-word }")
        try plant("\(authority)\n", "secrets/authority-word", in: office.desk)
        let (asked, _) = try office.bringToAuthority(passphrase: typed.passphrase, on: device)
        try office.decide("Setuju", office.authority, asked)
        try office.run()
        _ = try office.applicant.next("telah terbit")
        try office.verifier.write("STATUS", "")
        try office.applicant.write("DATA SAYA", "")
        try office.applicant.write("HAPUS DATA SAYA", "NIK saya \(Office.identityNumber)")
        try office.run()
        _ = try office.officer.next("Mohon dijawab dalam 72 jam")
        _ = try office.applicant.next("Data pribadi Anda")

        let oauth = try OAuthDesk(servers, address: "layanan-\(office.tag)@desk.test")
        let outputs = office.runs.map(\.description) + (try oauth.fail()) + (try commands(office))
        let look = try ProcessLook(office.desk)
        let spool = "\(office.desk.path)/spool"
        var secrets = [
            Secret(label: "mailbox password", text: try mailboxPassword(), places: []),
            Secret(
                label: "authority passphrase", text: authority,
                places: ["\(office.desk.path)/secrets/authority-word"]),
            Secret(
                label: "NIK", text: Office.identityNumber,
                places: [
                    "\(spool)/incoming/", "\(spool)/ledger.sqlite", servers.folder(office.post.desk),
                    servers.folder(office.verifier.address), servers.folder(office.authority.address),
                ]),
        ]
        secrets += typed.pieces.map { Secret(label: "passphrase", text: $0, places: []) }
        secrets += oauth.secrets.map {
            Secret(
                label: "OAuth \($0.key)", text: $0.value, places: ["\(oauth.desk.path)/secrets/oauth.json"])
        }
        secrets += try codes(office).map { code, owner in
            Secret(
                label: "one-time code", text: code,
                places: ["\(spool)/incoming/", servers.folder(office.post.desk), servers.folder(owner)])
        }
        print("\(secrets.count) secrets planted, \(outputs.count) outputs searched")
        #expect(secrets.count >= 20)

        for secret in secrets {
            for (index, output) in outputs.enumerated() {
                #expect(!output.contains(secret.text), "\(secret.label) in output \(index)")
            }
            #expect(!look.text.contains(secret.text), "\(secret.label) in argv or environment")
        }
        try search(secrets, in: office, oauth)
    }

    /// Files of both desks, mailboxes of everybody, temporary files of this machine.
    private func search(_ secrets: [Secret], in office: Office, _ oauth: OAuthDesk) throws {
        let needles = secrets.enumerated().map { index, secret in
            (name: "#\(index)", octets: Array(secret.text.utf8))
        }
        let search = OctetSearch(needles: needles)
        let people = [
            office.post.desk, office.verifier.address, office.applicant.address, office.authority.address,
            office.officer.address, "admin-\(office.tag)@desk.test",
        ]
        let homely = try search.run(
            in: [office.desk.path, oauth.desk.path] + people.map { servers.folder($0) }, from: device.folder)
        let temporary = try search.run(
            in: Set(["/tmp", "/var/tmp", "/dev/shm", NSTemporaryDirectory()]).sorted(), since: start,
            excluding: [DeskFixture.base, servers.home], from: device.folder)
        var found: Set<Int> = []
        for line in homely.found + temporary.found {
            let name = line.split(separator: "#").last.flatMap { Int($0) }
            let index = try #require(name, "\(line)")
            found.insert(index)
            let secret = secrets[index]
            #expect(secret.places.contains { line.hasPrefix($0) }, "\(secret.label): \(line)")
        }
        // What has a place of its own is found there: the search can find.
        for (index, secret) in secrets.enumerated() where !secret.places.isEmpty {
            #expect(found.contains(index), "\(secret.label) is not even where it belongs")
        }
        print(
            "\(homely.files) files, \(homely.parts) parts, \(homely.cells) cells, \(temporary.files) temporary"
        )
        #expect(homely.files > 100 && homely.cells > 100)
    }

    /// What an administrator sees of it, in text and JSON.
    private func commands(_ office: Office) throws -> [String] {
        let (desk, number) = (office.desk, try office.number())
        let digests = desk.names("spool/incoming").flatMap { desk.names("spool/incoming/\($0)") }
            .map { String($0.prefix(16)) }
        let words =
            [
                ["status"], ["request", "list"], ["request", "show", number], ["case", "list"],
                ["certificate", "list"], ["reconcile"], ["audit", "verify"], ["exposure", number],
                ["exposure", "--all"], ["verifier", "list"],
            ] + digests.map { ["explain", $0] }
        return try words.flatMap { words in
            try [words, words + ["--json"]].map {
                try Program.run($0 + ["--desk", desk.path]).description
            }
        }
    }

    /// Every code that was mailed, with the person it was for.
    private func codes(_ office: Office) throws -> [(String, String)] {
        let people = [office.verifier, office.applicant, office.authority, office.officer]
        let all = try people.flatMap { person in
            try person.all().flatMap { mail in
                (mail.answers.map(\.recipient.addrSpec) + [mail["Reply-To"]]).compactMap {
                    address -> String? in
                    guard let plus = address.firstIndex(of: "+") else { return nil }
                    return String(address[address.index(after: plus)...].prefix { $0 != "@" && $0 != ">" })
                }.map { ($0, person.address) }
            }
        }
        return Array(Dictionary(all) { first, _ in first }).map { ($0.key, $0.value) }
    }

    private func mailboxPassword() throws -> String {
        try String(contentsOfFile: servers["PASSWORD_FILE"], encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func plant(_ text: String, _ name: String, in desk: DeskFixture) throws {
        try desk.write(name, text)
        chmod("\(desk.path)/\(name)", 0o600)
    }
}

/// A desk that logs in with OAuth where nobody takes it: errors are where secrets slip out.
private struct OAuthDesk {
    let desk: DeskFixture
    let secrets: [String: String]
    private let endpoint = "http://127.0.0.1:9/token"

    init(_ servers: LiveMail, address: String) throws {
        secrets = Dictionary(
            uniqueKeysWithValues: ["access_token", "refresh_token", "client_secret"].map {
                ($0, Marker().pieces.joined())
            })
        desk = try DeskFixture(
            DeskFixture.configuration(
                mailbox: """
                    url: "imaps://localhost:\(servers["IMAPS_PORT"])/INBOX", user: "\(address)", \
                    oauth-file: secrets/oauth.json, ca-file: "\(servers["CA_FILE"])"
                    """, address: address))
    }

    /// A run whose token is refused, and one whose token cannot be renewed. Both say so.
    func fail() throws -> [String] {
        try [4_000_000_000, 1].map { expiry in
            var token: [String: Any] = secrets
            token["token_uri"] = endpoint
            token["client_id"] = "desk"
            token["expires_at"] = expiry
            try JSONSerialization.data(withJSONObject: token)
                .write(to: URL(filePath: "\(desk.path)/secrets/oauth.json"))
            chmod("\(desk.path)/secrets/oauth.json", 0o600)
            let run = try desk.run("run", "--json", "--log-json")
            #expect(run.code != 0 && !run.errors.isEmpty, "\(run)")
            return run.description
        }
    }
}

/// What `ps` and /proc show of a run while it works.
private struct ProcessLook {
    let text: String

    init(_ desk: DeskFixture) throws {
        let script = """
            import os, sys
            # A run may be over before anybody looks: then another one is looked at.
            for _ in range(50):
                child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
                try:
                    seen = [open(f"/proc/{child}/{name}").read() for name in ("cmdline", "environ")]
                except OSError:
                    seen = [""]
                os.wait4(child, 0)
                if all(seen):
                    print("\\n".join(seen).replace("\\0", "\\n"))
                    break
            """
        let execution = try ChildProcess(
            ["python3", "-c", script, try Program.required(), "run", "--desk", desk.path],
            environment: Program.environment
        ).wait()
        try #require(execution.code == 0 && execution.output.contains(desk.path), "\(execution)")
        text = execution.output
    }
}
