import Domain
import Notices
import Testing

@testable import Pipeline

@Suite("Sample charts")
struct SampleChartsTests {
    @Test("every picture of the report's sample has its chart, in both languages", arguments: Locale.allCases)
    func places(locale: Locale) throws {
        let desk = try TestDesk()
        let messageID = try #require(MessageID("sample@contoh.example"))
        let charts = SampleCharts(words: desk.desk.words, locale: locale, messageID: messageID)
        let places = NoticeName.administratorReport.sampleValues(locale).filter {
            if case .picture = $0.value { true } else { false }
        }
        #expect(places.count == 3 && Set(charts.values.keys) == Set(places.keys))
        // The pictures say what the words beside them say.
        guard case .rows(let rows)? = NoticeName.administratorReport.sampleValues(locale)["requests"] else {
            Issue.record("no rows")
            return
        }
        let opened = rows.compactMap { $0["opened"] }.compactMap { value -> String? in
            if case .text(let text) = value { text } else { nil }
        }
        let description = try #require(charts.values["requestChart"]?.description)
        #expect(opened.count == 2 && opened.allSatisfy(description.contains), "\(description)")
        let names = charts.files.compactMap(\.contentID?.value)
        #expect(Set(names) == Set(charts.values.values.map(\.contentID)))
        #expect(charts.files.allSatisfy { $0.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
    }
}
