/// A made-up week.
extension NoticeSample {
    func picture(_ variable: String) -> NoticePicture? {
        NoticePicture(
            contentID: "\(variable).sample@contoh.example",
            description: word("Diagram batang dengan angka di bawah ini.", "Bars with the figures below."),
            width: 536, height: 160)
    }

    func reportText(_ variable: String, in name: NoticeName) -> String? {
        guard name == .administratorReport else { return nil }
        return switch variable {
        case "period": word("minggu ke-48 tahun 2026", "week 48 of 2026")
        case "from": word("23 November 2026", "23 November 2026")
        case "until": word("29 November 2026", "29 November 2026")
        case "opened": "31"
        case "done": "24"
        case "open": "18"
        case "overdue": "2"
        case "casesAnswered": "3"
        case "casesMedian": word("0,6 hari kerja", "0.6 working days")
        case "casesWaiting": "1"
        case "refused": "2"
        case "expiringWeek": "1"
        case "expiringMonth": "6"
        case "expiringTwoMonths": "14"
        default: nil
        }
    }

    func reportRows(_ list: String) -> [[String]] {
        switch list {
        case "requests":
            [
                [word("Penerbitan", "Issuance"), "22", "17", "2", "13"],
                [word("Pencabutan", "Revocation"), "9", "7", "0", "5"],
            ]
        case "endings":
            [
                [word("selesai, sertifikat telah terbit", "done, the certificate has been issued"), "17"],
                [word("ditolak", "rejected"), "2"],
            ]
        case "service":
            [
                [
                    word("Penerbitan", "Issuance"), "19", word("1,4 hari kerja", "1.4 working days"),
                    word("2,8 hari kerja", "2.8 working days"), word("3 hari kerja", "3 working days"), "95%",
                ],
                [
                    word("Pencabutan", "Revocation"), "7", word("3,5 jam", "3.5 hours"),
                    word("20 jam", "20 hours"), word("24 jam", "24 hours"), "100%",
                ],
            ]
        case "waiting":
            [
                [
                    word("pemohon", "the applicant"), "9", word("6 hari 2 jam", "6 d 2 h"), "26",
                    word("0,8 hari kerja", "0.8 working days"),
                ],
                [
                    word("verifikator", "the verifier"), "5", word("1 hari 20 jam", "1 d 20 h"), "24",
                    word("0,5 hari kerja", "0.5 working days"),
                ],
            ]
        case "cases":
            [[word("pengaduan", "complaint"), "3"], [word("saran", "suggestion"), "1"]]
        case "refusals": [["dinkes.contoh.example", "2"]]
        default: []
        }
    }
}
