extension NoticeSample {
    /// Rows for a list; each has a value for every column of `row`.
    func rows(of list: String, _ row: [NoticeVariable], in name: NoticeName) -> [[String: NoticeValue]] {
        let table: [[String]] =
            switch list {
            case "channels": channels
            case "documents" where row.contains { $0.name == "help" }: neededDocuments
            case "documents" where row.count == 2: sentDocuments
            case "documents" where row.contains { $0.name == "digest" }: heldDocuments
            case "requests" where name == .citizenPersonalData: heldRequests
            case "certificates" where name == .citizenPersonalData: heldCertificates
            case "fields", "cases", "recipients", "periods", "concerned", "obstacles": duties(list)
            case "documents": attachedDocuments
            case "faults" where row.count == 1: certificateFaults
            case "faults" where row.count == 5: faults.map { ["3", "Dewi Lestari"] + $0 }
            case "faults": faults
            case _ where name == .administratorReport && list != "channels": reportRows(list)
            case "changes": name == .authorityRequestLink ? [] : changes
            case "checks": checks
            case "certificates": certificates
            case "requests" where row.contains { $0.name == "row" }:
                [["1", "Budi Santoso", "SE-2026-000123-7"], ["2", "Rina Marlina", "SE-2026-000124-5"]]
            case "warnings": warnings
            case "data": data
            case "words": words
            case "requests": requests
            case "messages": messages
            case "mistakes": mistakes
            case "held": [["budi.santoso@contoh.example", "3", "20"]]
            default: []
            }
        return table.map { cells in
            let pairs = zip(row, cells).map { ($0.0.name, NoticeValue.text($0.1)) }
            return Dictionary(pairs) { first, _ in first }
        }
    }

    private var channels: [[String]] {
        [
            [word("Kotak Saran di kantor layanan", "the suggestion box (Kotak Saran) at the service office")],
            ["LAPOR! (SP4N-LAPOR!): https://www.lapor.go.id"],
        ]
    }

    private var sentDocuments: [[String]] {
        [[word("tangkapan-layar.png", "screenshot.png"), "88 KB"]]
    }

    private var certificateFaults: [[String]] {
        [
            [
                word(
                    "Nama pada sertifikat “Budi Susanto”, pada permohonan “Budi Santoso”.",
                    "The certificate names “Budi Susanto”, the request “Budi Santoso”.")
            ]
        ]
    }

    private var changes: [[String]] {
        [
            [
                word("Jabatan", "Position"), "Kepala Seksi Identitas Penduduk",
                "Kepala Bidang Pendaftaran Penduduk",
            ]
        ]
    }

    private var checks: [[String]] {
        [
            [
                word(
                    "Alamat email pemohon terbukti: jawaban datang dari alamat itu dengan tautan sekali pakai.",
                    "The applicant's mailbox is proven: the answer came from it with a one-time link.")
            ],
            [
                word(
                    "Verifikator Siti Rahmawati menyetujui data pada 25 November 2026 pukul 14.10 WIB.",
                    "The verifier Siti Rahmawati approved the data on 25 November 2026 at 14:10 WIB.")
            ],
            [
                word(
                    "Tidak ada sertifikat lain yang masih berlaku untuk NIK ini.",
                    "No other certificate is in force for this NIK.")
            ],
        ]
    }

    private var certificates: [[String]] {
        [
            [
                "Budi Santoso", "4F3A910C77D28E15",
                word("27 November 2028 pukul 10.00 WIB", "27 November 2028 at 10:00 WIB"), "30",
            ],
            [
                "Rina Marlina", "4F3A910C77D28E16",
                word("30 November 2028 pukul 10.00 WIB", "30 November 2028 at 10:00 WIB"), "33",
            ],
        ]
    }

    private var neededDocuments: [[String]] {
        [
            [
                "KTP",
                word(
                    "foto berwarna atau pindaian, JPG, PNG atau PDF", "colour photo or scan, JPG, PNG or PDF"),
            ],
            [word("SK Jabatan", "Decree of appointment (SK Jabatan)"), ""],
        ]
    }

    private var attachedDocuments: [[String]] {
        [
            ["KTP", "SE-2026-000123-7-ktp.jpg", "412 KB"],
            [word("SK Jabatan", "Decree of appointment"), "SE-2026-000123-7-sk.pdf", "1,2 MB"],
        ]
    }

    private var faults: [[String]] {
        [
            [
                "NIK", "NIK: 3215 0112 0587 00",
                word("harus 16 angka, tertulis 14", "needs 16 digits, has 14"),
            ],
            [word("Alamat Email", "Email address"), "", word("belum diisi", "is missing")],
        ]
    }

    private var warnings: [[String]] {
        [
            [
                "NIP", "NIP: 198703152010011004",
                word(
                    "tanggal lahir di NIP berbeda dari NIK", "the birth date in the NIP differs from the NIK"),
            ]
        ]
    }

    private var data: [[String]] {
        [
            [word("Nama Lengkap", "Full name"), "Budi Santoso"],
            ["NIK", "************0007"],
            ["NIP", "198703152010011004"],
            [word("Pangkat/Golongan", "Rank/Grade"), "Penata Tk. I / III d"],
            [word("Jabatan", "Position"), "Kepala Seksi Identitas Penduduk"],
            [word("Instansi", "Agency"), "Dinas Kependudukan dan Pencatatan Sipil"],
        ]
    }

    private var words: [[String]] {
        [
            [
                word("FORMULIR PENERBITAN", "FORM ISSUANCE"),
                word("meminta formulir kosong", "asks for a blank form"),
            ],
            [
                "STATUS SE-2026-000123-7",
                word("menanyakan keadaan permohonan", "asks where a request stands"),
            ],
            [
                word("KIRIM ULANG SE-2026-000123-7", "RESEND SE-2026-000123-7"),
                word("meminta tautan baru", "asks for a new link"),
            ],
            [word("PENGADUAN", "COMPLAINT"), word("menyampaikan pengaduan", "makes a complaint")],
        ]
    }

    private var requests: [[String]] {
        [
            [
                "SE-2026-000123-7", word("penerbitan", "issuance"),
                word("menunggu verifikasi", "awaiting verification"),
                word("23 November 2026 pukul 09.00 WIB", "23 November 2026 at 09:00 WIB"), "Siti Rahmawati",
            ],
            [
                "SE-2026-000101-0", word("pencabutan", "revocation"), word("selesai", "done"),
                word("20 November 2026 pukul 15.30 WIB", "20 November 2026 at 15:30 WIB"), "",
            ],
        ]
    }

    // What `template check` says is English: it is for whoever edits files on the server.
    private var mistakes: [[String]] {
        [
            [
                "mail-templates/id/applicant.identity-link.md:6:24",
                "there is no variable 'deadlin'; did you mean 'deadline'?",
            ]
        ]
    }

    private var messages: [[String]] {
        [
            [
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "budi.santoso@contoh.example",
                word("dua baris From dalam satu pesan", "two From fields in one message"),
            ]
        ]
    }
}
