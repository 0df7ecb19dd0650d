extension NoticeSample {
    /// Rows for the list `name`; each has a value for every column of `row`.
    func rows(of name: String, _ row: [NoticeVariable]) -> [[String: NoticeValue]] {
        let table: [[String]] =
            switch name {
            case "documents": row.count == 2 ? neededDocuments : attachedDocuments
            case "faults": faults
            case "warnings": warnings
            case "data": data
            case "words": words
            case "requests": requests
            case "messages": messages
            case "held": [["budi.santoso@contoh.example", "3", "20"]]
            default: []
            }
        return table.map { cells in
            let pairs = zip(row, cells).map { ($0.0.name, NoticeValue.text($0.1)) }
            return Dictionary(pairs) { first, _ in first }
        }
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
                "SE-2026-000101-9", word("pencabutan", "revocation"), word("selesai", "done"),
                word("20 November 2026 pukul 15.30 WIB", "20 November 2026 at 15:30 WIB"), "",
            ],
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
