import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

@Suite("The desk's own authority on disk")
struct EmbeddedAuthorityTests {
    static let day: Int64 = 86_400

    /// A copy of the shared authority's folder, to be spoilt.
    private func copy(_ kind: KeyKind = .p256) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let source = try Authorities.shared(kind).folder.place("authority")
        try FileManager.default.copyItem(atPath: source, toPath: folder.place("authority"))
        return folder
    }

    private func open(
        _ folder: TemporaryFolder, passphrase: SecretOctets = Authorities.passphrase,
        profile: CertificateProfile = CertificateProfile(), now: Timestamp = Authorities.now
    ) throws -> EmbeddedAuthority {
        try EmbeddedAuthority.open(
            folder: folder.place("authority"), passphrase: passphrase,
            sealing: try Authorities.shared(.p256).seals.sealing, profile: profile, now: now)
    }

    @Test("four files are made, all for the desk alone", arguments: KeyKind.allCases)
    func files(kind: KeyKind) throws {
        let folder = try Authorities.shared(kind).folder
        #expect(
            try folder.names("authority") == ["issuing-key.pem", "issuing.pem", "root-key.pem", "root.pem"])
        #expect(try folder.mode("authority") == 0o700)
        for name in try folder.names("authority") { #expect(try folder.mode("authority/\(name)") == 0o600) }
        let chain = try EmbeddedAuthority.chain(folder: folder.place("authority"))
        #expect(chain == (try Authorities.shared(kind).authority.chain))
    }

    @Test(
        "openssl finds root and issuing certificate as intended", .enabled(if: OpenSSLCommand.isPresent),
        arguments: KeyKind.allCases)
    func secondOpinion(kind: KeyKind) throws {
        let shared = try Authorities.shared(kind)
        let time = String(Authorities.now.seconds)
        let verified = try OpenSSLCommand.run(
            "verify", "-x509_strict", "-attime", time, "-CAfile", shared.rootFile, shared.issuingFile)
        #expect(verified.status == 0, "\(verified.output)")
        let root = try OpenSSLCommand.run("x509", "-in", shared.rootFile, "-noout", "-text").output
        let issuing = try OpenSSLCommand.run("x509", "-in", shared.issuingFile, "-noout", "-text").output
        for text in [root, issuing] {
            #expect(text.contains("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign\n"))
        }
        #expect(root.contains("CA:TRUE, pathlen:1\n") && issuing.contains("CA:TRUE, pathlen:0\n"))
        #expect(
            root.contains("Not Before: Nov 23 01:00:00 2026 GMT")
                && root.contains("Not After : Nov 23 02:00:00 2046"))
        #expect(issuing.contains("Not After : Nov 22 02:00:00 2036 GMT"))
    }

    @Test(
        "keys rest under PBKDF2 with 600,000 rounds of HMAC-SHA256 and AES-256-CBC",
        .enabled(if: OpenSSLCommand.isPresent))
    func atRest() throws {
        let folder = try Authorities.shared(.p256).folder
        for name in ["root-key.pem", "issuing-key.pem"] {
            let text = try OpenSSLCommand.run("asn1parse", "-i", "-in", folder.place("authority/\(name)"))
                .output
            for part in ["PBES2", "PBKDF2", ":0927C0", "hmacWithSHA256", "aes-256-cbc"] {
                #expect(text.contains(part), "\(part) is not in \(text)")
            }
        }
    }

    @Test("the root key may be away")
    func withoutRootKey() throws {
        let folder = try copy()
        try FileManager.default.removeItem(atPath: folder.place("authority/root-key.pem"))
        _ = try open(folder)
    }

    @Test("nothing is replaced", arguments: ["root.pem", "root-key.pem", "issuing.pem", "issuing-key.pem"])
    func noOverwriting(name: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.place("authority"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        try folder.write("authority/\(name)", [0x41])
        let error = #expect(throws: KeyFileError.self) {
            try EmbeddedAuthority.create(
                folder: folder.place("authority"), passphrase: Authorities.passphrase, name: "X",
                now: Authorities.now)
        }
        #expect(error?.code == .exists && error?.path.hasSuffix(name) == true)
        #expect(try folder.names("authority") == [name])
        #expect(try folder.read("authority/\(name)") == [0x41])
    }

    @Test("an authority whose making was interrupted is finished with the same keys", arguments: 0...4)
    func interruptedAtTheEnd(moved: Int) throws {
        let folder = try copy()
        let chain = try Authorities.shared(.p256).authority.chain
        let order = ["root.pem", "root-key.pem", "issuing-key.pem", "issuing.pem"]
        try FileManager.default.createDirectory(
            atPath: folder.place("authority/.made"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        for name in order.dropFirst(moved) {
            try FileManager.default.moveItem(
                atPath: folder.place("authority/\(name)"), toPath: folder.place("authority/.made/\(name)"))
        }
        func create() throws {
            try EmbeddedAuthority.create(
                folder: folder.place("authority"), passphrase: Authorities.passphrase, name: "X",
                now: Authorities.now)
        }
        if moved < 4 {
            try create()
        } else {
            #expect(throws: KeyFileError.self) { try create() }
        }
        #expect(try folder.names("authority") == order.sorted())
        #expect(try EmbeddedAuthority.chain(folder: folder.place("authority")) == chain)
    }

    @Test("an authority whose making was interrupted early is begun anew")
    func interruptedEarly() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.place("authority/.making"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try folder.setMode("authority", 0o700)
        try folder.write("authority/.making/root-key.pem", [0x41])
        try folder.write("authority/.making/.root.pem.tmp", [0x41])
        try EmbeddedAuthority.create(
            folder: folder.place("authority"), passphrase: Authorities.passphrase, name: "X",
            now: Authorities.now)
        #expect(try folder.names("authority").count == 4)
        _ = try open(folder)
    }

    @Test("another passphrase is recognised as such", arguments: ["x", "rahasia dinas kominfo 2027", ""])
    func wrongPassphrase(text: String) throws {
        let folder = try Authorities.shared(.p256).folder
        #expect(throws: AuthorityError(.wrongPassphrase)) {
            try open(folder, passphrase: SecretOctets(text.utf8))
        }
    }

    @Test("an authority needs a passphrase and a name that fits")
    func names() throws {
        let folder = try TemporaryFolder()
        func create(_ name: String, passphrase: String = "p") throws {
            try EmbeddedAuthority.create(
                folder: folder.place("authority"), passphrase: SecretOctets(passphrase.utf8), name: name,
                now: Authorities.now)
        }
        #expect(throws: AuthorityError(.wrongPassphrase)) { try create("X", passphrase: "") }
        for name in ["", " X", String(repeating: "x", count: 54), "X\n"] {
            #expect(throws: AuthorityError(.unusableName)) { try create(name) }
        }
        #expect(try folder.names() == [])
    }

    @Test(
        "missing, damaged and loosely kept files are named",
        arguments: ["issuing-key.pem", "issuing.pem", "root.pem"])
    func spoilt(name: String) throws {
        let folder = try copy()
        try folder.setMode("authority/\(name)", 0o666)
        expectFault(.looseMode, name) { _ = try open(folder) }
        try folder.write(
            "authority/\(name)", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
        expectFault(.corrupt, name) { _ = try open(folder) }
        try FileManager.default.removeItem(atPath: folder.place("authority/\(name)"))
        expectFault(.missing, name) { _ = try open(folder) }
    }

    @Test("key and certificates of different authorities do not mix")
    func mixture() throws {
        let other = try Authorities.shared(.rsa3072).folder
        var folder = try copy()
        try folder.write("authority/issuing.pem", try other.read("authority/issuing.pem"))
        #expect(throws: AuthorityError(.keyMismatch)) { try open(folder) }
        folder = try copy()
        try folder.write("authority/root.pem", try other.read("authority/root.pem"))
        #expect(throws: AuthorityError(.brokenChain)) { try open(folder) }
        // A holder's certificate is no authority, even with its own key.
        try folder.write("authority/issuing.pem", try folder.read("authority/root.pem"))
        #expect(throws: AuthorityError.self) { try open(folder) }
    }

    @Test("outside its time the authority does not open")
    func times() throws {
        let folder = try Authorities.shared(.p256).folder
        for offset in [-7200, 3653 * Self.day, -400 * Self.day] {
            let error = #expect(throws: AuthorityError.self) {
                try open(folder, now: Authorities.now + offset)
            }
            #expect(error?.code == .notValidNow && error?.description.contains("2036-11-22") == true)
        }
        _ = try open(folder, now: Authorities.now + 3651 * Self.day)
    }

    @Test("profiles that could not be written are refused")
    func profiles() throws {
        for profile in [
            CertificateProfile(country: "Indonesia"), CertificateProfile(country: "id"),
            CertificateProfile(revocationListURL: "ftp://x.id"),
            CertificateProfile(revocationListURL: "http://x.id/ä"),
            CertificateProfile(policy: "1"), CertificateProfile(policy: "emailProtection"),
            CertificateProfile(policyURL: "https://x.id"),
        ] {
            #expect(throws: AuthorityError(.unusableProfile)) { try profile.validate() }
        }
        try Authorities.profile.validate()
    }

    private func expectFault(_ code: KeyFileError.Code, _ name: String, _ work: () throws -> Void) {
        let error = #expect(throws: KeyFileError.self) { try work() }
        #expect(error?.code == code && error?.path.hasSuffix("authority/\(name)") == true)
    }
}
