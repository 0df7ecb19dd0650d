import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

@Suite("Passphrases sealed to an outside authority", .enabled(if: OpenSSLCommand.isPresent))
struct RecipientSealingTests {
    let folder: TemporaryFolder
    let request: RequestNumber

    init() throws {
        folder = try TemporaryFolder()
        request = try #require(RequestNumber(year: 2026, sequence: 9))
    }

    private func makeKey(_ algorithm: String, _ option: String) throws -> String {
        let key = folder.place("key.pem")
        #expect(
            try OpenSSLCommand.run("genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", key).status
                == 0)
        return key
    }

    @Test("public key and certificate of one key give the same sealing key")
    func files() throws {
        let key = try makeKey("EC", "ec_paramgen_curve:P-256")
        let publicKey = folder.place("public.pem")
        let certificate = folder.place("certificate.pem")
        #expect(try OpenSSLCommand.run("pkey", "-in", key, "-pubout", "-out", publicKey).status == 0)
        #expect(
            try OpenSSLCommand.run("req", "-x509", "-key", key, "-subj", "/CN=RA", "-out", certificate).status
                == 0)
        try folder.setMode("public.pem", 0o644)
        let sealing = try RecipientSealing(file: publicKey)
        #expect(try RecipientSealing(file: certificate).currentKey == sealing.currentKey)
        let sealed = try PassphraseSealer(for: sealing.currentKey)
            .seal(SecretOctets("Kopi-Susu7Gelas".utf8), request: request, nonce: Seals.nonce)
        try sealing.check(sealed)
        let other = try #require(RequestNumber(year: 2026, sequence: 10))
        for wrong in [
            SealedText(jwe: sealed.jwe, request: other, nonce: sealed.nonce),
            SealedText(jwe: sealed.jwe, request: request, nonce: sealed.nonce + "a"),
            SealedText(jwe: sealed.jwe + "A", request: request, nonce: sealed.nonce),
            try Seals().seal(),
        ] {
            #expect(throws: SealRefusal()) { try sealing.check(wrong) }
        }
    }

    @Test(
        "other kinds of keys and files are refused with what was expected",
        arguments: [("EC", "ec_paramgen_curve:P-384"), ("RSA", "rsa_keygen_bits:2048")])
    func otherKinds(algorithm: String, option: String) throws {
        let key = try makeKey(algorithm, option)
        let publicKey = folder.place("public.pem")
        #expect(try OpenSSLCommand.run("pkey", "-in", key, "-pubout", "-out", publicKey).status == 0)
        for path in [publicKey, key, try folder.write("empty.pem", [])] {
            let error = #expect(throws: KeyFileError.self) { try RecipientSealing(file: path) }
            #expect(error?.code == .corrupt && error?.description.contains("P-256") == true)
        }
        let missing = #expect(throws: KeyFileError.self) { try RecipientSealing(file: folder.place("none")) }
        #expect(missing?.code == .missing)
        try folder.setMode("public.pem", 0o666)
        let loose = #expect(throws: KeyFileError.self) { try RecipientSealing(file: publicKey) }
        #expect(loose?.code == .looseMode)
    }
}
