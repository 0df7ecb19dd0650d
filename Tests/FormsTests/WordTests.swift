import Domain
import Forms
import Testing

@Suite struct WordTests {
    private func decision(_ text: String) -> DecisionReading { Decision.read(from: .split(text)) }

    @Test(arguments: [
        "Setuju", "SETUJU.", "Ya, setuju", "Disetujui", "Approve", "Approved!", "Saya setuju, terima kasih.",
        "Yth. Petugas,\n\nDisetujui\n\nHormat kami,\nBudi Santoso\nKepala Bidang",
        "*Setuju*\n\nKode: abcdefghijklmnopqrstuvwxyz234567", "Setuju Kode: abcdefghijklmnopqrstuvwxyz234567",
        "Selamat pagi Pak,\nSetuju\n\n-- \nBudi",
        "Setuju\n\nOn Mon, Nov 23, 2026 at 9:14 AM D <d@x.id> wrote:\n> Tolak: alasan",
        "Setuju\n\nDikirim dari iPhone saya",
    ])
    func `a plain approval is one`(_ text: String) {
        #expect(decision(text) == .approve)
    }

    @Test(arguments: [
        "tidak setuju", "belum disetujui", "setuju atau tidak?", "Setuju?", "Setuju/Tolak", "kurang setuju",
        "jangan disetujui",
        "Setuju, tapi NIK diperbaiki dulu", "Setuju\ntapi perbaiki dulu NIK-nya", "Setuju\n\nTolak saja",
        "Setuju asal KTP ada",
        "Not approved", "approve?", "Saya tidak tahu", "Besok saya setuju", "", "Terima kasih",
        "Setuju: lihat catatan",
        "Mohon tidak disetujui", "Ditolak atau disetujui?", "jangan ditolak", "> Setuju",
        "Setuju\nApakah NIK benar?",
        "Setujukah Bapak", "Tidak ditolak: lanjut", "bukan tolak: x y z",
    ])
    func `anything else is never an approval nor a guess`(_ text: String) {
        guard case .unclear = decision(text) else {
            Issue.record("\(text) became \(decision(text))")
            return
        }
    }

    @Test(arguments: [
        ("Tolak: NIK salah", DecisionReading.reject(reason: "NIK salah")),
        ("Ditolak karena KTP buram", .reject(reason: "KTP buram")),
        ("TOLAK, NIK tidak sesuai KTP", .reject(reason: "NIK tidak sesuai KTP")),
        ("Reject: wrong ID", .reject(reason: "wrong ID")),
        ("Kembalikan: foto KTP terpotong", .return(reason: "foto KTP terpotong")),
        (
            "Dikembalikan\n\nAlasan: NIP keliru\ndan email salah\n\nTerima kasih\nBudi",
            .return(reason: "NIP keliru\ndan email salah")
        ),
        ("Return: please attach the letter", .return(reason: "please attach the letter")),
        ("Tolak: (tulis alasan di sini)", .missingReason(.reject)), ("Tolak", .missingReason(.reject)),
        ("Kembalikan:", .missingReason(.return)),
        ("Kembalikan: ...\nKode: abcdefghijklmnopqrstuvwxyz234567", .missingReason(.return)),
        ("Tolak: NIK salah Kode: abcdefghijklmnopqrstuvwxyz234567", .reject(reason: "NIK salah")),
        ("Permohonan ini ditolak: berkas kurang", .reject(reason: "berkas kurang")),
    ])
    func `a refusal brings its reason or is asked for it`(_ text: String, _ expected: DecisionReading) {
        #expect(decision(text) == expected)
    }

    @Test func `a certificate below an approval sets no condition, whatever its characters spell`() {
        let pem = """
            -----BEGIN CERTIFICATE-----
            MIIB/if/not+tapi/acc==
            kecuali/but
            -----END CERTIFICATE-----
            """
        #expect(decision("Setuju\n\n\(pem)") == .approve)
        #expect(decision("Setuju\n\n\(pem)\n\ntapi perbaiki NIK") != .approve)
    }

