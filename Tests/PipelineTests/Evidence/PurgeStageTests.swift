import Domain
import Foundation
import Ledger
import Pipeline
import Spool
import Testing
import Trust

@Suite("Purging")
struct PurgeStageTests {
    private static func nik(_ index: Int) -> String { "320101170890" + String(1_000 + index * 7) }

    /// A desk with 50 requests that ended, and mail of strangers to them, all with NIKs in three encodings.
    private func planted(_ niks: [String]) throws -> TestDesk {
        let desk = try TestDesk(budget: OutboundBudget(address: 10_000, request: 1_000, day: 100_000))
        for (index, nik) in niks.enumerated() {
            let printable = nik.utf8.map { "=" + String($0, radix: 16, uppercase: true) }.joined()
            desk.submit(applicant: "p\(index)@kominfo.example", nik: nik) { body in
                body + "\r\n--b\r\nContent-Type: text/plain; name=\"a.txt\"\r\n"
                    + "Content-Disposition: attachment; filename=\"a.txt\"\r\n"
                    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n\(printable)\r\n"
                    + "--b\r\nContent-Type: text/plain; name=\"b.txt\"\r\n"
                    + "Content-Disposition: attachment; filename=\"b.txt\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + Data("NIK \(nik)".utf8).base64EncodedString()
            }
        }
        try desk.run()
        try #require(try desk.requests().count == niks.count)
        for request in try desk.requests() { desk.command("BATAL \(request.number)", from: TestDesk.siti) }
        desk.receive(from: TestDesk.siti, subject: "Tanya", body: "NIK \(niks[0]) sudah?")
        try desk.run()
        try #require(try desk.requests().allSatisfy { $0.state.hasPrefix("closed.") })
        return desk
    }

