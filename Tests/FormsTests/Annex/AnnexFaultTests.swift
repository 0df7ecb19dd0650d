import Domain
import Forms
import TestSupport
import Testing

@Suite("Annex: faults") struct AnnexFaultTests {
    private let head = "NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP\n"
    private let budi = "Budi Santoso;3201011708900001;Analis;Dinas Kesehatan;budi@x.go.id;081234567890\n"

    @Test func `a file that is no annex says what it lacks`() throws {
        #expect(try AnnexReaders.read("").faults == [.headerMissing])
        #expect(try AnnexReaders.read("NAMA;JABATAN\nBudi;Analis\n").faults == [.headerMissing])
        #expect(try AnnexReaders.read(head).faults == [.empty])
        #expect(try AnnexReaders.read(head + "1;2;3;4;5;6\n;;;;;\n").faults == [.empty])
        #expect(try AnnexReaders.read(head + budi + "\"Siti;1;2\n").faults == [.unreadable(row: 3)])
        #expect(try AnnexReaders.read(head + "Budi \"x\";1\n").faults == [.unreadable(row: 2)])
        let large = [UInt8](repeating: 0x20, count: AnnexReader.maximumSize + 1)
        let reader = try AnnexReaders.reader()
        #expect(reader.read(large).faults == [.tooLarge(size: large.count, maximum: 1_048_576)])
        let damaged = MessageAttachment(
            filename: "a.csv", mediaType: "text/csv", content: .init(Array((head + budi).utf8)),
            isDamaged: true)
        #expect(reader.read(damaged).faults == [.unreadable(row: nil)])
        for text in ["", head, head + "\"", "NAMA;JABATAN\n"] {
            let reading = try AnnexReaders.read(text)
            #expect(reading.rows.isEmpty && !reading.isComplete)
        }
    }

    @Test func `a missing column is asked for once, not in every row`() throws {
        let reading = try AnnexReaders.read(
            "NAMA;NIK;EMAIL;NO TELP;Intansi\nBudi Santoso;3201011708900001;budi@x.go.id;0812;A\nSiti Aminah;3201015708900002;siti@x.go.id;081234567891;B\n"
        )
        #expect(reading.faults == [.columnMissing(.position), .columnMissing(.agency)])
        #expect(reading.warnings == [.columnUnknown("Intansi", nearest: .agency)])
        #expect(reading.rows.allSatisfy { !$0.isComplete })
        #expect(reading.questions.map(\.row.number) == [2])
        #expect(reading.questions.first?.faults.map(\.key) == [.phone])
    }

    @Test(
        arguments: [
            ("1.6E+15", Malformation.spreadsheetNumber), ("3,20101E+15", .spreadsheetNumber),
            ("3.20101E+15", .spreadsheetNumber), ("3201011708900010,00", .spreadsheetNumber),
            ("3201011708900000.0", .spreadsheetNumber), ("9301011708900001.0", .spreadsheetNumber),
            ("3201011708900000", .emptySerial),
            ("320101170890001.0", .digitCount(found: 15, expected: 16)),
        ])
    func `a NIK that a spreadsheet has shortened is asked back, never guessed`(
        _ cell: String, _ reason: Malformation
    ) throws {
        for delimiter in [";", "\t"] {
            let text = (head + budi).replacing("3201011708900001", with: cell).replacing(";", with: delimiter)
            let reading = try AnnexReaders.read(text)
            #expect(reading.problems(2, .nik) == [.malformed(reason)])
            #expect(reading.rows.first?.reading.values[.nik] == nil)
        }
    }

    @Test(
        arguments: [
            "'3201011708900001", "3201 0117 0890 0001", "\u{A0}3201\u{A0}0117 08900001 ",
            "3201011708900001.0",
            "3201011708900001,00", "=\"3201011708900001\"", "\"=\"\"3201011708900001\"\"\"",
            "`3201011708900001",
            "320101.170890.0001", "\u{2019}3201011708900001", "\"3201011708900001\n\"",
        ])
    func `other habits of spreadsheets lose nothing`(_ cell: String) throws {
        let reading = try AnnexReaders.read((head + budi).replacing("3201011708900001", with: cell))
        #expect(reading.rows.first?.reading.values[.nik]?.normalized == "3201011708900001")
        #expect(reading.rows.first?.isComplete == true)
    }

