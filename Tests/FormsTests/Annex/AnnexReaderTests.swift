import Domain
import Forms
import TestSupport
import Testing

@Suite("Annex: reading") struct AnnexReaderTests {
    @Test(arguments: [";", ",", "\t"] as [Character], ["\n", "\r\n", "\r"])
    func `the regency's own annex is read whole`(_ delimiter: Character, _ lineEnd: String) throws {
        let sheet = AnnexSheet(12)
        let reading = try AnnexReaders.read(
            sheet.text(delimiter, lineEnd: lineEnd), letter: AnnexLetterTests.letter())
        #expect(reading.isComplete && reading.warnings.isEmpty, "\(reading.faults) \(reading.warnings)")
        #expect(reading.rows.map(\.number) == Array(2...13))
        for (row, person) in zip(reading.rows, sheet.people) {
            var expected = person
            expected[.system] = "SRIKANDI"
            #expect(row.reading.normalizedValues == expected)
            #expect(row.reading.recognizedCount == 10)
        }
    }

    @Test func `columns may stand in any order and be called by any label`() throws {
        let reading = try AnnexReaders.read(
            """
            E-mail address,Nomor KTP (16 angka),HP/WA,"Nama Lengkap
            (sesuai KTP)",No. WhatsApp,*Job title,SKPD/OPD,Ket.
            budi@x.go.id,3201011708900001,,Budi Santoso,0812-3456-7890,Analis,Dinas Kesehatan,ok
            """)
        #expect(reading.faults.isEmpty)
        #expect(reading.warnings == [.columnUnknown("Ket.", nearest: nil)])
        let row = try #require(reading.rows.first)
        #expect(row.isComplete && row.number == 2, "\(row.reading.faults)")
        #expect(row.reading.values[.name]?.normalized == "Budi Santoso")
        #expect(row.reading.values[.nik]?.lineText == "Nomor KTP (16 angka): 3201011708900001")
        #expect(row.reading.values[.position]?.normalized == "Analis")
        #expect(row.title(.indonesian) == "Baris 2, Budi Santoso")
    }

    @Test func `titles, column numbers, repeated headers, totals and empty rows are nobody`() throws {
        let reading = try AnnexReaders.read(
            """
            DAFTAR PEGAWAI PEMOHON;;;;;;
            Dinas Kesehatan, Kabupaten Bogor;;;;;;

            NO;NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP
            1;2;3;4;5;6;7
            1;Budi Santoso;3201011708900001;Analis;Dinas Kesehatan;budi@x.go.id;081234567890
            ;;;;;;
            NO;NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP
            2.;Siti Aminah;3201015708900002;Guru;SMPN 1;siti@x.go.id;081234567891
            3;;;;;;
            4;-;-;-;-;-;-
            Jumlah;2 orang;;;;;
            """)
        #expect(reading.faults.isEmpty && reading.warnings.isEmpty, "\(reading.warnings)")
        #expect(reading.rows.map(\.number) == [6, 9])
        #expect(reading.rows.allSatisfy { $0.isComplete })
    }

    @Test func `signatures and headings are named in a warning`() throws {
        let reading = try AnnexReaders.read(
            """
            NO;NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP
            BIDANG PERSANDIAN
            1;Budi Santoso;3201011708900001;Analis;Dinas Kesehatan;budi@x.go.id;081234567890
            ;BIDANG STATISTIK;;;;;
            2;Siti Aminah;3201015708900002;Guru;SMPN 1;siti@x.go.id;081234567891
            ;;;;Bogor, 3 Maret 2026;;
            ;;;;Kepala Dinas;;
            ;Drs. H. Ahmad, M.Si;;;;;
            """)
        #expect(reading.rows.map(\.number) == [3, 5])
        #expect(reading.warnings == [.rowsIgnored([2, 4, 6, 7, 8])])
    }

