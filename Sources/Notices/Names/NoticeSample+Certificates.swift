internal import Domain

/// The certificate, its clock and the case of the made-up people.
extension NoticeSample {
    /// What the request of a notice asks for.
    func mechanism(of name: NoticeName) -> String {
        if name.isAboutRevocation {
            return word("pencabutan sertifikat elektronik", "revocation of an electronic certificate")
        }
        return switch name {
        case .applicantCertificateUpdated, .verifierCertificateUpdated, .applicantUpdateConfirmation,
            .applicantUpdateReminder, .applicantDecisionUnclear, .verifierRequestRegistered:
            word("perubahan data sertifikat elektronik", "update of an electronic certificate")
        case .applicantCertificateRenewed, .verifierCertificateRenewed:
            word("perpanjangan sertifikat elektronik", "renewal of an electronic certificate")
        default: word("penerbitan sertifikat elektronik", "issuance of an electronic certificate")
        }
    }

    /// Yes or no, so that a notice shows as much as one request can bring with it.
    func flag(_ flag: String, in name: NoticeName) -> Bool {
        switch flag {
        case "isReturned", "isIssuance", "hasBundle", "hasNote", "hasLapor", "hasProblem": true
        case "hasFee": name != .authorityDecisionRecorded
        case "isUrgent": name == .applicantRevocationReceived
        case "needsConfirmation": true
        default: false
        }
    }

    /// Words about a certificate.
    func certificateText(_ variable: String, in name: NoticeName) -> String? {
        switch variable {
        case "serial" where name == .authorityRequestLink: ""
        case "serial": "4F3A910C77D28E15"
        case "validFrom": moment("27 November 2026", "10.00")
        case "validUntil": moment("27 November 2028", "10.00")
        case "previousUntil": moment("1 Desember 2026", "08.00")
        case "renewFrom": word("28 September 2028", "28 September 2028")
        case "revokedAt": moment("27 November 2026", "14.20")
        case "authorityName": "PSrE Contoh"
        case "bundle": "SE-2026-000123-7.p12"
        case "attachment": "passphrase-SE-2026-000123-7.html"
        case "chargedFee": "Rp 50.000"
        case "note" where name.isAboutRevocation:
            word(
                "Dicabut sesuai surat permohonan tanggal 26 November 2026.",
                "Revoked as asked for in the letter of 26 November 2026.")
        case "note":
            word(
                "Tarif sesuai ketentuan PSrE; kuitansi menyusul.",
                "The fee follows the certification body's tariff; a receipt will follow.")
        case "daysLeft": "30"
        case "daysAgo": "7"
        case "requestedBy": word("Siti Rahmawati (verifikator)", "Siti Rahmawati (verifier)")
        default: nil
        }
    }

    /// Words about time that runs out, and about the desk's own troubles.
    func clockText(_ variable: String, in name: NoticeName) -> String? {
        switch variable {
        case "percent": name == .administratorServiceOverdue ? "100" : "80"
        case "dueAt": moment("27 November 2026", "16.00")
        case "waitingSince": moment("24 November 2026", "11.05")
        case "lastRun": moment("24 November 2026", "09.00")
        case "now": moment("24 November 2031", "09.05")
        case "gap": word("5 tahun", "5 years")
        case "acceptedAt": moment("24 November 2026", "09.00")
        case "authservID": "mx.contoh.example"
        case "spellings": "plain, capitals"
        case "opened": "2"
        case "failed": "1"
        case "annexProblem":
            word("Baris 4 sampai 6 kosong dan kami lewati.", "Rows 4 to 6 are empty and were left out.")
        default: nil
        }
    }

    /// Words about a case.
    func caseText(_ variable: String) -> String? {
        switch variable {
        case "kind": word("pengaduan", "complaint")
        case "subject": word("Sertifikat saya belum selesai", "My certificate is not ready")
        case "text":
            word(
                "Saya sudah mengirim data minggu lalu.\nMohon kabar perkembangannya.",
                "I sent my data last week.\nPlease tell me how far it is.")
        case "receivedAt": moment("24 November 2026", "11.05")
        case "lapor": "12345678"
        case "answer":
            word(
                "Data Anda sudah lengkap dan sedang diperiksa.\nHasilnya Anda terima paling lambat Jumat.",
                "Your data are complete and being checked.\nYou have the result by Friday.")
        case "officerName": "Ratna Dewi"
        default: nil
        }
    }

    private func moment(_ day: String, _ time: String) -> String {
        let english = day.replacing("Desember", with: "December")
        return word(
            "\(day) pukul \(time) WIB", "\(english) at \(time.replacing(".", with: ":")) WIB")
    }
}

extension NoticeName {
    /// Whether its sample tells of a certificate that is to end.
    var isAboutRevocation: Bool {
        switch self {
        case .applicantCertificateRevoked, .verifierCertificateRevoked, .applicantRevocationReceived,
            .applicantAmendmentAsked, .verifierAmendmentAsked, .verifierAmendmentFaults,
            .verifierAmendmentReminder:
            true
        default: false
        }
    }
}
