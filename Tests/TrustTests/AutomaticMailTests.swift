import Domain
import Testing

@testable import Trust

struct AutomaticMailTests {
    private static let own = [EmailAddress("layanan@desk.go.id"), EmailAddress("meja.layanan@gmail.com")]
        .compactMap(\.self)

    static func classify(_ message: ReceivedMessage) -> AutomaticMail? {
        AutomaticMail.classify(message, ownAddresses: own, ownMessageIDDomain: "sertipos.desk.go.id")
    }

    /// A mail with one more header field than a person's mail has.
    static func mail(_ name: String, _ value: String) -> ReceivedMessage { Mailbox.mail([(name, value)]) }

    private static let subjects = [
        "Otomatis: Permohonan", "Balasan otomatis: Permohonan", "BALASAN OTOMATIS", "Balas otomatis: x",
        "Jawaban otomatis: x",
        "Respons otomatis - x", "Pesan otomatis: terima kasih", "Surel otomatis", "Email Otomatis: x",
        "Tanggapan otomatis: x",
        "Sedang cuti", "Sedang Cuti: Re: [SE-2026-000123-7] Lengkapi data", "Saya sedang cuti",
        "Sedang tidak di kantor",
        "Tidak di kantor", "Di luar kantor", "Sedang di luar kantor (dinas)", "Sedang dinas luar",
        "Dinas luar: 3-5 Maret", "Cuti",
        "Cuti tahunan: 1-12 Januari", "Cuti bersama", "Cuti melahirkan", "Cuti sakit", "Pemberitahuan cuti",
        "Pemberitahuan otomatis: x",
        "Tidak berada di kantor", "[Sedang cuti] Re: data", "Balasan\u{A0}otomatis: x", "Otomatis\u{FF1A}x",
        "*Sedang cuti*",
        "Automatic reply: Lengkapi data", "AUTOMATIC REPLY: x", "Auto reply: x", "Auto-Reply: x",
        "Autoreply: x", "Auto response: x",
        "Auto-response: x", "Automatic response: x", "Automated reply: x", "Automated response",
        "Auto: Re: x", "Automatic: x",
        "Out of office", "Out of Office: x", "Out of Office Re: x", "Out of the office",
        "Out-of-office reply", "OOO", "OOO: back Monday",
        "Out of Office AutoReply: x", "Out of Office Reply: x", "Out of office \u{2013} until Monday",
        "I am out of the office", "I'm out of the office",
        "On vacation", "I'm on vacation!", "On annual leave", "On leave: x", "Away from the office",
        "Away from my mail", "Vacation reply",
        "Vacation message", "Absence notification", "Jawapan automatik: x", "Automatisch antwoord: x",
        "Automatische reactie: x", "Afwezig: x",
        "Automatische Antwort: x", "Abwesenheitsnotiz: x", "Abwesend: x", "R\u{E9}ponse automatique : x",
        "Absent du bureau : x",
        "Respuesta autom\u{E1}tica: x", "Fuera de la oficina: x", "Resposta autom\u{E1}tica: x",
        "Risposta automatica: x", "Fuori ufficio: x",
        "Automatiskt svar: x", "Automaattinen vastaus: x", "Odpowied\u{17A} automatyczna: x",
        "Otomatik yan\u{131}t: x",
        "\u{410}\u{432}\u{442}\u{43E}\u{43C}\u{430}\u{442}\u{438}\u{447}\u{435}\u{441}\u{43A}\u{438}\u{439} \u{43E}\u{442}\u{432}\u{435}\u{442}: x",
        "\u{81EA}\u{52A8}\u{56DE}\u{590D}: x", "\u{81EA}\u{52D5}\u{5FDC}\u{7B54}: x",
        "\u{C790}\u{B3D9} \u{D68C}\u{C2E0}: x",
    ]