    @Test func `a person without number or data is asked back, not dropped`() throws {
        let reading = try AnnexReaders.read(
            """
            NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP
            Siti Aminah;;;;;
            Budi Santoso;3201011708900001;Analis;Dinas Kesehatan;budi@x.go.id;081234567890
            ;3201011708900003;;;;
            Total Siregar;12;Analis;Dinas Kesehatan;total@x.go.id;081234567892
            """)
        #expect(reading.rows.map(\.number) == [2, 3, 4, 5])
        #expect(reading.problems(2, .nik) == [.missing])
        #expect(reading.problems(4, .name) == [.missing])
        #expect(reading.problems(5, .nik) == [.malformed(.digitCount(found: 2, expected: 16))])
    }

    @Test func `rows count as in a spreadsheet, line breaks in cells and a sep line aside`() throws {
        let reading = try AnnexReaders.read(
            "sep=;\r\nNAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP\r\n\"Budi\r\nSantoso\";3201011708900001;Analis;\"Dinas\nKesehatan\";budi@x.go.id;081234567890\r\n\r\n\"Siti \"\"Ami\"\"\";xx;Guru;SMPN 1;siti@x.go.id;081234567891\r\n"
        )
        #expect(reading.rows.map(\.number) == [2, 4])
        let first = try #require(reading.rows.first)
        #expect(first.isComplete && first.reading.values[.name]?.normalized == "Budi Santoso")
        #expect(first.reading.values[.agency]?.normalized == "Dinas Kesehatan")
        let fault = try #require(reading.rows.last?.reading.faults.first { $0.key == .nik })
        #expect(
            fault.lineNumber == 4 && fault.lineText == "NIK: xx" && fault.problem == .malformed(.notDigits))
        #expect(reading.problems(4, .name) == [.malformed(.notAName)])
    }

    @Test func `a row that goes on behind the last column is asked back whole`() throws {
        let reading = try AnnexReaders.read(
            """
            NO,NAMA,NIK,JABATAN,INSTANSI,EMAIL,NO TELP,,
            1,Budi Santoso, S.Kom,3201011708900001,Analis,Dinas Kesehatan,budi@x.go.id,081234567890,
            2,"Siti Aminah, S.Pd",3201015708900002,Guru,SMPN 1,siti@x.go.id,081234567891,,
            """)
        let first = try #require(reading.rows.first)
        #expect(first.reading.faults.map(\.problem) == [.malformed(.extraCells)])
        #expect(first.reading.values.isEmpty && first.reading.faults.first?.lineText == "081234567890")
        #expect(reading.rows.last?.isComplete == true)
    }

    @Test func `the later of two rows for one person is asked back`() throws {
        let reading = try AnnexReaders.read(
            """
            NAMA;NIK;JABATAN;INSTANSI;EMAIL;NO TELP
            Budi Santoso;3201011708900001;Analis;Dinas Kesehatan;budi@x.go.id;081234567890
            Siti Aminah;3201015708900002;Guru;SMPN 1;siti@x.go.id;081234567891
            Budi;'3201 0117 0890 0001;Analis;Dinas Kesehatan;budi2@x.go.id;081234567890
            Ani Lestari;3201015708900009;Guru;SMPN 1;SITI@x.go.id;081234567891
            """)
        #expect(reading.rows.map(\.isComplete) == [true, true, false, false])
        #expect(reading.problems(4, .nik) == [.malformed(.repeatedInAnnex(row: 2))])
        #expect(reading.problems(5, .email) == [.malformed(.repeatedInAnnex(row: 3))])
        #expect(reading.rows[2].reading.values[.nik] == nil)
    }

    @Test func `a title and a delimiter in it do not hide the header`() throws {
        let reading = try AnnexReaders.read(
            "Daftar, pegawai, pemohon, dinas, kesehatan\nNAMA;NIK;EMAIL\nBudi Santoso;3201011708900001;budi@x.go.id\n"
        )
        #expect(reading.rows.first?.reading.values[.email]?.normalized == "budi@x.go.id")
    }
}
