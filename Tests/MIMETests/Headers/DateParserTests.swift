import Domain
import MIME
import Testing

struct DateParserTests {
    @Test(arguments: [
        ("Mon, 23 Nov 2026 09:00:00 +0700", "2026-11-23T02:00:00Z"),
        ("23 Nov 2026 09:00 +0700", "2026-11-23T02:00:00Z"),
        ("Mon,23 Nov 2026 09:00:00 +0700 (WIB)", "2026-11-23T02:00:00Z"),
        ("23 Nov 26 09:00:00 GMT", "2026-11-23T09:00:00Z"),
        ("23 Nov 99 09:00:00 EST", "1999-11-23T14:00:00Z"), ("23 Nov 126 09:00:00 Z", "2026-11-23T09:00:00Z"),
        ("Mon Nov 23 09:00:00 2026", "2026-11-23T09:00:00Z"),
        ("Mon Nov 23 09:00:00 PST 2026", "2026-11-23T17:00:00Z"),
        ("Monday, 23-Nov-26 09:00:00 GMT", "2026-11-23T09:00:00Z"),
        ("Mon, 23 November 2026 09:00:00 -0530", "2026-11-23T14:30:00Z"),
        ("Mon, 23 Nov 2026 09:00:60 +0000", "2026-11-23T09:00:59Z"),
        ("23 (day) Nov (month) 2026 09:00:00 A", "2026-11-23T09:00:00Z"),
        ("Mon, 23 Nov 2026 09:00:00+0700", "2026-11-23T02:00:00Z"),
        ("Mon, 23 Nov 2026 9:00:00 pm +0700", "2026-11-23T14:00:00Z"),
    ])
    func `a date is read`(value: String, moment: String) {
        #expect(DateParser.parse(Array(value.utf8))?.description == moment)
    }

    @Test(arguments: [
        "", "yesterday", "31 Feb 2026 09:00:00 +0000", "23 Nov 2026", "23 Nov 2026 25:00:00 +0000", "Nov",
        "99999999999999999999 Nov 2026 09:00:00", "23 Nov 2026 :", "(((((", ":::: : :",
    ])
    func `what is no date is none`(value: String) {
        #expect(DateParser.parse(Array(value.utf8)) == nil)
    }
}
