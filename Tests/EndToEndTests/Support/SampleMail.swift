import Foundation

/// A verifier's mail as a mail program and the provider's border make it.
struct SampleMail {
    /// Who wrote it; the border proves the domain.
    var sender = "siti@kominfo.test"
    /// The desk.
    var desk = "layanan@desk.test"
    var subject = "Permohonan penerbitan"
    /// `nil`: the mail has no Message-ID.
    var messageID: String?
    /// The form's text.
    var body = ""
    /// Octets of the letter, a PDF.
    var letter: [UInt8] = []
    /// Whether the fields that the receiving border adds are there; they are not when it goes by SMTP.
    var isReceived = true

    /// A complete and correct submission for the applicant of this number. `tag` keeps tests apart.
    static func submission(_ number: Int, tag: String = "", letterSize: Int = 900) -> SampleMail {
        var mail = SampleMail()
        mail.subject += " \(number)"
        mail.messageID = "<m\(number)\(tag)@kominfo.test>"
        mail.body = form(number, tag: tag)
        mail.letter = pdf(letterSize, number)
        return mail
    }

    /// A submission whose NIK has too few digits.
    static func faultySubmission(_ number: Int) -> SampleMail {
        var mail = submission(number)
        mail.messageID = "<faulty\(number)@kominfo.test>"
        mail.body = mail.body.replacing("NIK: 320", with: "NIK: 9")
        return mail
    }

    /// The applicant's address in a submission.
    static func applicant(_ number: Int, tag: String = "") -> String { "budi\(number)\(tag)@kominfo.test" }

    /// Octets no reader should guess at.
    static let garbage: [UInt8] = (0..<20).flatMap { _ in Array(UInt8.min...UInt8.max) }

    /// The message with LF line ends, as it lies in a Maildir.
    var octets: [UInt8] {
        var head = ""
        if isReceived {
            let domain = sender.split(separator: "@").last ?? ""
            head += """
                Return-Path: <\(sender)>
                Delivered-To: \(desk)
                Authentication-Results: mx.desk.test; dmarc=pass header.from=\(domain)
                Received: from mail.\(domain) by mx.desk.test with ESMTP; Sun, 22 Nov 2026 10:00:00 +0700

                """
        }
        head += """
            From: Siti Rahma <\(sender)>
            To: \(desk)
            Subject: \(subject)
            Date: Sun, 22 Nov 2026 10:00:00 +0700

            """
        if let messageID { head += "Message-ID: \(messageID)\n" }
        guard !letter.isEmpty else {
            return Array((head + "Content-Type: text/plain; charset=utf-8\n\n\(body)").utf8)
        }
        head += """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b1"

            --b1
            Content-Type: text/plain; charset=utf-8

            \(body)
            --b1
            Content-Type: application/pdf; name="surat-rekomendasi.pdf"
            Content-Disposition: attachment; filename="surat-rekomendasi.pdf"
            Content-Transfer-Encoding: base64


            """
        let encoded = Data(letter).base64EncodedData(options: [.lineLength76Characters, .endLineWithLineFeed])
        return Array(head.utf8) + encoded + Array("\n--b1--\n".utf8)
    }

    private static func form(_ number: Int, tag: String) -> String {
        let letters = String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 49) }
        let name = "Budi " + String(String.UnicodeScalarView(letters))
        let day = padded(number % 28 + 1, 2)
        return """
            Jenis: Penerbitan
            Nama lengkap: \(name)
            NIK: 320101\(day)0190\(padded(number % 9_999 + 1, 4))
            NIP:
            Pangkat/Golongan: III/c
            Jabatan: Analis
            Unit Kerja: Bidang Aptika
            Instansi: Dinas Kominfo
            Kota/Kabupaten: Contoh
            Provinsi: Jawa Barat
            Email: \(applicant(number, tag: tag))
            No. HP: 0812345\(padded(number, 5))
            Sistem: e-Office
            Kegunaan: Tanda tangan naskah dinas

            """
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Something a reader takes for a PDF, different for every number.
    private static func pdf(_ size: Int, _ number: Int) -> [UInt8] {
        let head = Array("%PDF-1.4\n% \(number)\n".utf8)
        return head + (0..<max(0, size - head.count)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
    }
}
