import Domain
import Testing

@testable import Pipeline

@Suite("The sheet of a report")
struct ReportSheetTests {
    @Test(
        "no cell can become a formula or leave its place",
        arguments: [
            ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
            ("contoh.go.id", "contoh.go.id"), ("-7", "-7"), ("12", "12"), ("", ""), ("\r\n=x", "\"'\r\n=x\""),
        ])
    func cells(text: String, cell: String) {
        #expect(ReportSheet.cell(text) == cell)
    }

    @Test("lines have six cells each, end in CRLF, and begin with the mark of UTF-8")
    func lines() throws {
        let desk = try TestDesk()
        let november = try #require(ReportPeriod(month: "2026-11"))
        let figures = try desk.ledger.read {
            try ReportFigures(november, in: $0, settings: desk.desk.settings, now: desk.clock.now())
        }
        let text = String(decoding: ReportSheet(figures).bytes, as: UTF8.self)
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        let lines = text.dropFirst().split(separator: "\r\n")
        #expect(lines.first == "period,section,name,measure,value,unit")
        #expect(lines.count > 30)
        for line in lines { #expect(line.split(separator: ",").count == 6, "\(line)") }
        #expect(lines.contains("2026-11,requests,issuance,opened,0,count"))
    }
}
