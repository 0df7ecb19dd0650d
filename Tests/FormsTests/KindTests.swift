import Domain
import Forms
import Testing

@Suite struct KindTests {
    private func outcome(_ kind: FieldKind, _ text: String) -> Result<String, Malformation> {
        do throws(Malformation) { return .success(try kind.normalized(text)) } catch {
            return .failure(error)
        }
    }

    @Test(arguments: [
        "3201011708900001", "3201 0117 0890 0001", "'3201011708900001", "320101.170890.0001",
        "3201011708900001.",
    ])
    func `a NIK is read however it is grouped`(_ text: String) {
        #expect(outcome(.populationNumber, text) == .success("3201011708900001"))
    }

    @Test(arguments: [
        ("320101170890000", Malformation.digitCount(found: 15, expected: 16)),
        ("1.6E+15", .spreadsheetNumber),
        ("3,20101E+15", .spreadsheetNumber), ("3201011708900001,00", .spreadsheetNumber),
        ("3201011713900001", .impossibleDate), ("3201013202900001", .impossibleDate),
        ("3201017202900001", .impossibleDate), ("0001011708900001", .regionCode),
        ("3200011708900001", .regionCode),
        ("3201011708900000", .emptySerial), ("320101170890000I", .notDigits),
        ("3201O11708900001", .notDigits),
        ("tidak tahu", .notDigits),
    ])
    func `a wrong NIK says what is wrong`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.populationNumber, text) == .failure(reason))
    }

    @Test func `a woman's NIK has forty added to the day`() throws {
        let nik = try PopulationNumber("3201015708900001")
        #expect(nik.isWoman)
        #expect((nik.birthDay, nik.birthMonth, nik.birthYear) == (17, 8, 90))
        #expect(try PopulationNumber("3201016902000001").birthDay == 29)
        #expect(outcome(.populationNumber, "3201016902010001") == .failure(.impossibleDate))
    }

    @Test(arguments: [
        ("199008172015011001", "199008172015011001"), ("19900817 201501 1 001", "199008172015011001"),
        ("199001012023211001", "199001012023211001"), ("3201011708900001", "3201011708900001"),
    ])
    func `a NIP is read, also of PPPK and with a NIK in its place`(_ text: String, _ digits: String) {
        #expect(outcome(.serviceNumber, text) == .success(digits))
    }

    @Test(arguments: [
        ("199013172015011001", Malformation.impossibleDate), ("199008171995011001", .appointmentDate),
        ("199008172015013001", .sexDigit), ("199008172015011000", .emptySerial),
        ("131234567", .digitCount(found: 9, expected: 18)), ("1.99008E+17", .spreadsheetNumber),
    ])
    func `a wrong NIP says what is wrong`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.serviceNumber, text) == .failure(reason))
    }

    @Test(arguments: [
        ("Pembina / IVa", "IV/a"), ("Penata Tk. I / III d", "III/d"), ("Penata Muda / III-a", "III/a"),
        ("3a", "III/a"),
        ("III/c - Penata", "III/c"), ("Pengatur Tingkat I (II/d)", "II/d"), ("Pembina Utama", "IV/e"),
        ("IX", "IX"),
        ("PPPK IX", "IX"), ("Golongan V", "V"), ("PPPK III", "III"), ("Gol. II/b", "II/b"),
        ("penata muda tk.i, iii/b", "III/b"),
    ])
    func `a golongan is read as people write it`(_ text: String, _ code: String) {
        #expect(outcome(.grade, text) == .success(code))
    }

    @Test(arguments: [
        ("III", Malformation.gradeWithoutRoom), ("Penata III", .gradeWithoutRoom), ("III/e", .unknownGrade),
        ("XVIII", .unknownGrade), ("Penata / III/d", .rankMismatch(expected: "III/c")),
        ("Staf", .unknownGrade),
        ("III/a atau III/b", .unknownGrade),
    ])
    func `a doubtful golongan is asked back`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.grade, text) == .failure(reason))
    }

    @Test(arguments: [
        ("0812-3456-7890", "+6281234567890"), ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"), ("+62 (0) 812 3456 7890", "+6281234567890"),
        ("(021) 3456789", "+62213456789"),
        ("0062 812 3456 7890", "+6281234567890"), ("+65 9123 4567", "+6591234567"),
        ("WA: 081234567890", "+6281234567890"),
        ("081234567890 / 0812 3456 7890", "+6281234567890"),
    ])
    func `a telephone number becomes E dot 164`(_ text: String, _ number: String) {
        #expect(outcome(.phone, text) == .success(number))
    }

    @Test(arguments: [
        ("0812345", Malformation.phoneLength), ("8.12E+10", .spreadsheetNumber), ("123456789", .phoneLength),
        ("081234567890 / 081298765432", .several(["+6281234567890", "+6281298765432"])),
        ("nanti saya kirim", .notDigits),
    ])
    func `a wrong telephone number says what is wrong`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.phone, text) == .failure(reason))
    }

    @Test(arguments: [
        ("Budi.S@Contoh.go.id", "budi.s@contoh.go.id"), ("<budi@contoh.id>", "budi@contoh.id"),
        ("budi@contoh.id <mailto:budi@contoh.id>", "budi@contoh.id"),
        ("Budi S <budi@contoh.id>", "budi@contoh.id"),
        ("budi+se@contoh.id.", "budi+se@contoh.id"), ("budi@münchen.example", "budi@xn--mnchen-3ya.example"),
        ("siti.nurhaliza@dinkes.contoh.go.id", "siti.nurhaliza@dinkes.contoh.go.id"),
    ])
    func `an email address is read out of what surrounds it`(_ text: String, _ address: String) {
        #expect(outcome(.email(.refuse), text) == .success(address))
    }

    @Test(arguments: [
        ("budi@contoh", Malformation.notAnAddress), ("budi at contoh.id", .notAnAddress),
        ("budi @ contoh.id", .notAnAddress),
        ("a@x.id, b@x.id", .several(["a@x.id", "b@x.id"])),
        ("a@x.id <mailto:b@x.id>", .several(["a@x.id", "b@x.id"])),
        ("dinas@contoh.go.id", .roleMailbox), ("sekretariat.diskominfo@contoh.go.id", .roleMailbox),
        ("diskominfo2024@contoh.go.id", .roleMailbox),
    ])
    func `a doubtful or shared address is refused`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.email(.refuse), text) == .failure(reason))
    }

    @Test(arguments: [
        "17 Agustus 1990", "17-08-1990", "17/8/1990", "17.08.1990", "1990-08-17", "Jumat, 17 Agustus 1990",
        "17 Agt 1990",
        "Jakarta, 17 Agustus 1990", "17 August 1990", "August 17, 1990", "17th August 1990",
        "17 AGUSTUS 1990",
        "Ogan Komering Ilir / 17-08-1990", "tgl 17 bulan Agustus tahun 1990", "17Agustus1990",
    ])
    func `a date is read in every usual way`(_ text: String) {
        #expect(outcome(.date(.init()), text) == .success("1990-08-17"))
    }

    @Test(arguments: [
        ("08/17/1990", Malformation.monthFirst), ("17-08-90", .shortYear),
        ("31 Februari 1990", .impossibleDate),
        ("32737", .unknownDate), ("Agustus 1990", .unknownDate), ("17 Agustus", .unknownDate),
        ("17 Agustos 1990", .unknownDate),
        ("17 Agustus 1890", .yearOutOfRange(from: 1930, to: 2012)),
    ])
    func `a doubtful date is asked back`(_ text: String, _ reason: Malformation) {
        #expect(outcome(.date(.init(earliestYear: 1930, latestYear: 2012)), text) == .failure(reason))
    }

    @Test(arguments: ["Saya setuju", "YA", "Ya, saya setuju.", "I agree", "[x] setuju", "\u{2611}"])
    func `a yes is a consent`(_ text: String) {
        #expect(outcome(.consent, text) == .success("yes"))
    }

    @Test(arguments: [
        "tidak", "tidak setuju", "belum", "setuju?", "nanti", "setuju asal data dihapus", "ok lah", "no",
        "Saya tidak setuju",
    ])
    func `anything else is no consent`(_ text: String) {
        #expect(throws: Malformation.self) { try FieldKind.consent.normalized(text) }
    }

    @Test(arguments: [
        ("Dr. Budi Santoso, S.Kom., M.T.", "budisantoso"), ("BUDI SANTOSO", "budisantoso"),
        ("Budi Santoso S.Kom", "budisantoso"),
        ("Hj. Siti Ma'rufah, SH", "sitimarufah"), ("Ir. H. Budi Santoso", "budisantoso"),
    ])
    func `two spellings of a name compare without titles`(_ text: String, _ key: String) throws {
        #expect(try PersonName(text).comparisonKey == key.replacing("marufah", with: "marufah"))
    }

    @Test(arguments: ["Budi 2", "budi@contoh.id", "B", "Budi <b>"])
    func `what is no name is refused`(_ text: String) {
        #expect(throws: Malformation.self) { try PersonName(text) }
    }

    @Test func `a file's kind is told by its octets`() {
        #expect(MediaKind(prefix: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpg)
        #expect(MediaKind(prefix: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == .png)
        #expect(MediaKind(prefix: Array("\u{FEFF}\n%PDF-1.7".utf8)) == .pdf)
        #expect(MediaKind(prefix: [0, 0, 0, 24] + Array("ftypheic".utf8)) == .heic)
        #expect(MediaKind(prefix: [0x50, 0x4B, 3, 4]) == .zip)
        #expect(MediaKind(prefix: Array("<html>".utf8)) == nil)
        #expect(MediaKind(prefix: [UInt8]()) == nil)
    }
}
