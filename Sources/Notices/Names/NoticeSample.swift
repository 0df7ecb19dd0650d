internal import Domain

/// Made-up people of a made-up regency. Nothing here belongs to anybody.
struct NoticeSample {
    let locale: Locale

    private var isIndonesian: Bool { locale == .indonesian }

    /// One of two wordings.
    func word(_ indonesian: String, _ english: String) -> String { isIndonesian ? indonesian : english }

    /// A value for `variable` that fits the notice `name`.
    func value(of variable: NoticeVariable, in name: NoticeName) -> NoticeValue? {
        switch variable.kind {
        case .text: .text(text(variable.name, in: name))
        case .multiline: .multiline(text(variable.name, in: name))
        case .preformatted: .preformatted(name == .verifierSubmissionFaults ? requestForm : form)
        case .flag: .flag(variable.name == "isReturned")
        case .link: link(variable.name).map { .link($0) }
        case .list(let row): .rows(rows(of: variable.name, row))
        }
    }

    private func text(_ variable: String, in name: NoticeName) -> String {
        switch variable {
        case "recipientName": recipient(of: name)
        case "deskName":
            word(
                "Layanan Sertifikat Elektronik Kabupaten Contoh",
                "Electronic Certificate Desk, Contoh Regency")
        case "deskAddress": "layanan@contoh.example"
        case "fee": word("Rp 0 (tidak dipungut biaya)", "Rp 0 (free of charge)")
        case "officer": "Ibu Ratna Dewi <petugas@contoh.example>"
        case "number": "SE-2026-000123-7"
        case "mechanism": word("penerbitan sertifikat elektronik", "issuance of an electronic certificate")
        case "verifierName": "Siti Rahmawati"
        case "agency": "Dinas Kependudukan dan Pencatatan Sipil"
        case "applicantName": "Budi Santoso"
        case "applicantAddress", "address": "budi.santoso@contoh.example"
        case "deadline": word("26 November 2026 pukul 09.00 WIB", "26 November 2026 at 09:00 WIB")
        case "usedAt": word("24 November 2026 pukul 10.12 WIB", "24 November 2026 at 10:12 WIB")
        case "decidedBy": word("Siti Rahmawati (verifikator)", "Siti Rahmawati (verifier)")
        case "decision": word("dikembalikan untuk diperbaiki", "returned for correction")
        case "state":
            word("menunggu verifikasi oleh Siti Rahmawati", "awaiting verification by Siti Rahmawati")
        case "limit": "25 MiB"
        default: words(variable, in: name)
        }
    }

    private func words(_ variable: String, in name: NoticeName) -> String {
        switch variable {
        case "reason" where name.rawValue.hasSuffix("request-cancelled"):
            word("Pemohon pindah tugas ke instansi lain.", "The applicant moves to another agency.")
        case "reason":
            word(
                "Foto KTP buram sehingga NIK tidak terbaca.\nMohon kirim foto yang lebih terang.",
                "The photo of the identity card is blurred and the NIK cannot be read.\n"
                    + "Please send a brighter one.")
        case "nextStep":
            word(
                "Mintalah verifikator instansi Anda mengajukan permohonan baru dengan surat rekomendasi yang "
                    + "ditandatangani kepala instansi.",
                "Ask the verifier of your agency to file a new request with a letter of recommendation signed "
                    + "by the head of the agency.")
        case "happened":
            word("Data identitas Anda telah kami terima.", "We received your identity data.")
        case "line":
            word("Saya rasa sudah cukup baik, terima kasih", "I think it looks fine, thank you")
        case "diagnostic": "550 5.1.1 <budi.santoso@contoh.example>: Recipient address rejected: User unknown"
        case "problem":
            word(
                "Server email imap.contoh.example menolak kata sandi layanan (3 kali berturut-turut).",
                "The mail server imap.contoh.example refuses the desk's password (3 times in a row).")
        default: variable
        }
    }

    private func recipient(of name: NoticeName) -> String {
        switch name.rawValue.split(separator: ".").first {
        case "applicant": word("Bapak Budi Santoso", "Mr Budi Santoso")
        case "verifier": word("Ibu Siti Rahmawati", "Ms Siti Rahmawati")
        case "administrator": word("Administrator", "administrator")
        default: word("Bapak/Ibu", "Sir or Madam")
        }
    }

    private func link(_ name: String) -> MailtoLink? {
        let code = "k7q2mxv4c3ynrd6tw5hbze2afg4su7pj"
        guard let recipient = EmailAddress("layanan+\(code)@contoh.example") else { return nil }
        let number = "[SE-2026-000123-7] "
        let body =
            switch name {
            case "link.approve": word("Setuju", "Approve")
            case "link.return":
                word("Kembalikan: (tulis alasannya di sini)", "Return: (write the reason here)")
            case "link.reject": word("Tolak: (tulis alasannya di sini)", "Reject: (write the reason here)")
            default: form
            }
        let codeLine = name == "link.answer" ? "" : "\n\n" + word("Kode", "Code") + ": \(code)"
        return MailtoLink(
            recipient: recipient, subject: number + word("Jawaban", "Answer"), body: body + codeLine)
    }

    private var form: String {
        word(
            """
            Nama Lengkap: Budi Santoso
            NIK:
            NIP:
            Pangkat/Golongan:
            Jabatan:
            Unit Kerja:
            No. Handphone:

            Kode: k7q2mxv4c3ynrd6tw5hbze2afg4su7pj
            """,
            """
            Full name: Budi Santoso
            NIK:
            NIP:
            Rank/Grade:
            Position:
            Unit:
            Mobile number:

            Code: k7q2mxv4c3ynrd6tw5hbze2afg4su7pj
            """)
    }

    private var requestForm: String {
        word(
            """
            Jenis: Penerbitan
            Nama Lengkap: Budi Santoso
            NIP: 198703152010011004
            Instansi: Dinas Kependudukan dan Pencatatan Sipil
            Alamat Email:
            Sistem: Aplikasi e-Office
            """,
            """
            Kind: Issuance
            Full name: Budi Santoso
            NIP: 198703152010011004
            Agency: Dinas Kependudukan dan Pencatatan Sipil
            Email address:
            System: e-Office application
            """)
    }
}
