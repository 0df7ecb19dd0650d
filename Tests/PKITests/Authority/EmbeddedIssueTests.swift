import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

@Suite("Certificates of the desk's own authority")
struct EmbeddedIssueTests {
    @Test("the octets decided before are those in the signed certificate", arguments: KeyKind.allCases)
    func decidedFirst(kind: KeyKind) throws {
        let authority = try Authorities.shared(kind).authority
        let issue = try authority.begin(try Authorities.order())
        let der = try issue.sign()
        // Certificate ::= SEQUENCE { tbsCertificate, … }: the TBS follows the outer tag and length.
        #expect(Array(der[4..<4 + issue.toBeSigned.count]) == issue.toBeSigned)
        #expect(try issue.sign() == der)
        let facts = try #require(OpenSSLCertificateReader().certificates(in: der).first)
        #expect(facts.serial == issue.serial)
        #expect(
            facts.subject
                == "C=ID, O=Dinas Kesehatan, OU=Puskesmas Melati, title=Kepala Bidang, CN=Siti Nurhaliza Dewi"
        )
        #expect(facts.commonName == "Siti Nurhaliza Dewi" && facts.addresses == ["siti@dinkes.example.go.id"])
        #expect(
            facts.issuer == "C=ID, O=Diskominfo Kabupaten Contoh, CN=Diskominfo Kabupaten Contoh Issuing CA")
        #expect(facts.notBefore == Authorities.now && facts.notAfter == Authorities.now + 730 * 86_400)
        #expect(!facts.isAuthority && facts.maySign && facts.der == der)
    }

    @Test("a certificate that differs from what was decided is not handed out")
    func changedContent() throws {
        let authority = try Authorities.shared(.p256).authority
        let order = try Authorities.order()
        let draft = try #require(try authority.begin(order) as? EmbeddedIssue).draft
        var octets = try draft.toBeSigned()
        octets[octets.count - 1] ^= 1
        let issue = EmbeddedIssue(
            draft: draft, toBeSigned: octets, order: order, privateKey: nil, authority: authority)
        #expect(throws: AuthorityError(.changedContent)) { try issue.sign() }
    }

    @Test("serial numbers have 16 octets and differ")
    func serials() throws {
        let authority = try Authorities.shared(.p256).authority
        var serials: Set<CertificateSerial> = []
        var union = [UInt8](repeating: 0, count: 16)
        for _ in 0..<300 {
            let serial = try authority.begin(try Authorities.order()).serial
            #expect(serial.octets.count == 16 && serial.octets[0] & 0xC0 == 0x40)
            serials.insert(serial)
            for index in 0..<16 { union[index] |= serial.octets[index] }
        }
        #expect(serials.count == 300)
        // Every random bit was set at least once: no octet is a constant.
        #expect(union == [0x7F] + [UInt8](repeating: 0xFF, count: 15))
    }

    @Test(
        "openssl verifies the chain and shows the profile", .enabled(if: OpenSSLCommand.isPresent),
        arguments: KeyKind.allCases)
    func secondOpinion(kind: KeyKind) throws {
        let shared = try Authorities.shared(kind)
        let folder = try TemporaryFolder()
        let der = try shared.authority.begin(try Authorities.order()).sign()
        let leaf = try folder.write("leaf.pem", PEM.encode(der: der, label: .certificate).utf8)
        let time = String(Authorities.now.seconds)
        let verified = try OpenSSLCommand.run(
            "verify", "-x509_strict", "-purpose", "smimesign", "-attime", time, "-CAfile", shared.rootFile,
            "-untrusted", shared.issuingFile, leaf)
        #expect(verified.status == 0, "\(verified.output)")
        let text = try OpenSSLCommand.run("x509", "-in", leaf, "-noout", "-text", "-nameopt", "utf8").output
        var expected = [
            "Version: 3 (0x2)", "X509v3 Basic Constraints: critical\n                CA:FALSE",
            "X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n",
            "X509v3 Extended Key Usage: \n                E-mail Protection\n",
            "X509v3 Subject Alternative Name: \n                email:siti@dinkes.example.go.id\n",
            "X509v3 Subject Key Identifier:", "X509v3 Authority Key Identifier:",
        ]
        switch kind {
        case .p256:
            expected += [
                "ecdsa-with-SHA256", "NIST CURVE: P-256", "URI:http://crl.example.go.id/desk.crl",
                "Policy: 2.16.360.1.1.1.12.9", "CPS: https://example.go.id/cps.pdf",
            ]
        case .rsa3072: expected += ["sha256WithRSAEncryption", "(3072 bit)"]
        }
        for part in expected { #expect(text.contains(part), "\(part) is not in \(text)") }
        #expect(text.contains("CRL Distribution") == (kind == .p256))
        let types = try OpenSSLCommand.run(
            "x509", "-in", leaf, "-noout", "-subject", "-nameopt", "multiline,show_type")
        #expect(types.output.contains("= UTF8STRING:Siti") && types.output.contains("= PRINTABLESTRING:ID"))
    }

    @Test("names that RFC 5280 does not allow are refused, naming the field")
    func fields() throws {
        let authority = try Authorities.shared(.p256).authority
        let long = String(repeating: "a", count: 65)
        let most = String(repeating: "ñ", count: 64)
        _ = try authority.begin(
            try Authorities.order(commonName: most, organization: most, unit: nil, title: nil)
        ).sign()
        let cases: [(CertificateOrder, OrderError)] = [
            (
                try Authorities.order(commonName: long),
                OrderError(.commonName, .tooLong(count: 65, limit: 64))
            ),
            (
                try Authorities.order(organization: long),
                OrderError(.organization, .tooLong(count: 65, limit: 64))
            ),
            (
                try Authorities.order(unit: long),
                OrderError(.organizationalUnit, .tooLong(count: 65, limit: 64))
            ),
            (try Authorities.order(title: long), OrderError(.title, .tooLong(count: 65, limit: 64))),
            (try Authorities.order(commonName: ""), OrderError(.commonName, .empty)),
            (try Authorities.order(title: "Ke\u{0}pala"), OrderError(.title, .unusableCharacters)),
            (try Authorities.order(commonName: "Siti\u{202E}"), OrderError(.commonName, .unusableCharacters)),
            (try Authorities.order(commonName: " Siti"), OrderError(.commonName, .unusableCharacters)),
            (try Authorities.order(address: "sití@example.go.id"), OrderError(.address, .notASCII)),
        ]
        for (order, expected) in cases {
            let error = #expect(throws: OrderError.self) { try authority.begin(order) }
            #expect(error == expected && error?.failureClass == .permanent)
            #expect(error?.description.contains(expected.field.rawValue) == true)
        }
    }

    @Test("times out of order or outside the authority's own are refused")
    func times() throws {
        let authority = try Authorities.shared(.p256).authority
        let now = Authorities.now
        for (from, to) in [
            (now, now), (now + 1, now), (now, now + 3653 * 86_400), (now + -7200, now + 1),
            (Timestamp(seconds: .min), now), (now, Timestamp(seconds: .max)),
        ] {
            #expect(throws: AuthorityError(.unusableTimes)) {
                try authority.begin(try Authorities.order(from: from, to: to))
            }
        }
    }

    @Test("a key that came along is certified as it is, and no PKCS#12 is made for it")
    func givenKey() throws {
        for kind in KeyKind.allCases {
            let shared = try Authorities.shared(kind)
            let first = try #require(
                OpenSSLCertificateReader()
                    .certificates(in: try shared.authority.begin(try Authorities.order()).sign()).first)
            let issue = try shared.authority.begin(try Authorities.order(key: first.publicKeyInfo))
            let second = try #require(OpenSSLCertificateReader().certificates(in: try issue.sign()).first)
            #expect(second.publicKeyInfo == first.publicKeyInfo && second.serial != first.serial)
            #expect(throws: AuthorityError(.foreignKey)) {
                try issue.bundle(try shared.seals.seal(), name: "x")
            }
        }
    }

    @Test(
        "weak and strange keys are not certified", .enabled(if: OpenSSLCommand.isPresent),
        arguments: [
            ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
            ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], ["-algorithm", "ED25519"],
            ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"],
        ])
    func weakKeys(options: [String]) throws {
        let authority = try Authorities.shared(.p256).authority
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: OpenSSLCommand.path)
        process.arguments = ["genpkey", "-out", folder.place("key.pem")] + options
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let written = try OpenSSLCommand.run(
            "pkey", "-in", folder.place("key.pem"), "-pubout", "-outform", "DER", "-out",
            folder.place("key.der"))
        #expect(written.status == 0)
        let key = try folder.read("key.der")
        #expect(throws: AuthorityError(.unusableKey)) { try authority.begin(try Authorities.order(key: key)) }
    }

    @Test("a public key off its curve, with octets behind it or of no form is refused")
    func brokenKeys() throws {
        let authority = try Authorities.shared(.p256).authority
        let good = try #require(
            OpenSSLCertificateReader().certificates(in: try authority.begin(try Authorities.order()).sign())
                .first
        ).publicKeyInfo
        _ = try authority.begin(try Authorities.order(key: good))
        var offCurve = good
        offCurve[80] ^= 1
        for key in [offCurve, good + [0], Array(good.dropLast()), [], [0x30, 0x80]] {
            #expect(throws: AuthorityError(.unusableKey)) {
                try authority.begin(try Authorities.order(key: key))
            }
        }
    }
}
