internal import Domain

/// Links and forms of the made-up people.
extension NoticeSample {
    /// The one-time code of every sample.
    static let code = "k7q2mxv4c3ynrd6tw5hbze2afg4su7pj"

    /// An answer link, as the desk makes them.
    func link(_ link: String, in name: NoticeName) -> MailtoLink? {
        guard let desk = EmailAddress("layanan@contoh.example"),
            let reply = EmailAddress("layanan+\(Self.code)@contoh.example")
        else { return nil }
        if link == "link.renew", name != .verifierExpiringDigest {
            // From the holder to the verifier, with the form filled in.
            guard let verifier = EmailAddress("siti.rahmawati@contoh.example") else { return nil }
            let subject = word(
                "Mohon perpanjangan sertifikat elektronik 0F1E2D3C",
                "Please renew the electronic certificate 0F1E2D3C")
            return MailtoLink(recipient: verifier, subject: subject, body: requestForm)
        }
        if link == "link.renew" {
            let subject = word("FORMULIR PERPANJANGAN", "FORM RENEWAL")
            return MailtoLink(recipient: desk, subject: subject, body: "")
        }
        let body =
            switch link {
            case "link.approve": word("Setuju", "Approve")
            case "link.return":
                word("Kembalikan: (tulis alasannya di sini)", "Return: (write the reason here)")
            case "link.reject": word("Tolak: (tulis alasannya di sini)", "Reject: (write the reason here)")
            default: form(of: name)
            }
        let codeLine = link == "link.answer" ? "" : "\n\n" + word("Kode", "Code") + ": \(Self.code)"
        return MailtoLink(
            recipient: reply, subject: "[SE-2026-000123-7] " + word("Jawaban", "Answer"),
            body: body + codeLine)
    }

    /// The form that goes with a notice.
    func form(of name: NoticeName) -> String {
        switch name {
        case .verifierSubmissionFaults: requestForm
        case .verifierAmendmentAsked, .verifierAmendmentFaults, .applicantAmendmentAsked: revocationForm
        default: identityForm
        }
    }

    private var identityForm: String {
        word(
            """
            Nama Lengkap: Budi Santoso
            NIK:
            NIP:
            Pangkat/Golongan:
            Jabatan:
            Unit Kerja:
            No. Handphone:

            Kode: \(Self.code)
            """,
            """
            Full name: Budi Santoso
            NIK:
            NIP:
            Rank/Grade:
            Position:
            Unit:
            Mobile number:

            Code: \(Self.code)
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

    private var revocationForm: String {
        word(
            """
            Jenis: Pencabutan
            Nama Lengkap: Budi Santoso
            NIK:
            Nomor seri sertifikat:
            Alasan: Pindah instansi

            Kode: \(Self.code)
            """,
            """
            Kind: Revocation
            Full name: Budi Santoso
            NIK:
            Certificate serial number:
            Reason: Transfer to another agency

            Code: \(Self.code)
            """)
    }
}
