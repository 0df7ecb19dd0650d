internal import Domain

/// What the made-up people ask about their own data, and what the audit log of their desk ends with.
extension NoticeSample {
    /// Words about duties under UU 27/2022 and about the audit log.
    func dutyText(_ variable: String, in name: NoticeName) -> String? {
        switch variable {
        case "kind" where name == .citizenPersonalData:
            word("permintaan akses data pribadi", "request for access to personal data")
        case "kind" where name == .officerPersonalData || name == .administratorPersonalDataOverdue:
            word("permintaan penghapusan data pribadi", "request to erase personal data")
        case "subject" where name == .officerPersonalData: word("Hapus data saya", "Delete my data")
        case "text" where name == .officerPersonalData:
            word(
                "Saya pindah ke daerah lain.\nMohon hapus data saya.",
                "I have moved to another region.\nPlease erase my data.")
        case "count": "1284"
        case "head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        case "previousCount": "1190"
        case "previousHead": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
        case "command":
            "sertipos audit verify --expect "
                + "1284:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        case "broken": "412 / 1284"
        default: nil
        }
    }

    /// Rows about what is held, by the name of their list.
    func duties(_ list: String) -> [[String]] {
        switch list {
        case "fields":
            [
                ["SE-2026-000123-7", word("Nama Lengkap", "Full name"), "Budi Santoso"],
                ["SE-2026-000123-7", "NIK", "************0007"],
                ["SE-2026-000123-7", word("Tanggal Lahir", "Date of birth"), "**-**-1987"],
            ]
        case "cases":
            [
                [
                    "PA-2026-000031-6", word("pengaduan", "complaint"),
                    word("selesai, ditutup oleh petugas", "done, closed by the officer"),
                ]
            ]
        case "recipients":
            [
                [
                    "Siti Rahmawati, Dinas Kependudukan dan Pencatatan Sipil",
                    word("data permohonan SE-2026-000123-7", "the data of request SE-2026-000123-7"),
                ],
                [
                    "Registration Authority (PSrE Contoh)",
                    word("data permohonan SE-2026-000123-7", "the data of request SE-2026-000123-7"),
                ],
            ]
        case "periods":
            [
                [
                    word(
                        "Dokumen dan data identitas, sejak permohonan atau sertifikat berakhir",
                        "Documents and identity data, from the end of the request or certificate"),
                    word("2 tahun", "2 years"),
                ]
            ]
        case "concerned": [["SE-2026-000123-7"]]
        case "obstacles":
            [
                [
                    word(
                        "Permohonan SE-2026-000123-7 masih berjalan: batalkan lebih dahulu, atau tunggu sampai selesai.",
                        "Request SE-2026-000123-7 is still open: cancel it first, or wait until it is done.")
                ]
            ]
        default: []
        }
    }

    /// Files of a request, with the digest of the mail that holds each.
    var heldDocuments: [[String]] {
        [
            ["SE-2026-000123-7", "ktp.jpg", "412 KB", "9f86d081884c7d65"],
            [
                "SE-2026-000123-7",
                word(
                    "email masuk 24 November 2026 pukul 11.05 WIB",
                    "mail received 24 November 2026 at 11:05 WIB"),
                "–", "9f86d081884c7d65",
            ],
        ]
    }

    /// Requests of one person.
    var heldRequests: [[String]] {
        [
            [
                "SE-2026-000123-7",
                word("penerbitan sertifikat elektronik", "issuance of an electronic certificate"),
                word("menunggu keputusan verifikator", "waiting for the verifier's decision"),
                word("23 November 2026 pukul 09.00 WIB", "23 November 2026 at 09:00 WIB"),
            ]
        ]
    }

    /// Certificates of one person.
    var heldCertificates: [[String]] {
        [
            [
                "4F3A910C77D28E15",
                word("27 November 2026 pukul 10.00 WIB", "27 November 2026 at 10:00 WIB"),
                word("27 November 2028 pukul 10.00 WIB", "27 November 2028 at 10:00 WIB"),
            ]
        ]
    }
}
