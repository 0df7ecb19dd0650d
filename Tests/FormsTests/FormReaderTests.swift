import Domain
import Forms
import TestSupport
import Testing

@Suite struct FormReaderTests {
    private let catalog: FormCatalog
    private let pdf = MessageAttachment.Content(Array("%PDF-1.7 x".utf8))
    private let jpg = MessageAttachment.Content([0xFF, 0xD8, 0xFF, 0xE0, 1])

    init() throws { catalog = try FormFiles.catalog() }

    private func person() -> SyntheticPerson {
        var random = SeededRandom(3)
        return SyntheticPerson(&random)
    }

    private func form(_ name: FormName, _ changes: [FieldKey: String] = [:]) -> String {
        var values = person().answers(to: catalog[name])
        for (key, value) in changes { values[key] = value }
        return FormWriter(locale: .indonesian).compact(catalog[name], values: values)
    }

    private func problems(_ reading: FormReading, _ key: FieldKey) -> [FormFault.Problem] {
        reading.faults.filter { $0.key == key }.map(\.problem)
    }

    @Test(arguments: FormName.allCases)
    func `a blank form has every required field missing and no value`(_ name: FormName) {
        let definition = catalog[name]
        for locale in Locale.allCases {
            let blank = FormWriter(locale: locale).blank(definition)
            for text in [blank, blank.replacing("\n", with: " "), blank.replacing("\n", with: "\n> ")] {
                let reading = FormReader(definition).read(text: text)
                #expect(reading.values.isEmpty, "\(reading.values)")
                let required = definition.fields.filter { $0.isRequired && !$0.kind.isAttachment }.map(\.key)
                #expect(Set(required).isSubset(of: Set(reading.faults.compactMap(\.key))))
                #expect(reading.faults.contains { $0.problem == .missing })
            }
        }
    }

