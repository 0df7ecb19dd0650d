import Domain
import Foundation
import Pipeline
import Testing

@Suite("A list of people in one letter")
struct BatchSubmissionTests {
    private static let header =
        "No;Nama;NIK;NIP;Pangkat/Golongan;Jabatan;Unit Kerja;Instansi;Kota/Kabupaten;Provinsi;Email;No. HP"

    /// A row of the list.
    private static func row(
        _ number: Int, _ name: String, _ nik: String, _ email: String, phone: String = "081234567890"
    ) -> String {
        "\(number);\(name);\(nik);;III/c;Analis;Bidang Aptika;Dinas Kominfo;Contoh;Jawa Barat;\(email);\(phone)"
    }

    private static let good = [
        row(1, "Budi Santoso", TestDesk.nik, TestDesk.budi),
        row(2, "Ani Lestari", "3201015708900003", "ani@kominfo.example"),
        row(3, "Cici Dewi", "3201015708900008", "cici@kominfo.example"),
    ]

    /// The verifier sends a letter with this list. Returns the summary she gets.
    private func send(
        _ rows: [String], _ desk: TestDesk, header: String = BatchSubmissionTests.header,
        type: String = "Penerbitan", letter: Bool = true, ending: String = "\r\n"
    ) throws -> ReceivedMessage {
        desk.receive(
            from: TestDesk.siti, subject: "Permohonan \(type.lowercased()) bersama",
            body: "Jenis: \(type)\nTerlampir daftar pegawai pemohon.\nSistem: e-Office", pdf: letter,
            attachments: [.list(([header] + rows).joined(separator: ending) + ending)])
        try desk.next()
        let answers = try desk.notices(for: TestDesk.siti)
        #expect(answers == ["verifier.batch-summary"])
        return try desk.mail("verifier.batch-summary", for: TestDesk.siti)
    }

