import Domain
import Testing

@testable import Trust

/// Mail that people write must never be taken for a program's.
struct PersonalMailTests {
    private static let subjects = [
        "Permohonan penerbitan sertifikat", "Re: [SE-2026-000123-7] Lengkapi data identitas Anda",
        "FORMULIR PENERBITAN", "STATUS SE-2026-000123-7",
        "Setuju", "Tolak: dokumen tidak lengkap", "BANTUAN", "Pengaduan pegawai sedang cuti",
        "Out of office hours visit", "Cuti pegawai dan sertifikat",
        "Otomatisasi layanan", "Read: berkas rekomendasi", "Auto insurance certificate",
        "Pencabutan sertifikat pegawai pensiun", "Fwd: Balasan otomatis",
        "Re: Automatic reply: permohonan", "Daftar cuti dan pencabutan", "", "Failure to set passphrase",
        "Delivery of recommendation letter",
    ]

    /// What ordinary mail programs and servers put above people's mails.
    private static let headers: [(String, [(String, String)])] = [
        (
            "Outlook through Exchange",
            [
                ("X-MS-Has-Attach", "yes"), ("X-MS-TNEF-Correlator", ""),
                ("X-MS-Exchange-Organization-SCL", "-1"), ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
                ("X-MS-Exchange-CrossTenant-AuthAs", "Internal"), ("Thread-Topic", "Permohonan"),
                ("Importance", "high"), ("Accept-Language", "id-ID"),
            ]
        ),
        (
            "Gmail",
            [
                ("X-Gm-Message-State", "AOJu0Y"), ("X-Google-Smtp-Source", "AGHT"),
                ("X-Received", "by 2002:a17:90b:1 with SMTP id 1"), ("MIME-Version", "1.0"),
                ("ARC-Seal", "i=1; a=rsa-sha256"),
                ("Authentication-Results", "mx.google.com; dkim=pass header.i=@gmail.com"),
                ("Auto-Submitted", "no"),
            ]
        ),
        (
            "Thunderbird",
            [
                ("User-Agent", "Mozilla Thunderbird"), ("Content-Language", "id"),
                ("Disposition-Notification-To", "budi@dinas.go.id"), ("X-Priority", "1 (Highest)"),
                ("Return-Receipt-To", "budi@dinas.go.id"),
            ]
        ),
        (
            "Roundcube with a spam filter",
            [
                ("X-Spam-Status", "No, score=-0.1"), ("X-Virus-Scanned", "ClamAV"),
                ("X-Sender", "budi@dinas.go.id"), ("Precedence", "normal"), ("X-Mailer", "Roundcube"),
                ("Feedback-ID", "budi:dinas"), ("X-Report-Abuse-To", "abuse@dinas.go.id"),
            ]
        ),
    ]

    @Test func `80 mails of people are nobody's automatic mail`() {
        var count = 0
        for (name, fields) in Self.headers {
            for subject in Self.subjects {
                var message = Mailbox.mail(fields)
                message.subject = subject
                message.body =
                    "Yth. Petugas,\n\nmohon bantuan. Pegawai kami sedang cuti.\n<ani@dinas.go.id>\n"
                let found = AutomaticMailTests.classify(message)
                #expect(found == nil, "\(name): \(subject): \(found?.description ?? "")")
                count += 1
            }
        }
        #expect(count >= 60)
    }

    @Test func `a person's mail is never read as a bounce`() {
        var message = Mailbox.mail([])
        message.subject = "Undelivered Mail Returned to Sender"
        message.body = "Saya menerima ini:\n\n<ani@dinas.go.id>: host mx said: 550 5.1.1 User unknown\n"
        #expect(DeliveryStatusNotification.read(message) == nil)
    }
}
