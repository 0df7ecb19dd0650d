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
        case .preformatted: .preformatted(form(of: name))
        case .flag: .flag(flag(variable.name, in: name))
        case .link: link(variable.name, in: name).map { .link($0) }
        case .picture: picture(variable.name).map { .picture($0) }
        case .webLink: .webLink("https://layanan.contoh.example/passphrase.html#\(Self.code)")
        case .list(let row): .rows(rows(of: variable.name, row, in: name))
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
        case "number": name.isAboutCase ? "PA-2026-000045-3" : "SE-2026-000123-7"
        case "mechanism": mechanism(of: name)
        case "verifierName": "Siti Rahmawati"
        case "agency": "Dinas Kependudukan dan Pencatatan Sipil"
        case "applicantName": "Budi Santoso"
        case "applicantAddress", "address": "budi.santoso@contoh.example"
        case "deadline": word("26 November 2026 pukul 09.00 WIB", "26 November 2026 at 09:00 WIB")
        case "usedAt": word("24 November 2026 pukul 10.12 WIB", "24 November 2026 at 10:12 WIB")
        case "decision": word("dikembalikan untuk diperbaiki", "returned for correction")
        case "limit": "25 MiB"
        default:
            reportText(variable, in: name) ?? certificateText(variable, in: name)
                ?? clockText(variable, in: name) ?? dutyText(variable, in: name) ?? caseText(variable)
                ?? words(variable, in: name)
        }
    }

    /// What people write, and short words that depend on the notice.
    private func words(_ variable: String, in name: NoticeName) -> String {
        switch variable {
        case "reason" where name.rawValue.hasSuffix("request-cancelled"):
            word("Pemohon pindah tugas ke instansi lain.", "The applicant moves to another agency.")
        case "reason" where name == .authorityRequestLink: ""
        case "reason" where name == .applicantRevocationReceived:
            word("passphrase diketahui orang lain", "the passphrase is known to others")
        case "reason" where name.rawValue.hasSuffix("certificate-revoked"):
            word("pindah instansi", "transfer to another agency")
        case "reason" where name.rawValue.hasSuffix("amendment-asked"):
            word(
                "Nomor seri yang ditulis bukan milik sertifikat ini.",
                "The serial number in the form is not this certificate's.")
        case "reason":
            word(
                "Foto KTP buram sehingga NIK tidak terbaca.\nMohon kirim foto yang lebih terang.",
                "The photo of the identity card is blurred and the NIK cannot be read.\n"
                    + "Please send a brighter one.")
        case "nextStep" where name == .applicantConsentWithdrawn:
            word(
                "Jika kelak memerlukan sertifikat elektronik, mintalah verifikator instansi Anda mengajukan "
                    + "permohonan baru.",
                "If you need an electronic certificate one day, ask the verifier of your agency to file a new "
                    + "request.")
        case "nextStep" where name == .verifierRequestRejected:
            word(
                "Perbaiki hal yang disebutkan pada alasan di atas, lalu ajukan permohonan baru.",
                "Put right what the reason above names, then file a new request.")
        case "nextStep":
            word(
                "Mintalah verifikator instansi Anda mengajukan permohonan baru dengan surat rekomendasi yang "
                    + "ditandatangani kepala instansi.",
                "Ask the verifier of your agency to file a new request with a letter of recommendation signed "
                    + "by the head of the agency.")
        case "happened":
            word("Data identitas Anda telah kami terima.", "We received your identity data.")
        case "decidedBy" where name.rawValue.hasPrefix("verifier."):
            word("Registration Authority", "the Registration Authority")
        case "decidedBy": word("Siti Rahmawati (verifikator)", "Siti Rahmawati (verifier)")
        case "returnedBy", "waitingFor": word("Registration Authority", "the Registration Authority")
        case "state" where name == .authorityRequestClosed: word("dibatalkan", "cancelled")
        case "state":
            word("menunggu verifikasi oleh Siti Rahmawati", "awaiting verification by Siti Rahmawati")
        case "quote":
            word(
                "Permohonan penerbitan\nJenis: Penerbitan\nNama lengkap: Budi Santoso",
                "Request for issuance\nType: Issuance\nFull name: Budi Santoso")
        case "line" where name == .officerCaseUnclear: word("Dikirim dari ponsel saya", "Sent from my phone")
        case "line":
            word("Saya rasa sudah cukup baik, terima kasih", "I think it looks fine, thank you")
        case "diagnostic": "550 5.1.1 <budi.santoso@contoh.example>: Recipient address rejected: User unknown"
        case "problem" where name == .administratorExecutionFailed:
            word(
                "Kunci otoritas di secrets/authority.pem tidak dapat dibuka.",
                "The authority's key in secrets/authority.pem cannot be opened.")
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
        case "authority": word("Registration Authority", "Registration Authority")
        case "officer": "Ibu Ratna Dewi"
        case "citizen": word("Bapak Joko Susilo", "Mr Joko Susilo")
        case "administrator": word("Administrator", "administrator")
        default: word("Bapak/Ibu", "Sir or Madam")
        }
    }
}
