import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("S/MIME: anchors and revocation", .enabled(if: OpenSSLCommand.isPresent))
struct TrustAnchorsTests {
    let authorities: Authorities
    let folder: TemporaryFolder
    let now = Authorities.now

    init() throws {
        authorities = try Authorities.shared(.p256)
        folder = try TemporaryFolder()
    }

    /// A mail signed with a certificate that the desk's own authority issued, key and all. `lists` travel in it.
    private func mailOfSubscriber(
        lists: [UInt8] = []
    ) throws -> (octets: [UInt8], serial: CertificateSerial) {
        let issue = try authorities.authority.begin(try Authorities.order())
        let leaf = try issue.sign()
        let bundle = try issue.bundle(try authorities.seals.seal("Kopi-Susu7Gelas"), name: "Siti")
        let input = try folder.write("p12", bundle)
        try OpenSSLCommand.require([
            "pkcs12", "-in", input, "-passin", "pass:Kopi-Susu7Gelas", "-nodes", "-nocerts", "-out",
            folder.place("key"),
        ])
        let certificate = try folder.write("leaf", PEM.encode(der: leaf, label: .certificate).utf8)
        let sample = try ClearSample.shared()
        let content = try folder.write("content", sample.signed)
        try OpenSSLCommand.require([
            "cms", "-sign", "-binary", "-in", content, "-signer", certificate, "-inkey", folder.place("key"),
            "-certfile", authorities.issuingFile, "-outform", "DER", "-out", folder.place("signature"),
        ])
        var frame = try Frame(try folder.read("signature"))
        frame.lists = lists
        return (Octets.crlf(sample.withSignature(Octets.base64(frame.der))), issue.serial)
    }

    private func list(_ entries: [RevokedCertificate], from: Timestamp, to: Timestamp) throws -> [UInt8] {
        try authorities.authority.revocationList(entries, number: 7, thisUpdate: from, nextUpdate: to)
    }

    @Test(
        "subscribers of the desk's own authority sign; a list decides while it is valid, and its lack refuses"
    )
    func revocation() throws {
        let mail = try mailOfSubscriber()
        let other = try #require(CertificateSerial(hex: "1234"))
        let reason = RevocationCode.keyCompromise
        let clean = try list(
            [RevokedCertificate(serial: other, revokedAt: now, reason: reason)], from: now, to: now + 86_400)
        let listed = try list(
            [RevokedCertificate(serial: mail.serial, revokedAt: now, reason: reason)], from: now,
            to: now + 86_400)
        func finding(_ lists: [[UInt8]], at moment: Timestamp) throws -> String {
            let root = try OpenSSLSignedMailVerifier(
                anchors: authorities.authority.chain, revocationLists: lists)
            return root.verify(mail.octets, at: moment).description
        }
        #expect(try finding([], at: now) == "verified")
        #expect(try finding([clean], at: now) == "verified")
        #expect(try finding([listed], at: now) == "refused:revoked")
        #expect(try finding([clean], at: now + 86_401) == "refused:revocation-unknown")
        #expect(try finding([listed], at: now + 86_401) == "refused:revocation-unknown")
        let older = try list([], from: now + -3600, to: now + 86_400)
        #expect(try finding([older, listed], at: now) == "refused:revoked")
        #expect(try finding([listed, older], at: now) == "refused:revoked")
        let early = try list([], from: now + 3600, to: now + 86_400)
        #expect(try finding([early], at: now) == "refused:revocation-unknown")
        let foreign = try Authorities.shared(.rsa3072).authority.revocationList(
            [], number: 1, thisUpdate: now, nextUpdate: now + 86_400)
        #expect(try finding([foreign], at: now) == "refused:revocation-unknown")
        var forged = clean
        forged[clean.count - 1] ^= 1
        #expect(try finding([forged], at: now) == "refused:revocation-unknown")
    }

    @Test("a list in the message itself counts for nothing")
    func listInMessage() throws {
        let old = try list([], from: now + -3600, to: now + 86_400)
        let mail = try mailOfSubscriber(lists: old)
        func finding(_ lists: [[UInt8]]) throws -> String {
            let anchors = authorities.authority.chain
            return try OpenSSLSignedMailVerifier(anchors: anchors, revocationLists: lists)
                .verify(mail.octets, at: now).description
        }
        #expect(try finding([]) == "verified")
        #expect(try finding([old]) == "verified")
        let foreign = try Authorities.shared(.rsa3072).authority.revocationList(
            [], number: 1, thisUpdate: now, nextUpdate: now + 86_400)
        #expect(try finding([foreign]) == "refused:revocation-unknown")
    }

    @Test("files are read as PEM, lists as DER too, and anything else in them is refused")
    func files() throws {
        let mail = try mailOfSubscriber()
        let der = try list([], from: now, to: now + 86_400)
        let pem = try folder.write("list.pem", PEM.encode(der: der, label: .revocationList).utf8)
        let plain = try folder.write("list.der", der)
        for path in [pem, plain] {
            let verifier = try OpenSSLSignedMailVerifier(
                anchorFiles: [authorities.rootFile], revocationListFiles: [path])
            #expect(verifier.verify(mail.octets, at: now).description == "verified")
        }
        let empty = try folder.write("empty", [])
        let text = try folder.write(
            "text", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
        let mixed = try folder.write(
            "mixed", try folder.read("leaf") + Array("\n".utf8) + folder.read("list.pem"))
        for path in [empty, text, mixed, pem, plain] {
            #expect(throws: KeyFileError.self) { try OpenSSLSignedMailVerifier(anchorFiles: [path]) }
        }
        for path in [empty, text, mixed, authorities.rootFile] {
            #expect(throws: KeyFileError.self) {
                try OpenSSLSignedMailVerifier(
                    anchorFiles: [authorities.rootFile], revocationListFiles: [path])
            }
        }
        let open = try folder.write("open", PEM.encode(der: der, label: .revocationList).utf8, mode: 0o666)
        #expect(throws: KeyFileError.self) {
            try OpenSSLSignedMailVerifier(anchorFiles: [], revocationListFiles: [open])
        }
        #expect(throws: KeyFileError.self) {
            try OpenSSLSignedMailVerifier(anchorFiles: [folder.place("absent")])
        }
        #expect(throws: OpenSSLError.self) { try OpenSSLSignedMailVerifier(anchors: [[0x30, 0]]) }
    }

    @Test("without anchors nothing verifies, and neither does the system's trust")
    func noAnchors() throws {
        let mail = try mailOfSubscriber()
        let verifier = try OpenSSLSignedMailVerifier(anchors: [])
        #expect(verifier.verify(mail.octets, at: now) == .refused(.untrusted))
    }
}