    @Test func `all faults come at once, with line and understanding`() throws {
        let text = """
            Jenis: Penerbitan
            Nama: Budi Santoso
            NIK: 1.6E+15
            Jabatan: Sekretaris
            Instansi: Dinas Kesehatan
            Email: sekretariat@contoh.go.id
            No HP: 08123
            """
        let reading = FormReader(catalog[.issuance]).read(text: text)
        #expect(reading.faults.map(\.key) == [.nik, .email, .phone, .letter])
        let nik = try #require(reading.faults.first)
        #expect(
            nik
                == FormFault(
                    key: .nik, problem: .malformed(.spreadsheetNumber), lineText: "NIK: 1.6E+15",
                    lineNumber: 3, understood: "1.6E+15"))
        let prefilled = FormWriter(locale: .indonesian).prefilled(catalog[.issuance], from: reading)
        #expect(prefilled.contains("Nama lengkap: Budi Santoso\n") && prefilled.contains("\nNIK: \n"))
        let wording = try FormFiles.wording()
        for locale in Locale.allCases {
            for fault in reading.faults {
                let sentence = wording.sentence(for: fault, catalog[.issuance], locale)
                #expect(!sentence.contains("{") && sentence.count > 20)
            }
        }
    }

    @Test func `a value that ends like the first half of a label is whole`() {
        let reading = FormReader(catalog[.issuance]).read(
            text: "Nama: Budi Santoso\nJabatan: Kepala Dinas\nInstansi: Dinas Kesehatan\n")
        #expect(reading.values[.position]?.normalized == "Kepala Dinas")
        #expect(reading.values[.agency]?.normalized == "Dinas Kesehatan")
    }

    @Test func `fresh text wins over quoted text`() {
        let text =
            "NIK: 3201011708900001\n\nPada Sen, 23 Nov 2026 pukul 09.14 L <l@contoh.id> menulis:\n> NIK: 3201011708900002\n> NIP: 199008172015011001\n"
        let reading = FormReader(catalog[.identity]).read(text: text)
        #expect(reading.values[.nik]?.normalized == "3201011708900001")
        #expect(reading.values[.nip]?.normalized == "199008172015011001")
        #expect(problems(reading, .nik).isEmpty)
    }

    @Test func `different values are asked back, equal ones are not`() {
        let reader = FormReader(catalog[.identity])
        let twice = reader.read(text: "NIK: 3201011708900001\nNIK: 3201011708900002\n")
        #expect(problems(twice, .nik) == [.conflicting(["3201011708900001", "3201011708900002"])])
        #expect(twice.values[.nik] == nil)
        let same = reader.read(text: "Nama: Budi Santoso\nNama lengkap: BUDI SANTOSO, S.Kom\n")
        #expect(same.values[.name]?.normalized == "Budi Santoso")
        let half = reader.read(text: "NIK: 3201011708900001\nNIK: 32010117089\n")
        #expect(half.values[.nik] == nil && problems(half, .nik).count == 1)
    }

    @Test func `answers typed between quoted lines count as fresh`() {
        let text =
            "On Mon, Nov 23, 2026 at 9:14 AM Desk <d@contoh.id> wrote:\n> Nama lengkap:\nBudi Santoso\n> NIK:\n\n3201011708900001\n\n> NIP:\n"
        let reading = FormReader(catalog[.identity]).read(text: text)
        #expect(reading.values[.name]?.normalized == "Budi Santoso")
        #expect(reading.values[.nik]?.normalized == "3201011708900001")
        #expect(reading.values[.nip] == nil)
    }

    @Test func `swapped Jabatan and Instansi are asked back`() {
        let reading = FormReader(catalog[.issuance])
            .read(text: form(.issuance, [.position: "Dinas Kesehatan", .agency: "Kepala Bidang Umum"]))
        #expect(problems(reading, .position) == [.swapped(with: .agency)])
        let half = FormReader(catalog[.issuance]).read(text: form(.issuance, [.position: "Dinas Kesehatan"]))
        #expect(half.faults.map(\.key) == [.letter])
        #expect(half.warnings.map(\.problem) == [.looksLike(.agency)])
    }

    @Test func `birth dates that differ are a warning, never a fault`() {
        let reading = FormReader(catalog[.identity]).read(
            text: form(
                .identity, [.nik: "3201011708900001", .nip: "199108172015011001", .birthDate: "1990-08-17"]))
        #expect(reading.faults.map(\.key) == [.identityCard])
        #expect(
            reading.warnings.map(\.problem) == [.birthDateDiffers(from: .nik), .birthDateDiffers(from: .nip)])
    }

    @Test func `sixteen digits as NIP must be the NIK`() {
        let reader = FormReader(catalog[.identity])
        let same = reader.read(text: form(.identity, [.nik: "3201011708900001", .nip: "3201011708900001"]))
        #expect(same.values[.nip]?.normalized == "3201011708900001")
        let other = reader.read(text: form(.identity, [.nik: "3201011708900001", .nip: "3201011708900002"]))
        #expect(problems(other, .nip) == [.malformed(.digitCount(found: 16, expected: 18))])
    }

    @Test func `place and date of birth may share a line`() {
        let reading = FormReader(catalog[.identity]).read(
            text: "Tempat/Tanggal Lahir: Ogan Komering Ilir, 17 Agustus 1990\n")
        #expect(reading.values[.birthPlace]?.normalized == "Ogan Komering Ilir")
        #expect(reading.values[.birthDate]?.normalized == "1990-08-17")
        #expect(problems(reading, .birthPlace).isEmpty)
    }

    @Test func `a stray line under a name is doubt, not a name and not nothing`() {
        let reading = FormReader(catalog[.identity]).read(
            text: "Nama: Budi\nSantoso\nNIK: 3201011708900001\n")
        #expect(problems(reading, .name) == [.malformed(.unclearEnd)])
        let closed = FormReader(catalog[.identity]).read(text: "Nama: Budi Santoso\nTerima kasih\n")
        #expect(closed.values[.name]?.normalized == "Budi Santoso")
    }

    @Test func `a label in a sentence is not a label when the field stands elsewhere`() {
        let text = "Kegunaan: surat, juga lewat Email: internal saja\nEmail: budi@contoh.id\n"
        let reading = FormReader(catalog[.issuance]).read(text: text)
        #expect(reading.values[.email]?.normalized == "budi@contoh.id")
        #expect(reading.values[.purpose]?.normalized == "surat, juga lewat Email: internal saja")
    }

    @Test func `a contact in the signature fills no field`() {
        let text = "Nama: Budi Santoso\n\n-- \nBudi\nEmail: kantor@contoh.id\nHP: 081234567890\n"
        let reading = FormReader(catalog[.issuance]).read(text: text)
        #expect(reading.values.keys.sorted() == [.name])
        #expect(FormReader(catalog[.issuance]).read(text: "Halo\n").recognizedCount == 0)
        let below = FormReader(catalog[.issuance]).read(text: "-- \nBudi\n\n" + form(.issuance))
        #expect(below.values.count == person().answers(to: catalog[.issuance]).count)
    }

    @Test func `a mistyped label is named with the field it resembles`() {
        let reading = FormReader(catalog[.issuance]).read(text: "Jabtan: Sekretaris\nAgama: x\n")
        #expect(reading.unknownLines.map(\.label) == ["Jabtan", "Agama"])
        #expect(reading.warnings.map(\.problem) == [.nearlyLabel("Jabtan")])
        #expect(problems(reading, .position) == [.missing])
    }

    @Test func `the code line is no field and ends the value before it`() {
        let code = "abcdefghijklmnopqrstuvwxyz234567"
        let text = form(.identity).replacing("\n", with: " ").replacing(
            " (akhir formulir)", with: " Kode: \(code)")
        let reading = FormReader(catalog[.identity]).read(text: text)
        #expect(reading.normalizedValues == person().answers(to: catalog[.identity]))
    }

    @Test func `a table with a head row is read by its columns, two people conflict`() {
        let head = "NO\tNAMA\tNIP\tNIK\tEMAIL\n"
        let one = head + "1\tBudi Santoso\t199008172015011001\t3201011708900001\tbudi@contoh.id\n"
        let reader = FormReader(catalog[.issuance])
        #expect(reader.read(text: one).values[.nik]?.normalized == "3201011708900001")
        #expect(reader.read(text: one).values[.name]?.normalized == "Budi Santoso")
        let two = reader.read(text: one + "2\tSiti Aminah\t\t3201014101850002\tsiti@contoh.id\n")
        #expect(problems(two, .name) == [.conflicting(["Budi Santoso", "Siti Aminah"])])
    }

    @Test func `a form may be a text file, or stand in the HTML alone`() {
        let expected = person().answers(to: catalog[.issuance])
        let reader = FormReader(catalog[.issuance])
        let utf16: [UInt8] =
            [0xFF, 0xFE] + form(.issuance).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for octets in [Array(form(.issuance).utf8), utf16] {
            let file = MessageAttachment(
                filename: "formulir.txt", mediaType: "text/plain", content: .init(octets))
            let quoted =
                "Terlampir.\n\n"
                + FormWriter(locale: .indonesian).blank(catalog[.issuance]).split(separator: "\n")
                .map { "> " + $0 }.joined(separator: "\n")
            #expect(reader.read(text: quoted, attachments: [file]).normalizedValues == expected)
        }
        var message = ReceivedMessage()
        message.body = "Lihat versi HTML."
        message.alternativeBody = form(.issuance).replacing(": ", with: "\t")
        #expect(reader.read(message).normalizedValues == expected)
    }

    @Test func `documents are found by name, then by kind, and never guessed`() {
        let reader = FormReader(catalog[.issuance])
        func read(_ files: [(String?, MessageAttachment.Content)]) -> FormReading {
            reader.read(
                text: form(.issuance),
                attachments: files.map {
                    MessageAttachment(filename: $0.0, mediaType: "application/octet-stream", content: $0.1)
                })
        }
        let named = read([("Scan KTP Budi.jpg", jpg), ("Surat_Rekomendasi.pdf", pdf)])
        #expect(
            named.documents[.letter]?.index == 1 && named.documents[.identityCard]?.mediaType == "image/jpeg")
        #expect(named.isComplete)
        let nameless = read([("IMG_1.jpg", jpg), ("scan0001.pdf", pdf)])
        #expect(nameless.documents[.letter]?.index == 1 && nameless.documents[.identityCard]?.index == 0)
        let two = read([("a.pdf", pdf), ("b.pdf", pdf)])
        #expect(problems(two, .letter) == [.attachmentUnclear(["a.pdf", "b.pdf"])])
        let wrong = read([("rekomendasi.docx", .init([0x50, 0x4B, 3, 4]))])
        #expect(problems(wrong, .letter) == [.attachmentWrongType(found: "zip")])
        let empty = read([("rekomendasi.pdf", .init([]))])
        #expect(problems(empty, .letter) == [.attachmentDamaged])
        let large = read([("rekomendasi.pdf", .init(size: 11_000_000, prefix: pdf.prefix) { [] })])
        #expect(problems(large, .letter) == [.attachmentTooLarge(size: 11_000_000, maximum: 10_485_760)])
        #expect(problems(read([]), .letter) == [.attachmentMissing])
    }

    @Test func `revocation reasons become RFC 5280 reasons`() throws {
        let field = try #require(catalog[.revocation].field(.reason))
        guard case .choice(let options) = field.kind else {
            Issue.record("the reason is no choice")
            return
        }
        func reason(_ text: String) -> RevocationCode? {
            let key = try? field.kind.normalized(text)
            return options.first { $0.key == key }?.revocationReason
        }
        #expect(reason("Passphrase bocor") == .keyCompromise)
        #expect(reason("karena yang bersangkutan mutasi ke Bogor") == .affiliationChanged)
        #expect(reason("Meninggal dunia") == .cessationOfOperation)
        #expect(reason("Tidak digunakan lagi") == .cessationOfOperation)
        #expect(reason("diganti sertifikat baru") == .superseded)
        #expect(reason("data salah") == .unspecified)
        #expect(reason("bukan karena pensiun") == nil)
        #expect(reason("mutasi atau pensiun") == nil)
        #expect(reason("entah") == nil)
        #expect(RevocationCode.allCases.map(\.code) == [0, 1, 3, 4, 5])
    }

    @Test func `an update without a change and a revocation without an identifier are asked back`() {
        let person = person().values
        let update =
            "Nama: \(person[.name] ?? "")\nNIK: \(person[.nik] ?? "")\nEmail: \(person[.email] ?? "")\n"
        #expect(
            FormReader(catalog[.update]).read(text: update).faults.contains { fault in
                if case .noneOf = fault.problem { true } else { false }
            })
        let changed = FormReader(catalog[.update]).read(
            text: update + "Jabatan semula: Staf\nJabatan baru: Sekretaris\n")
        #expect(changed.faults.map(\.key) == [.letter])
        #expect(changed.values["new-position"]?.normalized == "Sekretaris")
    }
}