    @Test func `the word for another mailbox needs its number, and a form's line is none`() throws {
        let number = try #require(number)
        #expect(CommandWord.read(subject: "ALAMAT \(number)", firstLine: nil) == .correctAddress(number))
        #expect(CommandWord.read(subject: "Re: Address \(number)", firstLine: nil) == .correctAddress(number))
        for line in ["Alamat: Jalan Merdeka 1", "Alamat", "Alamat kantor \(number)"] {
            #expect(CommandWord.read(subject: "", firstLine: line) == nil, "\(line)")
        }
    }

    private let number = RequestNumber(year: 2026, sequence: 123)

    @Test func `commands stand in the subject or the first line`() throws {
        let number = try #require(number)
        let cases: [(String, String?, CommandWord?)] = [
            ("FORMULIR penerbitan", nil, .form(.issuance)), ("Re: Form revocation", nil, .form(.revocation)),
            ("formulir", nil, .form(nil)),
            ("Status \(number)", nil, .status(number)), ("Bls: [\(number)] Status", nil, .status(number)),
            ("KIRIM ULANG \(number)", nil, .resend(number)),
            ("resend \(number)", nil, .resend(number)), ("Batal \(number)", nil, .cancel(number)),
            ("cancel", nil, .cancel(nil)),
            ("Bantuan", nil, .help), ("HELP", nil, .help),
            ("Pengaduan: tautan tidak bisa dibuka", nil, .complaint), ("Saran", nil, .suggestion),
            ("Aspirasi warga", nil, .aspiration), ("Info", nil, .information),
            ("Permintaan data", "STATUS \(number)", .status(number)),
            ("", "bantuan", .help), ("Batal rapat besok", nil, nil),
            ("Rapat", "Saran saya begini panjang ceritanya", nil),
            ("Undangan", "Bantuan dana telah cair minggu lalu", nil), ("Laporan", nil, nil),
            ("Formulir pendaftaran lomba lari", nil, .form(.issuance)),
            ("Form cuti pegawai", nil, nil),
        ]
        for (subject, line, expected) in cases {
            #expect(
                CommandWord.read(subject: subject, firstLine: line) == expected, "\(subject) / \(line ?? "-")"
            )
        }
    }

    @Test(arguments: [
        ("Surat Rekomendasi Permohonan Penerbitan Sertifikat Elektronik", Mechanism.issuance),
        ("perubahan data", .update),
        ("Pembaruan sertifikat", .renewal),
        ("Permohonan perpanjangan, untuk melakukan pendaftaran", .renewal), ("CABUT sertifikat", .revocation),
        ("Issuance", .issuance), ("pendaftaran TTE", .issuance),
    ])
    func `a mechanism is named by its words`(_ text: String, _ mechanism: Mechanism) {
        #expect(MechanismWord.read(text) == mechanism)
    }

    @Test(arguments: ["penerbitan dan pencabutan", "pembaruan data", "sertifikat", ""])
    func `an open wording names none`(_ text: String) {
        #expect(MechanismWord.read(text) == nil)
    }

    @Test func `the Jenis line wins over the subject, wherever it stands`() {
        func read(_ subject: String, _ body: String) -> Mechanism? {
            var message = ReceivedMessage()
            message.subject = subject
            message.body = body
            return MechanismWord.read(message: message, reply: .split(body))
        }
        #expect(read("Perubahan", "*Jenis:* Pencabutan\nNama: A") == .revocation)
        #expect(read("Perubahan", "Jenis: Penerbitan Nama lengkap: Cabut Santoso NIK: 1") == .issuance)
        #expect(read("Re: Perubahan", "Berikut:\n> Jenis: Perpanjangan\n") == .renewal)
        #expect(read("Fwd: [x] Permohonan Penerbitan", "Nama: A") == .issuance)
        #expect(read("Tanya", "Jenis: Penerbitan\nJenis: Pencabutan\n") == nil)
        #expect(read("Tanya", "Halo") == nil)
    }

    private let code = "abcdefghijklmnopqrstuvwxyz234567"

    private func codes(_ body: String) -> [(String, Bool)] {
        var message = ReceivedMessage()
        message.body = body
        return TokenCode.candidates(in: message).map { ($0.code.text, $0.isQuoted) }
    }

    @Test func `a code is found in fresh text before quoted text`() {
        let other = String(code.reversed())
        let found = codes("> Kode: \(other)\n\n*Kode:* \(code.uppercased())\n")
        #expect(found.map(\.0) == [code, other] && found.map(\.1) == [false, true])
        #expect(codes("Isi Kode: \(code) Jenis: Data identitas Nama: A").map(\.0) == [code])
        #expect(codes("Code\u{FF1A}\u{A0}\(code).").map(\.0) == [code])
        #expect(codes("Kode:\n\(code)\n").map(\.0) == [code])
        #expect(codes("Kode: \(code)\nKode: \(code)\n").count == 1)
    }

    @Test func `a code is found in a link that scanners rewrote`() throws {
        let recipient = try #require(EmailAddress("layanan@contoh.go.id"))
        let url = MailtoLink(recipient: recipient, subject: "Setuju", body: "Setuju\n\nKode: \(code)\n").url
        func encoded(_ text: String) -> String {
            text.utf8.map { octet in
                let scalar = Character(Unicode.Scalar(octet))
                return scalar.isLetter || scalar.isNumber
                    ? String(scalar) : "%" + String(octet, radix: 16, uppercase: true)
            }.joined()
        }
        let safeLink = "https://x.safelinks.protection.example/?url=\(encoded(url))&data=05"
        let twice = "https://scan.example/?u=\(encoded(encoded(url)))"
        let defense =
            "https://urldefense.example/v2/url?u=" + encoded(url).replacing("%", with: "-") + "&d=DwM"
        for link in [url, safeLink, twice, defense] {
            #expect(codes("> [Setuju](\(link))\n").map(\.0) == [code], "\(link)")
        }
        let wrapped = "> <\(url.prefix(url.count - 26))\n> \(url.suffix(26))>\n"
        #expect(codes(wrapped).map(\.0) == [code], "\(wrapped)")
    }

    @Test func `what is no code is not found`() {
        #expect(codes("Kode: \(code)a").isEmpty)
        #expect(codes("Kode: \(code.dropLast())").isEmpty)
        #expect(codes("Kode \(code)").isEmpty)
        #expect(codes("Barcode: \(code)").isEmpty)
        #expect(codes("Kode: \(code.dropLast())1").isEmpty)
        #expect(codes(String(repeating: "Kode: \(code)\n", count: 10)).count == 1)
    }

    @Test func `what is left of a seal is known as such, an ordinary text is not`() {
        let head = "eyJ" + String(repeating: "aB3_-", count: 30)
        for text in [head, "Segel:\n\(head.prefix(40))\n> \(head.dropFirst(40))", "\(head)..x"] {
            #expect(SealedTextScanner.isBegun(in: text), "\(text)")
            #expect(SealedTextScanner.find(in: text) == nil)
        }
        for text in ["", "eyJ", "eyJ kosong", "x\(head)", String(head.prefix(59)), String(head.dropFirst(3))]
        {
            #expect(!SealedTextScanner.isBegun(in: text), "\(text)")
        }
    }

    @Test func `a code in the plus-address is found`() throws {
        var message = ReceivedMessage()
        message.to = [NamedAddress(address: try #require(EmailAddress("layanan+\(code)@contoh.go.id")))]
        #expect(TokenCode.addressed(by: message).map(\.text) == [code])
    }
}
