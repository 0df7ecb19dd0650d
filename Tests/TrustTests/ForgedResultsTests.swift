import Domain
import TestSupport
import Testing

@testable import Trust

struct ForgedResultsTests {
    private let verifier = SenderVerifier(authservID: Mailbox.id)
    private let claim = "dmarc=pass header.from=dinas.go.id; dkim=pass header.d=dinas.go.id"

    /// Spellings of our identifier, all of which a lenient reader somewhere takes for it.
    private let spellings = [
        "mx.desk.go.id", "MX.DESK.GO.ID", "mx.desk.go.id.", "mx.desk.go.id..", "\"mx.desk.go.id\"",
        "\"mx.desk.go.id.\"", "(c) mx.desk.go.id", "mx.desk.go.id (c)", "((n)(n)) mx.desk.go.id",
        "mx.desk.go.id 1",
        "mx.desk.go.id 2", "mx.desk.go.id 01", "mx.desk.go.id/1", "  mx.desk.go.id  ", "\tmx.desk.go.id",
        "\r\n mx.desk.go.id", "mx.desk.go.id\r\n ", "mx.desk.go.id\r\n\r\n", "mx.desk.go.id\u{0}",
        "\u{FEFF}mx.desk.go.id",
        "mx.desk.go.id\u{200B}", "mx\u{2024}desk.go.id", "mx.de\u{17F}k.go.id", "mx.des\u{212A}.go.id",
        "m\u{0445}.desk.go.id", "mx.desk.g\u{043E}.id", "mx.desk.go.\u{0131}d", "mx.desk.go.id.evil.test",
        "evil.mx.desk.go.id", "xmx.desk.go.id", "mx.desk.go.idx", "mx-desk.go.id", "mx.desk.go", "desk.go.id",
        "mx.desk.go.id@evil.test", "evil.test (mx.desk.go.id)", "mx.desk.go.id,evil.test", "mx\\.desk.go.id",
        "mx.desk .go.id", "\"mx.desk.go.id", "(mx.desk.go.id", "mx.desk.go.id;mx.desk.go.id",
        "=?utf-8?q?mx.desk.go.id?=",
    ]

    /// The places a sender can reach: everything below the line in which we took the mail over.
    private var places: [[(String, String)]] {
        [
            [Mailbox.border], [Mailbox.lmtp, Mailbox.border], [Mailbox.lmtp, Mailbox.filter, Mailbox.border],
            [Mailbox.border, Mailbox.foreign], [Mailbox.foreign],
            [Mailbox.results("none"), Mailbox.border],
            [Mailbox.results("dmarc=fail header.from=dinas.go.id"), Mailbox.border],
            [Mailbox.border, ("Received", "from mx.desk.go.id by mx.desk.go.id with LMTP id 9")],
        ]
    }

    @Test func `no forged field below our border is believed`() {
        var cases = 0
        for place in places {
            for spelling in spellings {
                let mail = Mailbox.mail(
                    place + [("Authentication-Results", "\(spelling); \(claim)"), Mailbox.foreign])
                let verdict = verifier.verdict(of: mail)
                #expect(!verdict.isProven, "\(spelling) \(verdict)")
                cases += 1
            }
        }
        #expect(cases >= 200)
    }

