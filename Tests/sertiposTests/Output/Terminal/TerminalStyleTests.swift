import Domain
import Testing

@testable import sertipos

@Suite("How text is written to a terminal")
struct TerminalStyleTests {
    @Test("colours are for terminals only, and NO_COLOR or a dumb terminal ends them")
    func colours() {
        func style(_ isTerminal: Bool, _ environment: [String: String] = [:]) -> TerminalStyle {
            TerminalStyle(isTerminal: isTerminal, columns: 100, environment: environment)
        }
        #expect(style(true).isColoured && style(true).width == 100)
        #expect(style(true).tinted("x", .alarm) == "\u{1B}[31mx\u{1B}[0m")
        for plain in [
            style(false), style(true, ["NO_COLOR": "1"]), style(true, ["TERM": "dumb"]),
            style(false, ["TERM": "xterm"]),
        ] {
            #expect(plain.tinted("x", .alarm) == "x")
        }
        #expect(style(true, ["NO_COLOR": ""]).isColoured)
        #expect(style(false).width == nil)
    }

    @Test(
        "what a mail wrote is shown, never obeyed",
        arguments: [
            "\u{1B}[2J", "\u{7}", "a\rb", "a\nb", "\u{202E}moc", "\u{2066}x", "\u{9B}31m", "a\u{2028}b",
        ])
    func hostile(text: String) {
        let shown = text.printable
        #expect(shown.contains("\u{FFFD}"))
        for scalar in shown.unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(!(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
        }
        #expect("Siti Nurhaliza – Ä 👩‍💻".printable == "Siti Nurhaliza – Ä 👩‍💻")
    }

    private func table(_ style: TerminalStyle) -> [String] {
        var table = TerminalTable(columns: [
            .init(title: "NUMBER"), .init(title: "NAME", least: 4), .init(title: "AGENCY", least: 6),
        ])
        table.rows = [
            [.init("SE-1"), .init("Budi Santoso"), .init("Dinas Kesehatan Kabupaten Contoh")],
            [.init("SE-200"), .init("Ani\u{1B}[31m"), .init("–")],
        ]
        return table.lines(style)
    }

    @Test("columns line up and keep to the terminal's width; elsewhere nothing is cut")
    func columns() {
        let plain = table(.plain)
        #expect(
            plain == [
                "SE-1    Budi Santoso  Dinas Kesehatan Kabupaten Contoh",
                "SE-200  Ani\u{FFFD}[31m      –",
            ])
        for width in [40, 44, 60, 200] {
            let lines = table(TerminalStyle(isColoured: false, width: width))
            #expect(lines.count == 3 && lines.allSatisfy { $0.count <= width })
            #expect(lines[0].hasPrefix("NUMBER  NAME"))
            #expect(lines[1].hasPrefix("SE-1    Bud"))
        }
        let narrow = table(TerminalStyle(isColoured: false, width: 40))
        #expect(narrow[1].hasSuffix("…"))
        let coloured = table(TerminalStyle(isColoured: true, width: 60))
        #expect(coloured[0].hasPrefix("\u{1B}[2mNUMBER\u{1B}[0m  "))
    }

    @Test("ages name the two largest units")
    func ages() {
        let spans: [(Int64, String)] = [
            (0, "0 s"), (59, "59 s"), (60, "1 min"), (3600, "1 h"), (3660, "1 h 1 min"),
            (86_400, "1 d"), (90_000, "1 d 1 h"), (10 * 86_400 + 3600, "10 d"), (-5, "0 s"),
        ]
        for (seconds, text) in spans { #expect(DeskTimes.span(seconds) == text) }
        let times = DeskTimes(zone: .wib, now: Timestamp(seconds: 1_795_399_200))
        #expect(times.moment(times.now) == "2026-11-23 09:00")
        #expect(times.weekday(times.now) == "Monday")
        #expect(times.distance(times.now) == "now")
        #expect(times.distance(times.now + 7200) == "in 2 h")
        #expect(times.distance(times.now + -7200) == "2 h ago")
    }
}
