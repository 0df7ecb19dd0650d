import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("Certificate revocation lists")
struct RevocationListTests {
    let now = Authorities.now

    @Test(
        "openssl verifies the list and reads its entries, sorted", .enabled(if: OpenSSLCommand.isPresent),
        arguments: KeyKind.allCases)
    func secondOpinion(kind: KeyKind) throws {
        let shared = try Authorities.shared(kind)
        let folder = try TemporaryFolder()
        let serials = try ["7F01", "11", "8000000000000000000000000000000A", "12", "13", "14"].map {
            try #require(CertificateSerial(hex: $0))
        }
        let reasons = RevocationCode.allCases + [.unspecified]
        var entries = zip(serials, reasons).map {
            RevokedCertificate(serial: $0, revokedAt: now + -3600, reason: $1)
        }
        // The same once more, later: the first date counts.
        entries.append(RevokedCertificate(serial: serials[1], revokedAt: now, reason: .superseded))
        let der = try shared.authority.revocationList(
            entries, number: 300, thisUpdate: now, nextUpdate: now + 7 * 86_400)
        let path = try folder.write("list.pem", PEM.encode(der: der, label: .revocationList).utf8)
        let chain = try folder.write(
            "chain.pem", PEM.encode(ders: shared.authority.chain, label: .certificate).utf8)
        let result = try OpenSSLCommand.run(
            "crl", "-in", path, "-verify", "-CAfile", chain, "-noout", "-text")
        #expect(result.status == 0 && result.output.contains("verify OK"))
        let text = result.output
        for part in [
            "Version 2 (0x1)", "X509v3 CRL Number: \n                300",
            "Last Update: Nov 23 02:00:00 2026 GMT",
            "Next Update: Nov 30 02:00:00 2026 GMT", "X509v3 Authority Key Identifier:",
        ] { #expect(text.contains(part), "\(part) is not in \(text)") }
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(
            lines.filter { $0.hasPrefix("Serial Number:") }.map { String($0.dropFirst(15)) } == [
                "11", "12", "13", "14", "7F01", "8000000000000000000000000000000A",
            ])
        #expect(
            lines.filter {
                ["Key Compromise", "Superseded", "Affiliation Changed", "Cessation Of Operation"].contains($0)
            }
                == ["Key Compromise", "Superseded", "Cessation Of Operation", "Affiliation Changed"])
        #expect(lines.count { $0.hasPrefix("X509v3 CRL Reason Code:") } == 4)
        #expect(lines.count { $0 == "Revocation Date: Nov 23 01:00:00 2026 GMT" } == 6)
    }

    @Test(
        "a certificate on the list is refused by openssl, another one is not",
        .enabled(if: OpenSSLCommand.isPresent))
    func effect() throws {
        let shared = try Authorities.shared(.p256)
        let folder = try TemporaryFolder()
        let issues = try (0..<2).map { _ in try shared.authority.begin(try Authorities.order()) }
        let entry = RevokedCertificate(serial: issues[0].serial, revokedAt: now, reason: .keyCompromise)
        let der = try shared.authority.revocationList(
            [entry], number: 1, thisUpdate: now, nextUpdate: now + 86_400)
        let list = try folder.write("list.pem", PEM.encode(der: der, label: .revocationList).utf8)
        for (index, issue) in issues.enumerated() {
            let leaf = try folder.write(
                "leaf.pem", PEM.encode(der: try issue.sign(), label: .certificate).utf8)
            let result = try OpenSSLCommand.run(
                "verify", "-crl_check", "-CRLfile", list, "-attime", String(now.seconds + 60), "-CAfile",
                shared.rootFile, "-untrusted", shared.issuingFile, leaf)
            #expect((result.status == 0) == (index == 1))
            #expect(result.output.contains("certificate revoked") == (index == 0))
        }
    }

    @Test("an empty list is a list; times and number must make sense")
    func bounds() throws {
        let authority = try Authorities.shared(.p256).authority
        #expect(try authority.revocationList([], number: 0, thisUpdate: now, nextUpdate: now + 1).count > 100)
        _ = try authority.revocationList([], number: .max, thisUpdate: now, nextUpdate: now + 1)
        #expect(throws: AuthorityError(.unusableTimes)) {
            try authority.revocationList([], number: 1, thisUpdate: now, nextUpdate: now)
        }
        #expect(throws: AuthorityError.self) {
            try authority.revocationList([], number: -1, thisUpdate: now, nextUpdate: now + 1)
        }
    }
}
