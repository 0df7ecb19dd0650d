import Domain
import Forms
import Foundation
import Ledger
import MIME
import PKI
import Pipeline
import Spool
import TestSupport
import Testing
import Trust

@testable import sertipos

/// A whole desk on a temporary folder with a clock that only the test moves.
final class TestDesk {
    static let siti = "siti@kominfo.example"
    /// Verifier of another agency.
    static let rina = "rina@dinkes.example"
    static let budi = "budi@kominfo.example"
    static let authority = "ra@psre.example"
    static let officer = "petugas@desk.example"
    static let administrator = "admin@desk.example"

    let folder: URL
    private let fixedClock: FixedClock
    var clock: any WallClock { fixedClock }
    let mailbox = FakeMailbox()
    let submission = FakeSubmission()
    var ledger: any RequestLedger { sqlite }
    /// The same ledger, for what only SQLite can do.
    let sqlite: SQLiteLedger
    let spool: SpoolDirectory
    /// The keys of mail at rest.
    let evidenceKey: EvidenceKeyFile
    /// The desk's own authority, if it has one, and the keys passphrases are sealed to.
    let certificates: TestCertificates
    var desk: Desk
    private var count = 0
    private var readUpTo = 0

    init(
        budget: OutboundBudget = .standard, certificates: TestCertificates.Kind = .hasty,
        forms: FormCatalog? = nil
    ) throws {
        folder = Self.memory.appending(path: "desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        fixedClock = FixedClock()
        evidenceKey = EvidenceKeyFile(path: folder.appending(path: "secrets/evidence-key").path)
        (sqlite, spool) = try Self.open(folder, evidenceKey)
        let templates = try TestTemplates.shared.get()
        let address = try #require(EmailAddress("layanan@desk.example"))
        let siti = try #require(EmailAddress(Self.siti))
        let rina = try #require(EmailAddress(Self.rina))
        self.certificates = try TestCertificates(
            certificates, folder: folder.appending(path: "secrets").path)
        desk = Desk(
            settings: DeskSettings(
                name: "Layanan SE", address: address, locale: .indonesian, zone: .wib, fee: "Rp 0",
                channels: ["Kotak Saran"], registrationAuthority: try #require(EmailAddress(Self.authority)),
                officer: try #require(EmailAddress(Self.officer)),
                administrator: try #require(EmailAddress(Self.administrator)),
                calendar: WorkingCalendar(holidays: [:], zone: .wib, version: 1),
                service: ServiceTerms(authorityName: "PSrE Contoh"), budget: budget,
                maximumMessageSize: 200_000,
                senderVerifier: SenderVerifier(authservID: "mx.desk.example")),
            codec: LiveDesk.codec, forms: forms ?? templates.forms, faultWording: templates.faultWording,
            words: templates.words, notices: templates.notices, page: templates.page,
            certification: self.certificates.certification, annexParsing: AnnexParser.parse,
            verifiers: [
                siti: Verifier(
                    address: siti, name: "Siti Rahma", agency: "Dinas Kominfo", locale: .indonesian),
                rina: Verifier(
                    address: rina, name: "Rina Wulandari", agency: "Dinas Kesehatan", locale: .indonesian),
            ],
            clock: fixedClock, random: SeededRandom(11), digesting: OpenSSLDigest())
    }

    /// The desk that was restored into `folder`, with the mailbox, the secrets and the time of `other`.
    init(restored folder: URL, of other: TestDesk, seed: UInt64) throws {
        self.folder = folder
        fixedClock = FixedClock(other.clock.now())
        evidenceKey = other.evidenceKey
        certificates = other.certificates
        (sqlite, spool) = try Self.open(folder, evidenceKey)
        count = other.count
        mailbox.messages = other.mailbox.messages
        let former = other.desk
        desk = Desk(
            settings: former.settings, codec: former.codec, forms: former.forms,
            faultWording: former.faultWording, words: former.words, notices: former.notices,
            page: former.page, certification: former.certification, annexParsing: former.annexParsing,
            verifiers: former.verifiers, clock: fixedClock, random: SeededRandom(seed),
            digesting: former.digesting)
    }

    /// Ledger and spool where a real desk has them.
    private static func open(
        _ folder: URL, _ key: EvidenceKeyFile
    ) throws -> (SQLiteLedger, SpoolDirectory) {
        let path = folder.appending(path: "spool").path
        if !FileManager.default.fileExists(atPath: path) {
            _ = try SpoolDirectory(path: path, creating: true)
        }
        let ledger = try SQLiteLedger(path: path + "/ledger.sqlite", digesting: OpenSSLDigest())
        let safe = EvidenceSafe(keyring: ledger) { try key.open() }
        return (
            ledger, try SpoolDirectory(path: path, digesting: OpenSSLDigest(), sealing: safe, creating: true)
        )
    }

    /// Where desks lie: in memory where the system allows it. Each transaction waits for the disk otherwise, and
    /// what a power cut does is not asked here.
    private static let memory: URL = {
        let memory = URL(filePath: "/dev/shm")
        let isUsable = FileManager.default.isWritableFile(atPath: memory.path)
        return isUsable ? memory : FileManager.default.temporaryDirectory
    }()

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A mail reaches the mailbox, its sender proven unless told otherwise.
    func receive(
        from sender: String, to recipient: String = "layanan@desk.example", subject: String, body: String,
        pdf: Bool = false, picture: Bool = false, proof: String = "dmarc=pass", extra: String = "",
        attachments: [TestAttachment] = []
    ) {
        count += 1
        let domain = sender.split(separator: "@").last ?? ""
        var parts = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(body)\r\n"
        let own = [pdf ? TestAttachment.letter(count) : nil, picture ? .identityCard : nil]
        for attachment in own.compactMap(\.self) + attachments { parts += "--b\r\n\(attachment.part)\r\n" }
        mailbox.add(
            Array(
                """
                Return-Path: <\(sender)>\r
                Delivered-To: \(recipient)\r
                Authentication-Results: mx.desk.example; \(proof) header.from=\(domain)\r
                Received: from client by mx.desk.example with ESMTP; Mon, 23 Nov 2026 09:00:00 +0700\r
                \(extra)From: Orang <\(sender)>\r
                To: \(recipient)\r
                Subject: \(subject)\r
                Date: Mon, 23 Nov 2026 09:00:00 +0700\r
                Message-ID: <m\(count)@client.example>\r
                MIME-Version: 1.0\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                \(parts)--b--\r

                """.utf8))
    }

    /// A complete recommendation by the verifier.
    func submit(
        applicant: String = TestDesk.budi, nik: String = "3201011708900001",
        changing: (String) -> String = { $0 }
    ) {
        receive(
            from: Self.siti, subject: "Permohonan penerbitan",
            body: changing(
                """
                Jenis: Penerbitan
                Nama lengkap: Budi Santoso
                NIK: \(nik)
                Pangkat/Golongan: III/c
                Jabatan: Analis
                Unit kerja: Bidang Aptika
                Instansi: Dinas Kominfo
                Kota/Kabupaten: Contoh
                Provinsi: Jawa Barat
                Email: \(applicant)
                No. HP: 081234567890
                Sistem: e-Office
                Kegunaan: naskah dinas
                """), pdf: true)
    }

    /// The applicant's complete answer to the latest link in `mail`.
    func answerIdentity(
        _ mail: ReceivedMessage, nik: String = "3201011708900001", picture: Bool = true,
        from sender: String = TestDesk.budi, proof: String = "dmarc=pass", more: String = ""
    ) throws {
        let link = try #require(Self.links(in: mail).first)
        receive(
            from: sender, to: link.recipient.addrSpec, subject: link.subject,
            body: """
                \(link.body.split(separator: "\n").first { $0.hasPrefix("Kode") } ?? "")
                Nama lengkap: Budi Santoso
                NIK: \(nik)
                Tempat lahir: Contoh
                Tanggal lahir: 17 Agustus 1990
                Pangkat/Golongan: III/c
                Jabatan: Analis
                Unit kerja: Bidang Aptika
                Instansi: Dinas Kominfo
                Kota/Kabupaten: Contoh
                Provinsi: Jawa Barat
                Email: \(sender)
                No. HP: 081234567890
                Persetujuan: Saya setuju
                \(more)
                """, picture: picture, proof: proof)
    }

    /// Follows a decision link of `mail` by the word its prefilled answer begins with.
    func decide(
        _ word: String, in mail: ReceivedMessage, reason: String = "", from sender: String = TestDesk.siti
    ) throws {
        let link = try #require(Self.links(in: mail).first { $0.body.hasPrefix(word) })
        let body = reason.isEmpty ? link.body : link.body.replacing("(tulis alasan di sini)", with: reason)
        receive(from: sender, to: link.recipient.addrSpec, subject: link.subject, body: body)
    }

    /// Time passes; with a negative number somebody sets the clock back.
    func wait(_ seconds: Int64) { fixedClock.advance(by: seconds) }

    /// Every stage in its order. The first failure is thrown, but only when all are through.
    @discardableResult
    func run(isClockConfirmed: Bool = false) throws -> RunReport {
        let (report, failure) = attempt(isClockConfirmed: isClockConfirmed)
        if let failure { throw failure }
        return report
    }

    /// Every stage in its order, each whatever became of the others, as `sertipos run` does it.
    func attempt(isClockConfirmed: Bool = false) -> (report: RunReport, failure: (any Error)?) {
        var report = RunReport()
        var failure: (any Error)?
        let attempt: (() throws -> Void) -> Void = { stage in
            do { try stage() } catch { failure = failure ?? error }
        }
        attempt {
            report.fetch = try FetchStage(
                ledger: ledger, spool: spool, digesting: OpenSSLDigest(), clock: clock,
                settings: desk.settings
            ).run(mailbox)
        }
        attempt { report.process = try ProcessStage(desk: desk, ledger: ledger, spool: spool).run() }
        attempt {
            report.execute = try ExecutionStage(desk: desk, ledger: ledger, spool: spool, exports: spool)
                .run()
        }
        attempt {
            report.remind = try RemindStage(desk: desk, ledger: ledger, spool: spool)
                .run(isClockConfirmed: isClockConfirmed)
        }
        attempt {
            let desk = desk
            report.send = try SendStage(
                ledger: ledger, clock: clock, settings: desk.settings,
                refusals: RefusalNotices(desk: { desk }, spool: spool)
            ).run(submission)
        }
        return (report, failure)
    }

    /// Mails delivered since the last call, to this person.
    func newMail(for person: String) -> [ReceivedMessage] {
        allMail(for: person, from: readUpTo)
    }

    /// Everything delivered so far is read.
    func markRead() { readUpTo = submission.accepted.count }

    /// Everything ever delivered to this person, oldest first.
    func allMail(for person: String, from start: Int = 0) -> [ReceivedMessage] {
        submission.accepted.dropFirst(start).filter { $0.recipient == EmailAddress(person) }
            .map { MessageReader().receivedMessage($0.bytes) }
    }

    /// The only request.
    func request() throws -> RequestRecord {
        try #require(try ledger.read { try $0.requests(RequestFilter()) }.first)
    }

    /// How the latest message on the server ended.
    func lastOutcome() throws -> (outcome: MessageOutcome, reason: String) {
        let all = try ledger.read {
            try $0.messages(mailbox: mailbox.name, uidValidity: UIDValidity(mailbox.uidValidity))
        }
        let last = try #require(all.last).message
        return (last.outcome, last.reason)
    }

    /// Answer links, in order.
    static func links(in mail: ReceivedMessage) -> [MailtoLink] {
        mail.body.split(whereSeparator: { "<> \n".contains($0) }).compactMap { MailtoLink(url: $0) }
            .filter { !$0.body.isEmpty }
    }
}
