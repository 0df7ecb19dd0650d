import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("PKCS#12 for holders", .enabled(if: OpenSSLCommand.isPresent))
struct HolderBundleTests {
    @Test("the sealed passphrase opens it and no other does; rounds are 600,000", arguments: KeyKind.allCases)
    func opens(kind: KeyKind) throws {
        let shared = try Authorities.shared(kind)
        let folder = try TemporaryFolder()
        let issue = try shared.authority.begin(try Authorities.order())
        let sealed = try shared.seals.seal()
        #expect(throws: AuthorityError(.notSigned)) { try issue.bundle(sealed, name: "Siti") }
        let certificate = try issue.sign()
        let path = try folder.write("holder.p12", try issue.bundle(sealed, name: "Siti Nurhaliza – 2026"))
        let right = try folder.write("right", Seals.passphrase.utf8)
        let wrong = try folder.write("wrong", "\(Seals.passphrase)x".utf8)
        let info = try OpenSSLCommand.run(
            "pkcs12", "-in", path, "-passin", "file:\(right)", "-info", "-nodes")
        #expect(info.status == 0)
        #expect(info.output.contains("MAC: sha256, Iteration 600000"))
        let safe = "PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256"
        #expect(info.output.contains("PKCS7 Encrypted data: \(safe)"))
        #expect(info.output.contains("Shrouded Keybag: \(safe)"))
        #expect(info.output.contains("friendlyName: Siti Nurhaliza"))
        let facts = OpenSSLCertificateReader().certificates(in: Array(info.output.utf8))
        #expect(facts.map(\.der) == [certificate] + shared.authority.chain)
        let exported = try folder.write("all.pem", info.output.utf8)
        let key = try OpenSSLCommand.run(
            "pkey", "-in", exported, "-pubout", "-outform", "DER", "-out", folder.place("key"))
        #expect(key.status == 0)
        #expect(try folder.read("key") == facts.first?.publicKeyInfo)
        let refused = try OpenSSLCommand.run("pkcs12", "-in", path, "-passin", "file:\(wrong)", "-nodes")
        #expect(refused.status != 0 && refused.output.contains("invalid password"))
    }

    @Test("a passphrase that is not sealed to the desk makes nothing")
    func foreignSeal() throws {
        let shared = try Authorities.shared(.p256)
        let issue = try shared.authority.begin(try Authorities.order())
        _ = try issue.sign()
        let foreign = try Seals().seal()
        #expect(throws: SealRefusal()) { try issue.bundle(foreign, name: "x") }
    }
}