    @Test("opens a request for each, with one summary that names them all")
    func good() throws {
        let desk = try TestDesk()
        let summary = try send(Self.good, desk)
        let requests = try desk.requests()
        #expect(requests.map(\.applicantName) == ["Budi Santoso", "Ani Lestari", "Cici Dewi"])
        #expect(requests.allSatisfy { $0.state == "awaitingIdentity" })
        for request in requests {
            #expect(summary.text.contains("\(request.applicantName), nomor \(request.number)"))
            #expect(
                try desk.notices(for: request.applicant.addrSpec) == ["applicant.identity-link"])
        }
        #expect(summary.text.contains("Dibuka: 3. Belum dapat dibuka: 0"))
        #expect(try desk.lastOutcome().outcome == .processed)
        // Each goes its own way, with the one letter as evidence.
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        let asked = try desk.mail("verifier.verification-link", for: TestDesk.siti)
        #expect(asked.attachments.compactMap(\.filename).contains("letter.pdf"))
        #expect(try desk.requests().map(\.state).filter { $0 == "awaitingVerification" }.count == 1)
    }

    @Test("good rows proceed, and all faults of the others stand in the summary, row by row")
    func mixed() throws {
        let desk = try TestDesk()
        let summary = try send(
            [
                Self.good[0], Self.row(2, "Ani Lestari", "123", "bukan alamat"),
                Self.row(3, "Siti Rahma", "3201015708900044", TestDesk.siti),
                Self.row(4, "Dedi Pratama", "3201011708900012", "dedi@kominfo.example", phone: "12"),
                Self.row(5, "Cici Dewi", "3201015708900008", "cici@kominfo.example"),
            ], desk)
        #expect(try desk.requests().map(\.applicantName) == ["Budi Santoso", "Cici Dewi"])
        #expect(summary.text.contains("Dibuka: 2. Belum dapat dibuka: 3"))
        for expected in [
            "Baris 3, Ani Lestari, NIK", "Baris 3, Ani Lestari, Email", "Baris 4, Siti Rahma, Email",
            "dua orang yang berbeda", "Baris 5, Dedi Pratama, No. HP",
        ] {
            #expect(summary.text.contains(expected), "\(expected)")
        }
    }

    @Test("sent again after correction, rows that are open already are named with their number")
    func again() throws {
        let desk = try TestDesk()
        _ = try send([Self.good[0]], desk)
        let number = try desk.request().number
        let summary = try send(Self.good, desk)
        #expect(try desk.requests().count == 3)
        #expect(summary.text.contains("Baris 2, Budi Santoso"))
        #expect(summary.text.contains(number.description))
        #expect(summary.text.contains("Dibuka: 2. Belum dapat dibuka: 1"))
        #expect(try desk.notices(for: TestDesk.budi) == [])
    }

    @Test("two rows for one person open one request")
    func repeated() throws {
        let desk = try TestDesk()
        let summary = try send(
            [
                Self.good[0], Self.row(2, "Budi Santoso", TestDesk.nik, "budi2@kominfo.example"),
                Self.row(3, "Budiman", "3201011708900077", TestDesk.budi),
            ], desk)
        #expect(try desk.requests().count == 1)
        #expect(summary.text.contains("Belum dapat dibuka: 2"))
    }

    @Test(
        "with something wrong as a whole opens nothing, and says what",
        arguments: [
            ("a;b;c\r\n1;2;3", "tidak memuat baris judul kolom"),
            (header, "belum memuat seorang pegawai pun"),
            (
                header.replacing(";Email", with: "")
                    + "\r\n1;Budi Santoso;\(TestDesk.nik);;III/c;Analis;B;D;C;J;08123",
                "tidak memuat kolom Email"
            ),
            (header + "\r\n\"1;Budi", "kutipnya tidak berpasangan"),
        ])
    func whole(list: String, problem: String) throws {
        let desk = try TestDesk()
        let lines = list.components(separatedBy: "\r\n")
        let summary = try send(Array(lines.dropFirst()), desk, header: lines[0])
        #expect(try desk.requests().isEmpty)
        #expect(summary.text.contains("Tentang lampiran daftarnya"))
        #expect(summary.text.contains(problem))
        #expect(try desk.lastOutcome().outcome == .answered)
    }

    @Test("without the letter that vouches for them opens nothing")
    func noLetter() throws {
        let desk = try TestDesk()
        let summary = try send(Self.good, desk, letter: false)
        #expect(try desk.requests().isEmpty)
        #expect(summary.text.contains("Surat Rekomendasi"))
    }

    @Test("with numbers that a spreadsheet has rounded asks them back instead of guessing")
    func exponent() throws {
        let desk = try TestDesk()
        let summary = try send(
            [
                Self.row(1, "Budi Santoso", "3,20102E+15", TestDesk.budi),
                Self.row(2, "Ani Lestari", "'3201015708900003", "ani@kominfo.example"),
                Self.row(3, "Cici Dewi", "3.2010157089E+15", "cici@kominfo.example"),
            ], desk)
        #expect(try desk.requests().map(\.applicantName) == ["Ani Lestari"])
        #expect(summary.text.contains("Baris 2, Budi Santoso, NIK"))
        #expect(summary.text.contains("Baris 4, Cici Dewi, NIK"))
        #expect(summary.text.contains("3,20102E+15"))
    }

    @Test(
        "is read whatever the spreadsheet's habits",
        arguments: ["comma", "tab", "bom", "sep", "title", "lf"])
    func habits(habit: String) throws {
        let desk = try TestDesk()
        let swap: (String, String) -> String = { text, mark in text.replacing(";", with: mark) }
        switch habit {
        case "comma": _ = try send(Self.good.map { swap($0, ",") }, desk, header: swap(Self.header, ","))
        case "tab": _ = try send(Self.good.map { swap($0, "\t") }, desk, header: swap(Self.header, "\t"))
        case "bom": _ = try send(Self.good, desk, header: "\u{FEFF}" + Self.header)
        case "sep": _ = try send([Self.header] + Self.good, desk, header: "sep=;")
        case "title":
            _ = try send(["", Self.header] + Self.good, desk, header: "DAFTAR PEGAWAI PEMOHON;;;;;;;;;;;")
        default: _ = try send(Self.good, desk, ending: "\n")
        }
        #expect(try desk.requests().count == 3, "\(habit)")
    }

    @Test("works for revocations as well: each row finds its certificate")
    func revocations() throws {
        let desk = try TestDesk()
        try desk.hold()
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example")
        let summary = try send(
            [
                "Budi Santoso;\(TestDesk.nik);\(TestDesk.budi);Pensiun",
                "Ani Lestari;3201015708900003;ani@kominfo.example;Mutasi",
                "Cici Dewi;3201015708900008;cici@kominfo.example;Pensiun",
            ], desk, header: "Nama;NIK;Email;Alasan", type: "Pencabutan")
        #expect(try desk.requests().map(\.state) == ["awaitingAuthority", "awaitingAuthority"])
        #expect(summary.text.contains("Baris 4, Cici Dewi"))
        #expect(desk.newMail(for: TestDesk.authority).count == 2)
    }

    @Test("from anybody who is no verifier is none")
    func stranger() throws {
        let desk = try TestDesk()
        desk.receive(
            from: "orang@lain.example", subject: "Permohonan penerbitan", body: "Jenis: Penerbitan",
            pdf: true,
            attachments: [.list(([Self.header] + Self.good).joined(separator: "\n"))])
        try desk.next()
        #expect(try desk.requests().isEmpty)
        #expect(try desk.notices(for: "orang@lain.example") == ["sender.unknown"])
    }
}
