import Domain
import Forms
import TestSupport
import Testing

@testable import sertipos

@Suite("CSV files by SwiftCSV")
struct AnnexParserTests {
    @Test("records, cells, quotes and line breaks in them")
    func grammar() throws {
        let text = "a;b;c\n\"x;1\";\"y\n\"\"2\"\"\"; z\n\n;;\nlast"
        #expect(
            try AnnexParser.parse(text, ";") == [
                ["a", "b", "c"], ["x;1", "y\n\"2\"", "z"], [], [], ["last"],
            ])
        #expect(try AnnexParser.parse("a\tb\n", "\t") == [["a", "b"]])
        #expect(try AnnexParser.parse("", ",") == [[]])
        #expect(try AnnexParser.parse("a,\"\"", ",") == [["a", ""]])
    }

    @Test(
        "quotes that do not match are refused with their record",
        arguments: [
            ("a;b\nc;\"d\ne;f\n", 2), ("\"", 1), ("a \"b\" c\n", 1), ("a\nb\n\"c\" d\n", 3), ("a\nb\"", 2),
        ])
    func damage(text: String, record: Int) {
        #expect(throws: CSVDamage(record: record)) { try AnnexParser.parse(text, ";") }
    }

    @Test("ragged records stay ragged")
    func ragged() throws {
        #expect(try AnnexParser.parse("a,b,c\nd\ne,f,g,h\n", ",").map(\.count) == [3, 1, 4])
    }

    @Test("one long record does not make all others as long")
    func memory() throws {
        let text = String(repeating: ";", count: 20_000) + "x\n" + String(repeating: "a\n", count: 20_000)
        let records = try AnnexParser.parse(text, ";")
        #expect(records.count == 20_001 && records[0].count == 20_001 && records[1] == ["a"])
    }

    @Test("many records are read in bounded time")
    func length() throws {
        let isProportional = try WorkGrowth.isProportional(upTo: 40_000) { (count: Int) throws in
            let text = String(repeating: "a;b;c;d\n", count: count)
            #expect(try AnnexParser.parse(text, ";").count == count)
        }
        #expect(isProportional)
    }

    @Test("random octets never trap")
    func anything() {
        let random = SeededRandom(3)
        let pieces = [
            "\"", "\"\"", ";", ",", "\n", "\t", "a", " ", "é", "\u{301}", "\u{1F468}\u{200D}", "x;y",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int(random.next() % 30)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
            do {
                let records = try AnnexParser.parse(text, ";")
                #expect(!records.isEmpty)
            } catch {
                #expect((error as? CSVDamage)?.record ?? 0 > 0)
            }
        }
    }
}
