import Domain
import Foundation
import TestSupport
import Testing

/// Issuance as people live it: mail through Postfix and Dovecot, the passphrase typed in Chromium.
@Suite(.enabled(if: LiveMail.isPresent && ChromiumBrowser.isPresent))
struct IssuanceTests {
    private let servers: LiveMail
    private let device: Device
    private let marker = Marker()
    private let start = Date.now

    init() throws {
        servers = try #require(LiveMail.current)
        device = try Device()
    }

    @Test
    func `six steps lead to a certificate, and the passphrase typed in the page is nowhere`() throws {
        let office = try Office(servers)
        let (asked, answer) = try office.bringToAuthority(passphrase: marker.passphrase, on: device)
        #expect(try office.state() == "awaitingAuthority")
        // The desk opens this seal itself: nobody else gets it.
        #expect(asked.attachments(".jwe").isEmpty)
        #expect(asked.attachments.contains { $0.mediaType == "image/jpeg" }, "\(asked.attachments)")
        try office.decide("Setuju", office.authority, asked)
        try office.run()
        #expect(try office.state() == "closed.issued")

        let delivered = try office.applicant.next("telah terbit")
        #expect(delivered.attachments.count == 5, "\(delivered.attachments.map(\.name))")
        let issued = try IssuedFiles(delivered, in: device.folder)
        let verified = try issued.verifies()
        #expect(verified.code == 0, "\(verified)")
        let text = try issued.text()
        for words in [
            "CN=\(office.applicant.name)", "email:\(office.applicant.address)",
            "Digital Signature, Non Repudiation", "E-mail Protection", "CA:FALSE",
        ] { #expect(text.contains(words), "\(words): \(text)") }
        #expect(delivered.text.contains(try issued.serial()), "\(delivered.text)")
        #expect(try issued.opens(with: marker.passphrase))
        #expect(try !issued.opens(with: marker.passphrase + "x"))
        #expect(try !issued.opens(with: ""))

        // Both are told, and neither the verifier nor the Registration Authority gets the key.
        _ = try office.verifier.next("telah terbit")
        _ = try office.authority.next("telah dicatat")
        for person in [office.verifier, office.authority] {
            #expect(try person.all().allSatisfy { $0.attachments(".p12").isEmpty })
        }
        // One mail for each of the five moments, and a run without anything to do sends no more.
        try office.run()
        #expect(office.post.files(of: office.applicant.address).count == 5)
        try office.expectNowhere(marker, sealedIn: answer, on: device, servers: servers, since: start)
    }

    @Test
    func `an outside body opens the seal and issues; the desk holds no key that opens it`() throws {
        let outside = try OutsideAuthority(device.browser)
        let office = try Office(
            servers,
            more: "authority: { kind: mailed, name: PSrE Luar, recipient-key: secrets/ra-public.pem }")
        try office.desk.write("secrets/ra-public.pem", outside.publicKey)
        let (asked, answer) = try office.bringToAuthority(passphrase: marker.passphrase, on: device)

        // Relayed as it was sealed, and made for this request.
        let seal = try #require(asked.attachments(".jwe").first).text
        #expect(answer.body.contains(seal))
        let payload = try outside.open(seal)
        #expect(payload.passphrase == marker.passphrase)
        #expect(payload.v == 1)
        #expect(try payload.request == office.number())

        // An approval without the certificate is asked back and leaves the links alive.
        try office.decide("Setuju", office.authority, asked)
        try office.run()
        _ = try office.authority.next("belum dapat kami gunakan")
        #expect(try office.state() == "awaitingAuthority")

        let pem = try outside.certificate(for: office.applicant.name, office.applicant.address, days: 365)
        let approval = try #require(asked.answers.first { $0.body.hasPrefix("Setuju") })
        try office.authority.send(
            approval, nil,
            [
                Letter.Enclosure(
                    name: "sertifikat.pem", mediaType: "application/x-pem-file", octets: Array(pem.utf8))
            ])
        try office.run()
        #expect(try office.state() == "closed.issued")
        let delivered = try office.applicant.next("telah terbit")
        #expect(delivered.attachments(".p12").isEmpty)
        let issued = try IssuedFiles(delivered, in: device.folder)
        #expect(try String(contentsOfFile: issued.certificate, encoding: .utf8).contains(Self.body(of: pem)))
        _ = try office.verifier.next("telah terbit")

        try office.expectNowhere(marker, sealedIn: answer, on: device, servers: servers, since: start)
        try expectNoPrivateKey(in: office.desk)
    }

    /// Nothing in the desk's folder is a private key, whatever its name and encoding.
    private func expectNoPrivateKey(in desk: DeskFixture) throws {
        let found = try OctetSearch(needles: [("key", Array("PRIVATE KEY".utf8))])
            .run(in: [desk.path], from: device.folder)
        #expect(found.found.isEmpty && found.files > 100, "\(found)")
        // What opens mail at rest is a key, but nobody's signing key.
        let names = desk.names("secrets").filter { $0 != "evidence-key" }
        #expect(names == ["ra-public.pem"])
        let secrets = names.map { "\(desk.path)/secrets/\($0)" }
        for file in secrets {
            let read = try IssuedFiles.openssl(["pkey", "-in", file, "-noout"])
            #expect(read.code != 0, "\(file) is a private key")
        }
        // The way to look for them works: what lies there opens as the public key it is.
        #expect(try IssuedFiles.openssl(["pkey", "-pubin", "-in", secrets[0], "-noout"]).code == 0)
    }

    private static func body(of pem: String) -> String {
        String(pem.split(separator: "\n").drop { !$0.hasPrefix("-----BEGIN") }.dropFirst().first ?? "?")
    }
}
