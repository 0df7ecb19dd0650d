import Domain
import Testing

@testable import Notices

/// What people must find in a mail, whatever it is about.
@Suite struct DutyTests {
    /// Notices after which nothing more comes.
    static let terminal: [NoticeName] = [
        .applicantRequestRejected, .applicantRequestExpired, .applicantRequestCancelled,
        .applicantConsentWithdrawn, .applicantCertificateIssued, .applicantCertificateRenewed,
        .applicantCertificateUpdated, .applicantCertificateRevoked, .applicantCertificateExpired,
        .verifierRequestRejected, .verifierRequestExpired, .verifierRequestCancelled,
        .verifierConsentWithdrawn, .verifierCertificateIssued, .verifierCertificateRenewed,
        .verifierCertificateUpdated, .verifierCertificateRevoked, .authorityRequestClosed,
        .citizenCaseAnswered,
    ]

    @Test(arguments: terminal, Domain.Locale.allCases)
    func `the last word names its reason, and the next step or whom to ask`(
        name: NoticeName, locale: Domain.Locale
    ) throws {
        let values = name.sampleValues(locale)
        let notice = try Templates.catalog.get().render(name, locale, values)
        for body in [Wording.body(notice.text), Self.content(notice.html)] {
            let text = Wording.flat(body)
            switch values["reason"] {
            case .text(let reason)?, .multiline(let reason)?:
                #expect(!reason.isEmpty && text.contains(Wording.flat(reason)))
            default: break
            }
            let steps =
                locale == .indonesian
                ? [
                    " langkah berikutnya ", " anda tidak perlu melakukan apa pun ", " balas email ini ",
                    " hubungi ", " ajukan permohonan baru ", " permohonan baru dapat diajukan ",
                    " mengajukannya kembali ",
                ]
                : [
                    " what to do next ", " nothing you need to do ", " reply to this mail ", " contact ",
                    " file a new request ", " a new request can be filed ", " file it again ",
                ]
            #expect(steps.contains { text.contains($0) }, "\(text)")
        }
    }

    @Test(
        arguments: NoticeName.allCases.filter { $0.rawValue.contains(".certificate-") },
        Domain.Locale.allCases)
    func `a mail about a certificate names it and its time`(name: NoticeName, locale: Domain.Locale) throws {
        guard name != .authorityCertificateFaults else { return }
        let values = name.sampleValues(locale)
        let times = ["validFrom", "validUntil", "previousUntil", "revokedAt"].filter { values[$0] != nil }
        #expect(!times.isEmpty)
        let notice = try Templates.catalog.get().render(name, locale, values)
        for key in ["serial"] + times {
            guard case .text(let value)? = values[key] else {
                #expect(Bool(false), "\(key)")
                continue
            }
            #expect(Wording.flat(Wording.body(notice.text)).contains(Wording.flat(value)), "\(key)")
            #expect(Wording.flat(Self.content(notice.html)).contains(Wording.flat(value)), "\(key)")
        }
    }

    @Test(arguments: NoticeName.allCases, Domain.Locale.allCases)
    func `every notice names fee, officer and every way to complain`(
        name: NoticeName, locale: Domain.Locale
    ) throws {
        var values = name.sampleValues(locale)
        let ways = ["Loket 3 <pintu kiri>", "Telepon 021 & 022", "LAPOR! 1708"]
        values["channels"] = .rows(ways.map { ["channel": .text($0)] })
        let notice = try Templates.catalog.get().render(name, locale, values)
        let html = HTMLOutline(notice.html).text
        for words in ways + ["Rp 0 (", "layanan@contoh.example", "Ibu Ratna Dewi"] {
            #expect(notice.text.contains(words) && html.contains(words), "\(words)")
        }
        values["channels"] = .rows([])
        let bare = try Templates.catalog.get().render(name, locale, values).text
        #expect(bare.contains("Rp 0 (") && bare.contains("layanan@contoh.example"))
    }

    @Test(arguments: NoticeName.allCases, Domain.Locale.allCases)
    func `nobody reads a whole NIK`(name: NoticeName, locale: Domain.Locale) throws {
        for notice in try Variants.notices(name, locale) {
            let joined = notice.text.filter { $0 != " " && $0 != "." }
            for run in joined.split(whereSeparator: { !$0.isNumber }) where run.count == 16 {
                #expect(Bool(false), "\(run)")
            }
        }
        let values = name.sampleValues(locale)
        guard values.keys.contains("data") else { return }
        let text = try Templates.catalog.get().render(name, locale, values).text
        #expect(text.contains("NIK: ************0007"))
    }

    @Test(
        arguments: NoticeName.allCases.filter { name in
            name.variables.contains { $0.kind == .link && ["link.approve", "link.answer"].contains($0.name) }
        }, Domain.Locale.allCases)
    func `who may press a button may also reply with a word`(name: NoticeName, locale: Domain.Locale) throws {
        let values = name.sampleValues(locale)
        let text = Wording.flat(try Templates.catalog.get().render(name, locale, values).text)
        let replies =
            locale == .indonesian
            ? [" membalas email ", " balas email ", " balas saja email "]
            : [" reply to this mail ", " reply to our earlier mail "]
        #expect(replies.contains { text.contains($0) }, "\(text)")
    }

    /// The notice's own part of the HTML, as it reads.
    private static func content(_ html: String) -> String {
        let body = html.firstRange(of: "<div class=\"foot\"").map { html[..<$0.lowerBound] } ?? html[...]
        return HTMLOutline(String(body)).text
    }
}
