import Domain
import Notices
import TestSupport
import Testing

@Suite("Calendar events")
struct CalendarEventTests {
    private func event(
        summary: String = "Sertifikat Budi Santoso berakhir", details: String = "Balas surel ini.",
        uid: String = "certificate-4F3A@layanan.example.go.id"
    ) throws -> CalendarEvent {
        let day = try #require(CivilDate(iso: "2026-12-31"))
        return CalendarEvent(
            uid: uid, sequence: 2, stamp: Timestamp(seconds: 1_795_399_200), start: .day(day),
            summary: summary, details: details, url: "https://layanan.example.go.id/panduan",
            organizer: EmailAddress("layanan@example.go.id"), alarmDays: [7, 30, 1, 7, -3, 0, 10_000])
    }

    @Test("an event is written line by line as RFC 5545 and RFC 5546 ask")
    func lines() throws {
        let text = String(decoding: try event().octets, as: UTF8.self)
        let alarms = ["-P30D", "-P7D", "-P1D", "PT0S"].flatMap { trigger in
            [
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Sertifikat Budi Santoso berakhir",
                "TRIGGER:\(trigger)", "END:VALARM",
            ]
        }
        let expected =
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sertipos//sertipos//ID", "METHOD:PUBLISH",
                "BEGIN:VEVENT", "UID:certificate-4F3A@layanan.example.go.id", "DTSTAMP:20261123T020000Z",
                "SEQUENCE:2", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Sertifikat Budi Santoso berakhir", "DESCRIPTION:Balas surel ini.",
                "URL:https://layanan.example.go.id/panduan", "ORGANIZER:mailto:layanan@example.go.id",
                "TRANSP:TRANSPARENT",
            ] + alarms + ["END:VEVENT", "END:VCALENDAR", ""]
        #expect(text == expected.joined(separator: "\r\n"))
    }

    @Test("a moment is written in UTC; what is not there is left out")
    func moment() throws {
        let event = CalendarEvent(
            uid: "a@b", sequence: -1, stamp: Timestamp(seconds: 0),
            start: .moment(Timestamp(seconds: 86_399)),
            summary: "x", details: "")
        let reading = try #require(CalendarReading(event.octets))
        #expect(reading.values("DTSTART") == ["19700101T235959Z"] && reading.values("SEQUENCE") == ["0"])
        for name in ["DTEND;VALUE=DATE", "DESCRIPTION", "URL", "ORGANIZER", "TRIGGER"] {
            #expect(reading.values(name).isEmpty, "\(name)")
        }
    }

    @Test("the same event has the same octets; a later one differs only where it should")
    func stability() throws {
        var later = try event()
        #expect(later.octets == (try event()).octets)
        later.sequence = 3
        later.stamp = Timestamp(seconds: 1_795_500_000)
        let first = try #require(CalendarReading(try event().octets)).properties
        let second = try #require(CalendarReading(later.octets)).properties
        let changed = zip(first, second).filter { $0 != $1 }.map(\.0.name)
        #expect(first.count == second.count && changed == ["DTSTAMP", "SEQUENCE"])
    }

    static let hostile = [
        "Budi\r\nATTENDEE:mailto:x@y.id", "Budi\nEND:VEVENT\nBEGIN:VEVENT", "Budi\rX:1", "a;b,c\\d\\n\"e\":f",
        "\\", "\\\\;", "Budi\u{2028}URL:x", "Budi\u{85}URL:x", "\u{B}X:1", "\u{0}\u{1B}[2J", " \tX:1", ":",
        "",
        "\u{202E}nib.exe", String(repeating: "é", count: 400),
        String(repeating: "\u{1F468}\u{200D}", count: 90),
        String(repeating: "a", count: 74) + "\nX:1", String(repeating: ",", count: 300),
        "Nama\r\n X-FOLDED:1", "=?utf-8?Q?x?=", "%0D%0AX:1",
    ]

    @Test("no name, text, address or identifier adds a property", arguments: hostile)
    func injection(_ value: String) throws {
        var event = try event(summary: value, details: "Yth. \(value)", uid: value)
        event.url = "https://x.id/" + value
        let reading = try #require(CalendarReading(event.octets))
        let plain = try #require(CalendarReading(try self.event().octets))
        #expect(reading.properties.map(\.name) == plain.properties.map(\.name))
        for line in reading.lines {
            #expect(line.count <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil, "a character was cut in two")
            #expect(line.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        }
        let expected = Self.visible(value)
        #expect(CalendarReading.text(reading.values("SUMMARY").first) == expected)
        #expect(CalendarReading.text(reading.values("UID").first) == expected)
        #expect(CalendarReading.text(reading.values("DESCRIPTION").first) == "Yth. " + expected)
        let url = try #require(reading.values("URL").first)
        #expect(url.utf8.allSatisfy { (0x21...0x7E).contains($0) } && url.hasPrefix("https://x.id/"))
    }

    @Test("every length folds and unfolds, whatever the width of its characters")
    func folding() throws {
        let random = SeededRandom(13)
        let pieces = ["a", "é", "\u{20AC}", "\u{1F600}", ",", "\n", " "]
        for length in 0..<300 {
            let text = (0..<length).map { _ in pieces[Int(random.next() % 7)] }.joined()
            let reading = try #require(CalendarReading(try event(summary: text).octets))
            #expect(CalendarReading.text(reading.values("SUMMARY").first) == text)
            for line in reading.lines {
                #expect(line.count <= 75 && String(validating: line, as: UTF8.self) != nil)
            }
        }
    }

    @Test("no more alarms than a calendar needs")
    func alarms() throws {
        var event = try event()
        event.alarmDays = Array(0...400)
        let triggers = try #require(CalendarReading(event.octets)).values("TRIGGER")
        #expect(triggers.count == CalendarEvent.maximumAlarms && triggers.last == "PT0S")
    }

    /// What of a value is left: line ends as `\n`, no control characters, no turns of direction.
    private static func visible(_ value: String) -> String {
        let lines = value.replacing("\r\n", with: "\n").unicodeScalars.map { scalar -> String in
            switch scalar.value {
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: "\n"
            case 0x09: "\t"
            case 0..<0x20, 0x7F...0x9F, 0x202E: ""
            default: String(scalar)
            }
        }
        return lines.joined()
    }
}