    @Test func `two fields with our identifier in a trusted place cancel each other`() {
        let same = [
            "mx.desk.go.id", "MX.desk.go.id.", "\"mx.desk.go.id\"", "(c) mx.desk.go.id (d) 1",
            "mx.desk.go.id/x",
        ]
        for spelling in same {
            let forged = ("Authentication-Results", "\(spelling); \(claim)")
            for pair in [[Mailbox.pass, forged], [forged, Mailbox.pass]] {
                #expect(
                    verifier.verdict(of: Mailbox.mail(pair + [Mailbox.border])) == .unproven(.severalFields))
            }
        }
    }

    @Test func `identifiers that only resemble ours are nobody's, even at the very top`() {
        let strangers = spellings.filter { spelling in
            AuthenticationResults.identifier(of: Array(spelling.utf8)) != Array(Mailbox.id.utf8)
        }
        #expect(strangers.count >= 20)
        for spelling in strangers {
            let verdict = verifier.verdict(
                of: Mailbox.mail([("Authentication-Results", "\(spelling); \(claim)")]))
            #expect(verdict == .unproven(.noResults), "\(spelling)")
        }
    }

    @Test func `a second field below our border does not spoil the true one above it`() {
        let mail = Mailbox.mail([
            Mailbox.pass, Mailbox.border, Mailbox.results("dmarc=fail header.from=dinas.go.id"),
        ])
        #expect(verifier.verdict(of: mail) == .proven(by: .dmarc))
    }

    @Test func `fields with other names are not results`() {
        for name in [
            "X-Authentication-Results", "ARC-Authentication-Results", "Authentication-Results ",
            "Authentication\rResults", "Authentication-Result",
        ] {
            let verdict = verifier.verdict(of: Mailbox.mail([(name, "mx.desk.go.id; \(claim)")]))
            #expect(verdict == .unproven(.noResults), "\(name)")
        }
    }
}

/// Mails an honest server has judged, in which the sender put whatever a sender can choose.
struct SpoofedSenderTests {
    @Test func `none of 1,000 spoofed senders is proven`() {
        let random = SeededRandom(41)
        let victim = "dinas.go.id"
        let evil = "evil.test"
        let domains = [
            evil, "dinas.go.id.evil.test", "xdinas.go.id", "mail.dinas.go.id", "go.id", "dinas-go.id",
            "dinas.go.id(.evil.test", "dinas.go.id'.evil.test", "dinas.go.id\\.evil.test",
            "dinas.go.id;.evil.test",
            "\"dinas.go.id\".evil.test", "dinas.go.id@evil.test", "d\u{0131}nas.go.id", "dina\u{17F}.go.id.x",
            "=dinas.go.id",
            "dinas.go.id/evil", "dinas.go.id..", ".dinas.go.id", "dinas.go.id,evil.test",
            "(dinas.go.id)evil.test",
        ]
        let local = [
            "x", "\"x; dmarc=pass header.from=dinas.go.id\"", "x(dmarc=pass", "dinas.go.id",
            "\"a\\\"; dkim=pass header.d=dinas.go.id; x=\\\"\"",
        ]
        func pick(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
        let verifier = SenderVerifier(authservID: Mailbox.id)
        var kinds: Set<String> = []
        for _ in 0..<1000 {
            let domain = pick(domains)
            let judged = [
                "spf=pass smtp.mailfrom=\(pick(local))@\(domain)",
                "dkim=pass header.d=\(domain) header.i=\(pick(local))@\(domain)",
                "dmarc=pass header.from=\(domain)",
                "dkim=\(pick(["fail", "none", "neutral", "temperror"])) header.d=\(victim)",
                "dmarc=\(pick(["fail", "none", "permerror"])) header.from=\(victim)",
                "spf=pass smtp.mailfrom=\(victim); dkim=pass header.d=\(evil)",
                "arc=pass; auth=pass smtp.auth=\(domain)",
            ]
            let genuine = Mailbox.results(
                pick(judged) + "; " + pick(judged.filter { !$0.hasPrefix("dmarc") }))
            var fields = [genuine, Mailbox.border]
            if random.next() % 2 == 0 { fields.insert(Mailbox.lmtp, at: 0) }
            if random.next() % 2 == 0 { fields.append(Mailbox.pass) }
            if random.next() % 4 == 0 { fields.append(Mailbox.border) }
            let verdict = verifier.verdict(of: Mailbox.mail(fields))
            #expect(!verdict.isProven, "\(fields)")
            kinds.insert(verdict.description)
        }
        #expect(kinds.count >= 4)
    }
}