    @Test("of 50 planted NIKs none is left in any file, page or free page when their time is over")
    func planted() throws {
        let niks = (0..<50).map(Self.nik)
        let desk = try planted(niks)
        let open = try desk.holders(of: niks)
        #expect(niks.allSatisfy { nik in open.contains { $0.hasSuffix(nik) } })
        #expect(open.contains { $0.contains("ledger.sqlite") })
        try desk.rest()
        #expect(try desk.holders(of: niks).allSatisfy { $0.contains("ledger.sqlite") })

        desk.wait(733 * TestDesk.day)
        #expect(try desk.purge().isClockHeld)
        try desk.run(isClockConfirmed: true)
        let planned = try desk.purge(isTrial: true)
        #expect(planned.requests == 50)
        #expect(try !desk.holders(of: niks).isEmpty)
        #expect(try desk.purge() == planned)
        #expect(try desk.holders(of: niks) == [])
        #expect(try desk.files("evidence").isEmpty && desk.files("incoming").isEmpty)
        #expect(try desk.purge() == .init())

        // What stays: numbers, ends, digests, the audit log.
        let requests = try desk.requests()
        #expect(requests.count == 50)
        #expect(requests.allSatisfy { $0.state == "closed.cancelled" && $0.applicantName == "Budi Santoso" })
        let first = requests[0].number
        let events = try desk.ledger.read { try $0.events(of: first) }
        #expect(events.last?.event.name == "evidence-purged")
        let opening = try #require(events.first?.event.message)
        #expect(try desk.ledger.read { try $0.rest(of: opening) } == .gone)
        #expect(try desk.ledger.read { try $0.evidenceKey(of: .file(first))?.destroyedAt } != nil)
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
        try desk.sqlite.checkIntegrity()

        // A year is not enough for names; seven are.
        desk.wait(2_000 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        #expect(try desk.purge().names == 50)
        #expect(try desk.requests().allSatisfy { $0.applicantName.isEmpty })
        #expect(try desk.holders(of: ["p7@kominfo.example", "Budi Santoso"]) == [])
    }

    @Test("nothing goes a day too early, and the evidence of a certificate waits for its end")
    func early() throws {
        let desk = try TestDesk()
        _ = try desk.issue()
        try desk.rest()
        let certificate = try #require(try desk.certificateRecords().first)
        desk.wait(732 * TestDesk.day + 60)
        try desk.run(isClockConfirmed: true)
        #expect(try desk.purge().requests == 0)
        desk.wait(certificate.notAfter - desk.clock.now() + 731 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        #expect(try desk.purge().requests == 0)
        desk.wait(2 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        let report = try desk.purge()
        #expect(report.requests == 1)
        #expect(report.certificates == 1)
        #expect(try desk.holders(of: ["3201011708900001"]) == [])
        #expect(try desk.files("evidence").isEmpty)
    }

    @Test("mail that belongs to nothing goes after its own time, open requests keep theirs")
    func strays() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.receive(from: TestDesk.siti, subject: "Tanya", body: "apa kabar")
        desk.receive(from: "x@elsewhere.example", subject: "Tanya", body: "apa kabar", proof: "dmarc=fail")
        try desk.run()
        try desk.rest()
        let number = try desk.request().number
        let kept = try #require(try desk.ledger.read { try $0.keptMessages(of: number) }.first)
        desk.wait(3 * TestDesk.day)
        try desk.run()
        #expect(try desk.purge().mails == 0)
        for _ in 0..<9 {
            desk.wait(3 * TestDesk.day)
            try desk.run()
        }
        desk.wait(TestDesk.day)
        try desk.run()
        #expect(try desk.purge().mails == 2)
        #expect(try desk.spool.sealedDigests() == [kept.digest])
    }

    @Test("a letter for several people goes with the last of their requests")
    func sharedLetter() throws {
        let desk = try TestDesk()
        let people = [
            "1;Budi Santoso;3201011708900001;;III/c;Analis;Bidang Aptika;Dinas Kominfo;Contoh;Jawa Barat;\(TestDesk.budi);081234567890",
            "2;Ani Lestari;3201015708900003;;III/c;Analis;Bidang Aptika;Dinas Kominfo;Contoh;Jawa Barat;ani@kominfo.example;081234567890",
        ]
        let header =
            "No;Nama;NIK;NIP;Pangkat/Golongan;Jabatan;Unit Kerja;Instansi;Kota/Kabupaten;Provinsi;Email;No. HP"
        desk.receive(
            from: TestDesk.siti, subject: "Permohonan penerbitan bersama",
            body: "Jenis: Penerbitan\nTerlampir daftar pegawai pemohon.\nSistem: e-Office", pdf: true,
            attachments: [.list(([header] + people).joined(separator: "\r\n") + "\r\n")])
        try desk.run()
        let numbers = try desk.requests().map(\.number)
        try #require(numbers.count == 2)
        for number in numbers { desk.command("BATAL \(number)", from: TestDesk.siti) }
        try desk.run()
        try desk.rest()
        let first = try desk.erase(numbers[0])
        #expect(first.sharedLetterStays)
        let letter = try #require(try desk.ledger.read { try $0.events(of: numbers[1]).first?.event.message })
        #expect(try !desk.spool.read(letter).isEmpty)
        let second = try desk.erase(numbers[1])
        #expect(!second.sharedLetterStays)
        #expect(throws: (any Error).self) { try desk.spool.read(letter) }
        #expect(try desk.holders(of: ["3201015708900003", "3201011708900001"]) == [])
    }

    @Test("a purge that fails half way is finished by the next one")
    func interrupted() throws {
        let niks = (0..<3).map(Self.nik)
        let desk = try planted(niks)
        try desk.rest()
        desk.wait(733 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        // The files are gone, the ledger was not told.
        let digests = try desk.requests().flatMap { request in
            try desk.ledger.read { try $0.keptMessages(of: request.number) }.map(\.digest)
        }
        try desk.spool.purge(digests)
        #expect(try desk.purge().requests == 3)
        #expect(try desk.holders(of: niks) == [])
    }

    @Test("a case is forgotten when its time is over, one that waits for the officer never")
    func cases() throws {
        let desk = try TestDesk()
        for name in ["ani", "citra"] {
            desk.receive(
                from: "\(name)@warga.example", subject: "PENGADUAN antrean \(name)",
                body: "Saya \(name), NIK 3201011708900009.")
        }
        try desk.run()
        let cases = try desk.ledger.read { try $0.cases(CaseFilter()) }
        try #require(cases.count == 2)
        try desk.ledger.write { transaction in
            var record = cases[0]
            record.status = .closed
            try transaction.update(record)
        }
        try desk.rest()
        desk.wait(733 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        #expect(try desk.purge().cases == 1)
        let left = try desk.ledger.read { try $0.cases(CaseFilter()) }
        #expect(Set(left.map(\.citizenName)).contains(""))
        #expect(try desk.ledger.read { try $0.keptMessages(of: cases[0].number) }.isEmpty)
        #expect(try desk.ledger.read { try $0.keptMessages(of: cases[1].number) }.count == 1)
        #expect(try desk.holders(of: [cases[0].citizen.addrSpec]) == [])
    }
}
