import Domain
import Foundation
import Pipeline
import Spool
import Testing

@Suite("A passphrase in plain text")
struct PlainPassphraseTests {
    private static let marker = "Zamrud-Khatulistiwa-77"

    /// A mail with these words in answer to the passphrase page, without a seal.
    private func answer(_ words: String, _ desk: TestDesk, _ page: ReceivedMessage) throws {
        let html = try TestCertificates.page(in: page)
        let code = try #require(TestCertificates.setting("code", in: html))
        let address = try #require(TestCertificates.setting("replyAddress", in: html))
        desk.receive(
            from: TestDesk.budi, to: address, subject: page.subject, body: "\(words)\n\nKode: \(code)\n")
    }

    @Test(
        "in the answer to the page is refused, explained, and gone from everything the desk keeps",
        arguments: [
            "Passphrase: \(marker)", marker, "Ini passphrase saya: \(marker)", "Password = \(marker)",
            "Kata sandi: \(marker)", "kata sandi saya \(marker)", "passphrase saya adalah \(marker)",
        ])
    func refused(words: String) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        try answer(words, desk, page)
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.passphrase-refused"])
        #expect(try desk.lastOutcome().outcome == .answered)
        #expect(!(try desk.lastOutcome().reason.contains("Zamrud")))
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
        for mail in desk.submission.accepted {
            #expect(!String(decoding: mail.bytes, as: UTF8.self).contains(Self.marker))
        }
        // The page of the refused answer still works.
        try desk.sealPassphrase(for: page)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test("in a mail that two readers could take differently is gone as well, though the mail is put aside")
    func ambiguous() throws {
        let desk = try TestDesk()
        desk.receive(
            from: TestDesk.siti, subject: "x", body: "Passphrase: \(Self.marker)",
            extra: "From: lain@x.example\r\n")
        #expect(try desk.next().process?.quarantined == 1)
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
    }

    @Test("the search that finds nothing finds a secret where there is one")
    func searching() throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let file = desk.folder.appending(path: "found")
        for octets in [
            Data(Self.marker.utf8), Data("x\(Self.marker)".utf8).base64EncodedData(),
            Data("xy\(Self.marker)y".utf8).base64EncodedData(),
            Data(Self.marker.utf16.flatMap { [UInt8($0), 0] }),
        ] {
            try octets.write(to: file)
            #expect(try !SecretTrace.find(Self.marker, in: desk.folder).isEmpty)
        }
        try FileManager.default.removeItem(at: file)
        #expect(try SecretTrace.find(Self.marker, in: desk.folder).isEmpty)
        // A mail that was not refused is kept, so that redaction is what makes the difference.
        desk.receive(from: TestDesk.budi, subject: "Tanya", body: "Nama kucing saya \(Self.marker)")
        try desk.next()
        #expect(try !SecretTrace.find(Self.marker, in: desk.folder).isEmpty)
        #expect(page.attachments.count == 1)
    }

    @Test(
        "is refused in any other mail too, whoever writes it and whatever else stands in it",
        arguments: [TestDesk.budi, TestDesk.siti, TestDesk.authority, "orang@lain.example"])
    func anywhere(person: String) throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.next()
        desk.receive(
            from: person, subject: "STATUS", body: "Halo,\npassphrase: \(Self.marker)\nterima kasih")
        try desk.next()
        #expect(try desk.notices(for: person) == ["sender.passphrase-refused"])
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("in the subject is refused as well")
    func subject() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.siti, subject: "Passphrase: \(Self.marker)", body: "tolong dipakai")
        try desk.next()
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.passphrase-refused"])
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
    }

    @Test("beside a seal or a decision takes their effect away: whoever wrote it shall know")
    func besideSeal() throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let seal = try desk.certificates.seal(Self.marker, for: page)
        try desk.sendSeal(seal, for: page) { "Passphrase: \(Self.marker)\n" + $0 }
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.passphrase-refused"])
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
    }

    @Test("a run that died after the octets went decides the same")
    func interrupted() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.siti, subject: "x", body: "Passphrase: \(Self.marker)")
        try desk.run()
        let mail = try #require(
            try desk.ledger.read {
                try $0.messages(mailbox: desk.mailbox.name, uidValidity: UIDValidity(1))
            }.last)
        // The octets as they lie there now come once more under another name.
        desk.mailbox.add(try desk.spool.read(mail.message.digest))
        try desk.next()
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.passphrase-refused"])
    }

    @Test(
        "innocent words are read as what they are",
        arguments: [
            "Passphrase: saya lupa", "Apakah passphrase boleh memakai spasi?",
            "Saya belum membuat passphrase",
            "kata sandi email saya berubah, apakah perlu memberi tahu?",
            "Password-nya harus berapa karakter?",
            "passphrase ini untuk apa",
        ])
    func innocent(words: String) throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        desk.receive(from: TestDesk.siti, subject: "Tanya", body: words)
        try desk.next()
        #expect(try !desk.notices(for: TestDesk.siti).contains("sender.passphrase-refused"))
        #expect(try !SecretTrace.find(words, in: desk.folder).isEmpty)
    }

    @Test(
        "a question in answer to the page brings a fresh page and stays readable",
        arguments: ["Saya lupa caranya, mohon bantuan", "Bagaimana cara membuka lampirannya?"])
    func question(words: String) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        try answer(words, desk, page)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.passphrase-unreadable"])
        #expect(try !SecretTrace.find(words, in: desk.folder).isEmpty)
    }

    @Test("a sealed passphrase is found nowhere after a whole issuance, the holder's file but locked")
    func wholeIssuance() throws {
        let desk = try TestDesk(certificates: .embedded)
        _ = try desk.issue(passphrase: Self.marker)
        #expect(try desk.request().state == "closed.issued")
        #expect(try SecretTrace.find(Self.marker, in: desk.folder) == [])
        for mail in desk.submission.accepted {
            #expect(!String(decoding: mail.bytes, as: UTF8.self).contains(Self.marker))
        }
    }
}