    private static let fields: [(String, String)] = [
        ("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "AUTO-REPLIED"),
        ("auto-submitted", " auto-replied (vacation)"),
        ("Auto-Submitted", "(rule 7) auto-replied"),
        ("Auto-Submitted", "auto-replied; owner-email=\"budi@dinas.go.id\""),
        ("AUTO-SUBMITTED", "auto-replied (vacation (nested))"), ("Auto-Submitted", "\"auto-replied\""),
        ("X-Autoreply", "yes"), ("X-AutoReply", "1"),
        ("X-Auto-Reply", "Budi"), ("X-Autoreply-From", "budi@dinas.go.id"), ("X-Mail-Autoreply", "true"),
        ("X-Autorespond", "Re: x"),
        ("X-AUTORESPOND", "x"), ("X-Autoresponder", "dinas"), ("X-Autoresponse", "x"), ("X-Vacation", "1"),
        ("Precedence", "auto_reply"),
        ("X-Precedence", "Auto_Reply"), ("Delivered-To", "Autoresponder"),
        ("X-POST-MessageClass", "9; Autoresponder"), ("X-Out-Of-Office", "1"),
    ]

    @Test func `every sample of an absence notice is recognised, with and without a header`() {
        var count = 0
        for subject in Self.subjects {
            var message = Mailbox.mail([])
            message.subject = subject
            let found = Self.classify(message)
            #expect(
                found?.kind == .automaticReply && found?.evidence.hasPrefix("subject:") == true, "\(subject)")
            count += 1
        }
        for (name, value) in Self.fields {
            for subject in ["Re: [SE-2026-000123-7] Lengkapi data", "Terima kasih"] {
                var message = Self.mail(name, value)
                message.subject = subject
                let found = Self.classify(message)
                #expect(
                    found?.kind == .automaticReply && found?.evidence.hasPrefix("header:") == true,
                    "\(name): \(value)")
                count += 1
            }
        }
        #expect(count >= 120)
    }

    @Test(
        arguments: [
            ("Auto-Submitted", "auto-generated", AutomaticMail.Kind.generated),
            ("Auto-Submitted", "auto-notified; x=y", .generated),
            ("Auto-Submitted", "auto-generated (failure)", .generated),
            ("Auto-Submitted", "something-new", .generated), ("Auto-Submitted", "(open", .generated),
            ("Precedence", "bulk", .bulk), ("Precedence", "BULK", .bulk), ("Precedence", " List ", .bulk),
            ("PRECEDENCE", "junk", .bulk),
            ("List-Id", "<x.dinas.go.id>", .bulk), ("List-Unsubscribe", "<mailto:x@dinas.go.id>", .bulk),
            ("Mailing-List", "x", .bulk), ("List-Post", "NO", .bulk),
            ("X-BeenThere", "x@dinas.go.id", .bulk), ("X-Loop", "x@dinas.go.id", .generated),
            ("X-FC-MachineGenerated", "true", .generated),
            ("X-RT-Loop-Prevention", "dinas", .generated),
            ("X-Failed-Recipients", "x@dinas.go.id", .deliveryFailure),
        ])
    func `fields that give a program away`(name: String, value: String, kind: AutomaticMail.Kind) {
        #expect(Self.classify(Self.mail(name, value))?.kind == kind)
    }

    @Test(
        arguments: [
            ("Auto-Submitted", "no"), ("Auto-Submitted", "No (a person)"), ("Auto-Submitted", "(x) NO ; a=b"),
            ("Auto-Submitted", ""),
            ("X-Autoreply", "no"), ("X-Loop", "false"), ("Precedence", "first-class"),
            ("Precedence", "normal"), ("X-Auto-Response-Suppress", "All"),
            ("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply"), ("Feedback-ID", "1:2:3"),
        ])
    func `fields that say nothing`(name: String, value: String) {
        #expect(Self.classify(Self.mail(name, value)) == nil)
    }

    @Test func `our own address as author is a loop, however it is written`() throws {
        for text in [
            "layanan@desk.go.id", "LAYANAN@Desk.Go.Id", "layanan+abc@desk.go.id", "mejalayanan@gmail.com",
            "m.e.j.a.layanan+x@googlemail.com",
        ] {
            let address = NamedAddress(address: try #require(EmailAddress(text)))
            var from = Mailbox.mail([])
            from.originator = address
            var sender = Mailbox.mail([])
            sender.sender = address
            var replyTo = Mailbox.mail([])
            replyTo.replyTo = [address]
            for (message, field) in [(from, "from"), (sender, "sender"), (replyTo, "reply-to")] {
                #expect(Self.classify(message) == AutomaticMail(.ownMail, "\(field):own-address"), "\(text)")
            }
        }
        var disguised = Mailbox.mail([])
        disguised.originator = NamedAddress(
            displayName: "\"Layanan+1@desk.go.id\"", address: try #require(EmailAddress(Mailbox.from)))
        #expect(Self.classify(disguised)?.evidence == "from:own-address-as-name")
        var echo = Mailbox.mail([])
        echo.messageID = MessageID("<a1@Sertipos.Desk.Go.Id>")
        #expect(Self.classify(echo)?.evidence == "message-id:own-domain")
        echo.messageID = MessageID("<a1@desk.go.id>")
        #expect(Self.classify(echo) == nil)
    }

    @Test func `receipts, calendar answers, complaints and bare null reverse-paths have their kinds`() {
        func kind(_ type: String, _ content: String, _ parameters: [String: String] = [:]) -> AutomaticMail
            .Kind?
        {
            var message = Mailbox.mail([])
            message.mediaType = "multipart/mixed"
            message.mediaTypeParameters = parameters
            message.attachments = [
                MessageAttachment(filename: nil, mediaType: type, content: .init(Array(content.utf8)))
            ]
            return Self.classify(message)?.kind
        }
        #expect(kind("message/disposition-notification", "Disposition: x") == .readReceipt)
        #expect(kind("text/plain", "", ["report-type": "Disposition-Notification"]) == .readReceipt)
        #expect(kind("text/calendar", "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n") == .calendarReply)
        #expect(kind("text/calendar", "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n") == nil)
        #expect(kind("message/feedback-report", "Feedback-Type: abuse") == .feedbackReport)
        #expect(kind("message/delivery-status", "nothing") == .deliveryFailure)
        #expect(kind("application/pdf", "%PDF") == nil)
        var bare = Mailbox.mail([])
        bare.reversePath = .null
        #expect(Self.classify(bare)?.kind == .nullReversePath)
    }
}
