import Domain
import Foundation
import Testing

@testable import Notices

@Suite struct GoldenTests {
    static let folder = Templates.project.appending(path: "Tests/NoticesTests/Golden")
    static let isUpdating = ProcessInfo.processInfo.environment["SERTIPOS_UPDATE_GOLDEN"] == "1"
    static let cases = NoticeName.allCases.flatMap { name in Domain.Locale.allCases.map { (name, $0) } }

    @Test(arguments: cases)
    func `every notice is written as its golden files say`(name: NoticeName, locale: Domain.Locale) throws {
        let notice = try Templates.catalog.get().render(name, locale, name.sampleValues(locale))
        let base = Self.folder.appending(path: "\(locale.rawValue)/\(name.rawValue)")
        let text = base.appendingPathExtension("txt")
        let html = base.appendingPathExtension("html")
        let written = "Subject: \(notice.subject)\n\n\(notice.text)"
        if Self.isUpdating {
            try FileManager.default.createDirectory(
                at: base.deletingLastPathComponent(), withIntermediateDirectories: true)
            try written.write(to: text, atomically: true, encoding: .utf8)
            try notice.html.write(to: html, atomically: true, encoding: .utf8)
        }
        #expect(written == (try String(contentsOf: text, encoding: .utf8)))
        #expect(notice.html == (try String(contentsOf: html, encoding: .utf8)))
    }

    @Test(.enabled(if: !isUpdating)) func `no golden file is left over`() throws {
        let expected = Set(
            Self.cases.flatMap { name, locale in
                ["txt", "html"].map { "\(locale.rawValue)/\(name.rawValue).\($0)" }
            })
        let found = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found.filter { $0.contains(".") }) == expected)
    }
}
