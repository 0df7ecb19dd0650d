import Domain
import Forms
import Testing

@Suite("Annex: text") struct AnnexTextTests {
    private let text = "NAMA;NIK;EMAIL\nJosé Núñez;3201011708900001;j@x.id\n"

    private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isLittle ? pair : pair.reversed()
        }
    }

    @Test func `every charset of a spreadsheet gives the same text`() {
        let plain = Array(text.utf8)
        let files = [
            plain, [0xEF, 0xBB, 0xBF] + plain,
            [0xFF, 0xFE] + utf16(text, isLittle: true), [0xFE, 0xFF] + utf16(text, isLittle: false),
            utf16(text, isLittle: true), utf16(text, isLittle: false),
            text.unicodeScalars.map { UInt8($0.value) },
            Array(text.replacing("\n", with: "\r\n").utf8), Array(text.replacing("\n", with: "\r").utf8),
            Array(("sep=;\r\n" + text).utf8), Array(("\"sep=;\"\n" + text).utf8),
            [0xEF, 0xBB, 0xBF] + Array(("SEP=;\n" + text).utf8),
        ]
        for (index, file) in files.enumerated() {
            let prepared = AnnexText.prepare(file)
            #expect(prepared.text == text, "file \(index)")
            #expect(prepared.delimiter == ";", "file \(index)")
        }
    }

    @Test func `Windows-1252 has curly quotes where Latin-1 has control characters`() {
        let file: [UInt8] = Array("NAMA,NIK\nSa".utf8) + [0x92] + Array("diah".utf8) + [0x80]
        #expect(AnnexText.prepare(file).text == "NAMA,NIK\nSa\u{2019}diah\u{20AC}")
    }

    @Test(
        arguments: [
            ("NAMA,NIK,EMAIL\nBudi,1,a@b.id\n", ","), ("NAMA\tNIK\tEMAIL\nBudi, S.Kom\t1\ta@b.id\n", "\t"),
            ("Daftar Pegawai, Dinas Kesehatan\n\nNO;NAMA;NIK;EMAIL\n1;Budi, S.Kom., M.Si.;1;a@b.id\n", ";"),
            ("\"NAMA, GELAR, NAMA\";NIK;EMAIL\n", ";"), ("NAMA\n", ","), ("", ","),
            ("sep=,\nA;B;C;D\nA,B\n", ","), ("sep=|\nA|B\n", "|"), ("sep=x\nA;B\n", ";"),
        ] as [(String, Character)])
    func `the delimiter is the one that stands outside quotes`(_ text: String, _ delimiter: Character) {
        #expect(AnnexText.prepare(Array(text.utf8)).delimiter == delimiter)
    }

    @Test func `cells that spreadsheets were told to keep as text are freed`() throws {
        let text = "NAMA;NIK;EMAIL\nBudi;=\"3201011708900001\";a@b.id\n\"a=\"\"b\";=\"1\"\n"
        let prepared = AnnexText.prepare(Array(text.utf8)).text
        #expect(prepared == "NAMA;NIK;EMAIL\nBudi;\"3201011708900001\";a@b.id\n\"a=\"\"b\";\"1\"\n")
        #expect(try StrictCSV.parse(prepared, ";")[1][1] == "3201011708900001")
    }

    @Test func `characters that nobody sees do not hide a delimiter or a quote`() throws {
        let text = "NAMA;\u{200D}NIK\u{0};\u{FEFF}\"EMAIL\"\nBudi\u{85}\u{2028}A;1;2\n"
        let rows = try StrictCSV.parse(AnnexText.prepare(Array(text.utf8)).text, ";")
        #expect(rows == [["NAMA", "NIK", "EMAIL"], ["Budi  A", "1", "2"]])
    }
}