    @Test func `a telephone number that became a decimal is not taken for a longer one`() throws {
        for cell in ["81234567890.0", "'081234567890", "81234567890,00", "'+6281234567890", "81234567890"] {
            let reading = try AnnexReaders.read((head + budi).replacing("081234567890", with: cell))
            #expect(reading.rows.first?.reading.values[.phone]?.normalized == "+6281234567890", "\(cell)")
        }
        let short = try AnnexReaders.read((head + budi).replacing("081234567890", with: "8,12346E+10"))
        #expect(short.problems(2, .phone) == [.malformed(.spreadsheetNumber)])
    }

    @Test func `three NIKs that all end in zero came out of a column of numbers`() throws {
        func text(_ numbers: [String]) -> String {
            head
                + numbers.enumerated().map { index, number in
                    "Siti Aminah;\(number);Guru;SMPN 1;s\(index)@x.go.id;081234567891\n"
                }.joined()
        }
        let rounded = ["3201015708900010", "3201015708900020", "3201015708900030"]
        let reading = try AnnexReaders.read(text(rounded))
        for row in 2...4 { #expect(reading.problems(row, .nik) == [.malformed(.spreadsheetNumber)]) }
        for numbers in [
            Array(rounded.prefix(2)), rounded + ["3201015708900041"],
            rounded.dropLast() + ["'3201015708900030"], rounded.dropLast() + ["3201 0157 0890 0030"],
        ] {
            #expect(try AnnexReaders.read(text(numbers)).rows.allSatisfy { $0.isComplete })
        }
    }

    @Test func `an apostrophe is a mark before numbers and a letter in names`() throws {
        let reading = try AnnexReaders.read(head + budi.replacing("Budi Santoso", with: "'Aisyah"))
        #expect(reading.rows.first?.reading.values[.name]?.normalized == "'Aisyah")
        let formula = try AnnexReaders.read(head + budi.replacing("Analis", with: "'=1+1"))
        #expect(formula.rows.first?.reading.values[.position]?.normalized == "=1+1")
    }

    @Test func `every fault is worded in both languages`() throws {
        let wording = try FormFiles.wording()
        let definition = try FormFiles.catalog()[.issuance]
        let faults: [AnnexFault] = [
            .tooLarge(size: 2_000_000, maximum: 1_048_576), .unreadable(row: 7), .unreadable(row: nil),
            .headerMissing, .empty, .tooManyRows(found: 612, maximum: 500), .columnMissing(.position),
            .columnUnknown("NIK 3201011708900001", nearest: .nik), .columnUnknown("Ket.", nearest: nil),
            .rowsIgnored([9, 10]),
        ]
        for locale in Locale.allCases {
            let sentences = faults.map { wording.sentence(for: $0, definition, locale) }
            for sentence in sentences {
                #expect(!sentence.contains("{") && !sentence.contains("\"\"") && sentence.count > 40)
                #expect(!sentence.contains("3201011708900001"))
            }
            #expect(Set(sentences).count == faults.count)
            #expect(
                sentences[1].contains("7") && sentences[5].contains("612") && sentences[9].contains("9, 10"))
            #expect(sentences[0].contains("1954 KB") && sentences[0].contains("1024 KB"))
            let repeated = FormFault(
                key: .nik, problem: .malformed(.repeatedInAnnex(row: 4)), understood: "3201011708900001")
            #expect(wording.sentence(for: repeated, definition, locale).contains("************0001"))
            #expect(wording.sentence(for: repeated, definition, locale).contains(" 4"))
            let shortened = FormFault(
                key: .nik, problem: .malformed(.spreadsheetNumber), understood: "3,2E+15")
            #expect(wording.sentence(for: shortened, definition, locale).contains("Excel"))
            #expect(wording.sentence(for: shortened, definition, locale).contains("Format Cells"))
        }
    }
}
