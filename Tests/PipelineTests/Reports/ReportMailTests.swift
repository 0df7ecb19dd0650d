import Domain
import MIME
import Notices
import Testing

@testable import Pipeline

@Suite("Reports by mail")
struct ReportMailTests {
    private static let day: Int64 = 86_400

    private func desk(weekday: Int? = 1, dayOfMonth: Int? = nil) throws -> TestDesk {
        let desk = try TestDesk()
        var settings = desk.desk.settings
        settings.reports = ReportSchedule(weekday: weekday, dayOfMonth: dayOfMonth, hour: 7)
        desk.desk = desk.desk.with(settings)
        return desk
    }

    private func reports(_ desk: TestDesk) throws -> Int {
        try desk.notices(for: TestDesk.administrator).count { $0 == "administrator.report" }
    }

    @Test("the week before comes once, on its day and from its hour on")
    func weekly() throws {
        let desk = try desk()
        // Monday 09.00, the desk's first day: there is nothing to tell about the week before.
        try desk.run()
        try desk.pass(days: 6)
        desk.wait(21 * 3600)
        #expect(try reports(desk) == 0)
        // Monday 06.00, then 07.00.
        try desk.run()
        #expect(try reports(desk) == 0)
        desk.wait(3600)
        try desk.run()
        #expect(try reports(desk) == 1)
        let mail = try desk.mail("administrator.report", for: TestDesk.administrator)
        #expect(mail.subject == "Laporan layanan: minggu ke-48 tahun 2026")
        for _ in 0..<6 { try desk.pass(days: 1) }
        #expect(try reports(desk) == 1)
        try desk.pass(days: 1)
        #expect(try reports(desk) == 2)
    }

    @Test("the month before comes once, and a desk that rested makes good the latest one only")
    func monthly() throws {
        let desk = try desk(weekday: nil, dayOfMonth: 1)
        try desk.run()
        try desk.pass(days: 8)
        // 1 December.
        #expect(try reports(desk) == 1)
        desk.wait(75 * Self.day)
        try desk.run(isClockConfirmed: true)
        let mail = try desk.mail("administrator.report", for: TestDesk.administrator)
        #expect(try reports(desk) == 2)
        #expect(mail.subject == "Laporan layanan: Januari 2027")
    }

    @Test("without a schedule no report leaves")
    func never() throws {
        let desk = try desk(weekday: nil)
        for _ in 0..<3 {
            try desk.pass(days: 14)
        }
        #expect(try reports(desk) == 0)
    }

    @Test("HTML shows every picture that is attached, text and sheet have the same figures")
    func content() throws {
        let desk = try desk()
        let asked = try desk.issueToAuthority()
        desk.wait(2 * 3600)
        try desk.decide("Tolak", in: asked, reason: "Foto palsu", from: TestDesk.authority)
        desk.submit(applicant: "ani@kominfo.example", nik: "3201015708900003")
        try desk.run()
        for _ in 0..<8 { try desk.pass(days: 1) }
        let entries = desk.submission.accepted.map { MessageReader().receivedMessage($0.bytes) }
        let mail = try #require(entries.last { $0.subject.hasPrefix("Laporan layanan") })
        #expect(mail.defects.isEmpty)
        let pictures = mail.attachments.filter { $0.mediaType == "image/png" }
        #expect(pictures.count == 3 && pictures.allSatisfy(\.isInline))
        let bytes = try #require(
            desk.submission.accepted.last { String(decoding: $0.bytes, as: UTF8.self).contains("related") }
        ).bytes
        let raw = String(decoding: bytes, as: UTF8.self)
        for picture in pictures {
            let name = try #require(picture.contentID)
            #expect(raw.replacing("=\r\n", with: "").contains("src=3D\"cid:\(name)\""))
        }
        #expect(raw.contains("type=\"text/html\""))
        let text = mail.body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("Penerbitan: 2 masuk, 0 selesai, 1 berakhir tanpa hasil, 1 terbuka"))
        #expect(text.contains("ditolak: 1"))
        #expect(
            text.contains(
                "1 diputuskan, separuhnya dalam 2 jam, sembilan dari sepuluh dalam 2 jam; janji 3 hari kerja, ditepati 100%"
            ))
        #expect(!text.contains("cid:"))
        let sheet = try #require(mail.attachments.first { $0.mediaType == "text/csv" })
        let lines = String(decoding: sheet.content.decoded(), as: UTF8.self)
        #expect(sheet.filename == "sertipos-2026-W48.csv" && !sheet.isInline)
        #expect(lines.contains("\r\n2026-W48,requests,issuance,ended-otherwise,1,count\r\n"))
        #expect(lines.contains("\r\n2026-W48,service,issuance,median,7200,seconds\r\n"))
    }

    @Test("no report names a person")
    func privacy() throws {
        let desk = try desk()
        _ = try desk.issueToAuthority()
        let week = try #require(ReportPeriod(week: "2026-W48"))
        let report = try desk.ledger.read {
            try DeskReport(week, desk: desk.desk, in: $0, now: desk.clock.now())
        }
        let raw = String(decoding: try report.mail(), as: UTF8.self)
        let sheet = String(decoding: report.files.last?.bytes ?? [], as: UTF8.self)
        for word in ["Budi", "budi@", "Siti", "siti@", "3201011708900001"] {
            #expect(!raw.contains(word) && !sheet.contains(word) && !report.notice.text.contains(word))
        }
    }
}

extension Desk {
    /// The same desk with other settings.
    fileprivate func with(_ settings: DeskSettings) -> Desk {
        Desk(
            settings: settings, codec: codec, forms: forms, faultWording: faultWording, words: words,
            notices: notices, page: page, certification: certification, annexParsing: annexParsing,
            verifiers: verifiers, clock: clock, random: random, digesting: digesting)
    }
}
