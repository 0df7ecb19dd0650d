import Domain
import Testing

@testable import Notices

@Suite struct SampleTests {
    @Test(arguments: NoticeName.allCases, Domain.Locale.allCases)
    func `every sample is a mail that people can use`(name: NoticeName, locale: Domain.Locale) throws {
        let values = name.sampleValues(locale)
        #expect(Set(values.keys) == Set(name.variables.map(\.name)))
        let notice = try Templates.catalog.get().render(name, locale, values)
        #expect(notice.text.utf8.count + notice.html.utf8.count < 100_000)
        #expect(notice.html.utf8.count <= 15_000)
        #expect(notice.subject.count <= 100)
        for case .link(let link) in values.values {
            #expect(link.isShortEnough)
            #expect(!notice.subject.contains(link.recipient.subaddress.detail ?? "–"))
            #expect(notice.text.contains("\n<\(link.url)>\n"))
        }
        for case .webLink(let url) in values.values { #expect(notice.text.contains("\n<\(url)>\n")) }
        #expect(name.isAboutRequest == notice.subject.hasPrefix("[SE-2026-000123-7] "))
        #expect(name.isAboutCase == notice.subject.hasPrefix("[PA-2026-000045-"))
        for channel in [
            "Rp 0", "Kotak Saran", "Ibu Ratna Dewi", "LAPOR! (SP4N-LAPOR!)", "layanan@contoh.example",
        ] {
            #expect(notice.text.contains(channel))
            #expect(HTMLOutline(notice.html).text.contains(channel))
        }
        for left in ["{{", "}}", "\u{F0000}", "](", "> "] {
            #expect(!notice.text.contains(left), "\(left)")
        }
        for line in notice.text.split(separator: "\n")
        where !line.contains("<mailto:") && !line.hasPrefix("<https:") && !line.contains(": ") {
            #expect(line.count <= TextRendition.width, "\(line)")
        }
        #expect(!notice.text.contains("\n\n\n"))
    }

    @Test func `both languages show the same links and the same lists`() throws {
        let catalog = try Templates.catalog.get()
        for name in NoticeName.allCases {
            let outlines = try Domain.Locale.allCases.map { locale in
                HTMLOutline(try catalog.render(name, locale, name.sampleValues(.indonesian)).html).tags.filter
                {
                    $0.hasPrefix("<a") || $0.hasPrefix("<li") || $0.hasPrefix("<pre") || $0.hasPrefix("<h")
                }.filter { !$0.hasPrefix("<html") }
            }
            #expect(outlines.first == outlines.last, "\(name.rawValue)")
        }
    }
}
