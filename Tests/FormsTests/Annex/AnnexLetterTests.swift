import Domain
import Forms
import Testing

@Suite("Annex: letter and recognition") struct AnnexLetterTests {
    private static let pdf = MessageAttachment.Content(Array("%PDF-1.7 x".utf8))
    private static let csv =
        "NAMA;NIK;JABATAN;EMAIL;NO TELP\nBudi Santoso;3201011708900001;Analis;budi@x.go.id;081234567890\n"

    static func letter(_ text: String = "Jenis: Penerbitan\nSistem: SRIKANDI\n", isSigned: Bool = true) throws
        -> FormReading
    {
        let reader = FormReader(try FormFiles.catalog()[.issuance])
        let attachment = MessageAttachment(
            filename: "surat rekomendasi.pdf", mediaType: "application/pdf", content: pdf)
        return reader.read(text: text, attachments: isSigned ? [attachment] : [])
    }

    @Test func `the letter speaks for all rows, but never about a person`() throws {
        let letter = try Self.letter(
            "Nama: Drs. Ahmad\nNIP: 196501011990031001\nNIK: 3201010101650001\nEmail: kepala@x.go.id\nNo HP: 0811\nInstansi: Dinas Kesehatan\nSistem: SRIKANDI\nKegunaan: naskah dinas\n"
        )
        let reading = try AnnexReaders.read(Self.csv, letter: letter)
        #expect(reading.isComplete, "\(reading.faults) \(reading.letterFaults) \(reading.questions)")
        let row = try #require(reading.rows.first?.reading)
        #expect(row.values[.agency]?.normalized == "Dinas Kesehatan")
        #expect(row.values[.system]?.normalized == "SRIKANDI")
        #expect(row.values[.name]?.normalized == "Budi Santoso" && row.values[.nip] == nil)
        #expect(row.documents[.letter]?.filename == "surat rekomendasi.pdf")
    }

    @Test func `a row's own value wins over the letter's, an empty cell does not`() throws {
        let text =
            "NAMA;NIK;JABATAN;EMAIL;NO TELP;INSTANSI\nBudi Santoso;3201011708900001;Analis;budi@x.go.id;081234567890;Bappeda\nSiti Aminah;3201015708900002;Guru;siti@x.go.id;081234567891;-\n"
        let reading = try AnnexReaders.read(text, letter: Self.letter("Instansi: Dinas Kesehatan\n"))
        #expect(
            reading.rows.map { $0.reading.values[.agency]?.normalized } == ["Bappeda", "Dinas Kesehatan"])
        #expect(reading.isComplete)
    }

    @Test func `a letter without its document is asked for once`() throws {
        let letter = try Self.letter("Instansi: Dinas Kesehatan\n", isSigned: false)
        let reading = try AnnexReaders.read(Self.csv, letter: letter)
        #expect(reading.letterFaults.map(\.key) == [.letter] && !reading.isComplete)
        #expect(reading.rows.allSatisfy { $0.isComplete })
    }

    @Test func `an annex is neither a form nor a document`() throws {
        let reader = FormReader(try FormFiles.catalog()[.issuance])
        var message = ReceivedMessage()
        message.body = "Jenis: Penerbitan\n"
        message.attachments = [
            MessageAttachment(
                filename: "lampiran surat permohonan.txt", mediaType: "text/plain",
                content: .init(Array(Self.csv.replacing(";", with: "\t").utf8))),
            MessageAttachment(filename: "scan0001.pdf", mediaType: "application/pdf", content: Self.pdf),
        ]
        let reading = reader.read(message, annex: 0)
        #expect(reading.values.isEmpty)
        #expect(reading.documents[.letter]?.index == 1)
        #expect(!reading.faults.contains { $0.key == .letter })
        #expect(reader.read(message).documents[.letter] == nil, "the annex would stand in the letter's way")
    }

    @Test func `an annex is recognised by its header and a row under it`() throws {
        let reader = try AnnexReaders.reader()
        func isAnnex(_ name: String?, _ type: String, _ text: String) -> Bool {
            reader.recognizes(
                MessageAttachment(filename: name, mediaType: type, content: .init(Array(text.utf8))))
        }
        #expect(isAnnex("a.csv", "application/octet-stream", Self.csv))
        #expect(isAnnex(nil, "text/csv", Self.csv))
        #expect(isAnnex("DAFTAR.CSV", "application/vnd.ms-excel", Self.csv))
        #expect(isAnnex("a.txt", "text/plain", Self.csv))
        #expect(isAnnex("a.csv", "text/csv", "Nama lengkap,Alamat email\nBudi,b@x.id\n"))
        #expect(isAnnex("a.csv", "text/csv", AnnexSheet(400).text()))
        #expect(!isAnnex("a.pdf", "application/pdf", Self.csv))
        #expect(!isAnnex(nil, "text/plain", Self.csv))
        #expect(!isAnnex("a.csv", "text/csv", "tanggal;jumlah\n1;2\n"))
        #expect(!isAnnex("a.csv", "text/csv", "NAMA;NIK;EMAIL\n;;\n"))
        #expect(!isAnnex("a.txt", "text/plain", "Nama: Budi\nNIK: 3201011708900001\nEmail: b@x.id\n"))
        #expect(!isAnnex("a.txt", "text/plain", "Tulis nama, NIK, dan email di sini.\nTerima kasih.\n"))
        #expect(!isAnnex("a.txt", "text/plain", "\"Nama\";NIK\n\"x"))
        #expect(
            AnnexReader.isSpreadsheet(
                MessageAttachment(filename: "x.csv", mediaType: "a/b", content: .init([]))))
    }

    @Test(arguments: FormName.allCases)
    func `every form has annexes`(_ name: FormName) throws {
        let reader = try AnnexReaders.reader(name)
        let text = "NO;NAMA;NIK\n1;Budi Santoso;3201011708900001\n2;;3201015708900002\n"
        let reading = reader.read(Array(text.utf8))
        #expect(reading.rows.map(\.number) == [2, 3])
        #expect(reading.rows.first?.reading.values[.nik]?.normalized == "3201011708900001")
    }

    @Test func `one reason in the letter revokes for all`() throws {
        let catalog = try FormFiles.catalog()
        let letter = FormReader(catalog[.revocation]).read(text: "Alasan: pensiun\n")
        let text = "NAMA;NIK;NIP\nBudi Santoso;3201011708900001;199008172015011001\n"
        let reading = try AnnexReaders.reader(.revocation).read(Array(text.utf8), letter: letter)
        #expect(
            reading.faults.isEmpty && reading.rows.first?.reading.values[.reason]?.normalized == "retired")
    }
}
