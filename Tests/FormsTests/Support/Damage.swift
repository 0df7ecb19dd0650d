import Forms
import TestSupport

/// What mail programs do to a form's text. Each kind leaves the fields the same for a human reader.
struct Damage: CustomStringConvertible {
    enum Layout: String, CaseIterable {
        case asWritten
        case wrapped76
        case wrapped60
        case collapsed
        case collapsedAndWrapped
        case doubled
        case table
        case indented
    }

    enum Dressing: String, CaseIterable {
        case noBreakSpaces
        case curlyQuotes
        case fullWidthColons
        case spacedColons
        case boldLabels
        case zeroWidth
        case carriageReturns
        case trailingSpaces
        case numbered
        case quoted
        case quotedTwice
        case greetingAndClosing
        case phoneSignature
        case underAttribution
        case outlookHeader
    }

    let layout: Layout
    let dressings: [Dressing]

    var description: String { "\(layout) \(dressings)" }

    /// A random damage; dressings that need their own lines are left out where there are no lines.
    static func random(_ random: inout SeededRandom) -> Damage {
        let layout = Layout.allCases[Int(random.next() % UInt64(Layout.allCases.count))]
        var dressings: [Dressing] = []
        for dressing in Dressing.allCases where random.next() % 4 == 0 { dressings.append(dressing) }
        return Damage(layout: layout, dressings: dressings)
    }

    func applied(to form: String) -> String {
        var lines = form.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if dressings.contains(.numbered), layout != .table { lines = numbered(lines) }
        if layout == .table {
            lines = lines.map { $0.replacing(": ", with: "\t") }
        } else if dressings.contains(.boldLabels) {
            lines = lines.map(bold)
        }
        if dressings.contains(.fullWidthColons) { lines = lines.map { replacingColon($0, "\u{FF1A}") } }
        if dressings.contains(.spacedColons) { lines = lines.map { replacingColon($0, " : ") } }
        if layout == .indented { lines = lines.map { $0.isEmpty ? $0 : "   " + $0 } }
        switch layout {
        case .asWritten, .table, .indented: break
        case .wrapped76: lines = lines.flatMap { Self.wrapped($0, 76) }
        case .wrapped60: lines = lines.flatMap { Self.wrapped($0, 70) }
        case .collapsed: lines = [lines.filter { !$0.isEmpty }.joined(separator: " ")]
        case .collapsedAndWrapped:
            lines = Self.wrapped(lines.filter { !$0.isEmpty }.joined(separator: " "), 76)
        case .doubled: lines = Array(lines.filter { !$0.isEmpty }.map { [$0] }.joined(separator: [""]))
        }
        if dressings.contains(.greetingAndClosing) {
            lines =
                ["Yth. Petugas Layanan,", "", "Berikut data yang diminta.", ""] + lines + [
                    "", "Terima kasih,", "Budi",
                ]
        }
        if dressings.contains(.quoted) { lines = lines.map { "> " + $0 } }
        if dressings.contains(.quotedTwice) { lines = lines.map { ">> " + $0 } }
        if dressings.contains(.underAttribution) {
            lines =
                [
                    "Sudah saya isi.", "",
                    "Pada Sen, 23 Nov 2026 pukul 09.14 Layanan Sertifikat <layanan@contoh.go.id>", "menulis:",
                    "",
                ] + lines
        }
        if dressings.contains(.outlookHeader) {
            lines =
                [
                    "Terlampir.", "", "Dari: Layanan <layanan@contoh.go.id>",
                    "Dikirim: Senin, 23 November 2026 9:14",
                    "Kepada: Budi <budi@example.com>", "Perihal: Lengkapi data", "",
                ] + lines
        }
        if dressings.contains(.phoneSignature) { lines = [""] + lines + ["", "Dikirim dari iPhone saya"] }
        var text = lines.joined(separator: "\n")
        if dressings.contains(.trailingSpaces) { text = text.replacing("\n", with: "  \n") }
        if dressings.contains(.noBreakSpaces) {
            text = text.replacing(": ", with: ":\u{A0}").replacing(" d", with: "\u{202F}d")
        }
        if dressings.contains(.curlyQuotes) { text = text.replacing("'", with: "\u{2019}") }
        if dressings.contains(.zeroWidth) { text = text.replacing("a", with: "a\u{200B}") }
        if dressings.contains(.carriageReturns) { text = text.replacing("\n", with: "\r\n") }
        return text
    }

    private func numbered(_ lines: [String]) -> [String] {
        var number = 0
        return lines.map { line in
            guard line.contains(": "), !line.hasPrefix("(") else { return line }
            number += 1
            return "\(number). \(line)"
        }
    }

    private func bold(_ line: String) -> String {
        guard !line.hasPrefix("("), let colon = line.firstIndex(of: ":") else { return line }
        return "*" + line[..<colon] + ":*" + line[line.index(after: colon)...]
    }

    private func replacingColon(_ line: String, _ colon: String) -> String {
        guard !line.hasPrefix("("), let place = line.firstIndex(of: ":") else { return line }
        return String(line[..<place]) + colon + line[line.index(after: place)...]
    }

    /// Greedy wrapping at spaces, as mail programs do.
    static func wrapped(_ line: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if current.isEmpty {
                current = String(word)
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = String(word)
            }
        }
        return lines + [current]
    }
}
