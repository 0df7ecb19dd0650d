internal import Domain

/// `layout.html`: the frame around every notice, split once at its slots.
struct HTMLLayout {
    /// What the frame may ask for.
    enum Slot: String, CaseIterable {
        /// The notice and the shared footer, as HTML: three braces.
        case content, footer
        /// Text: two braces.
        case subject, deskName, language

        var isMarkup: Bool { self == .content || self == .footer }
    }

    private enum Segment {
        case literal([UInt8])
        case slot(Slot)
    }

    private var segments: [Segment] = []
    private(set) var styles: HTMLStyles

    /// Reads the layout. Its `<style data-inline>` is taken out and written into the tags instead.
    init(_ text: String, file: String, problems: inout [DocumentError]) {
        let source = TemplateSource(footer: text, file: file, problems: &problems)
        let whole = source.body
        Self.refuseRemote(in: whole, problems: &problems)
        var markup = whole.text
        styles = HTMLStyles(sheet: "", file: file, line: 1, problems: &problems)
        if let block = Self.range(of: "<style data-inline>", to: "</style>", in: markup) {
            let start = markup[..<block.content.lowerBound]
            styles = HTMLStyles(
                sheet: markup[block.content], file: file, line: 1 + start.count { $0 == "\n" },
                problems: &problems)
            // The line ends stay for the sake of error positions.
            let lineEnds = String(repeating: "\n", count: markup[block.whole].count { $0 == "\n" })
            markup.replaceSubrange(block.whole, with: lineEnds)
        }
        split(TemplateSource.Part(text: markup, file: file, line: 1, column: 1), problems: &problems)
    }

    /// The document with `fill` writing each slot.
    func document(capacity: Int, fill: (Slot, inout [UInt8]) -> Void) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(capacity + 4096)
        for segment in segments {
            switch segment {
            case .literal(let octets): output += octets
            case .slot(let slot): fill(slot, &output)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func split(_ part: TemplateSource.Part, problems: inout [DocumentError]) {
        let octets = Array(part.text.utf8)
        var start = 0
        var index = 0
        var seen: Set<Slot> = []
        while index + 1 < octets.count {
            guard octets[index] == UInt8(ascii: "{"), octets[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            let braces = octets[index...].prefix { $0 == UInt8(ascii: "{") }.count
            let name = octets[(index + braces)...].prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }
            let end = index + braces + name.count
            let isClosed = octets[end...].prefix { $0 == UInt8(ascii: "}") }.count == braces
            let slot = Slot(rawValue: String(decoding: name, as: UTF8.self))
            if let slot, isClosed, braces == (slot.isMarkup ? 3 : 2) {
                append(octets[start..<index])
                segments.append(.slot(slot))
                if slot.isMarkup, !seen.insert(slot).inserted {
                    problems.append(part.error(at: index, "{{{\(slot.rawValue)}}} stands here twice"))
                }
            } else {
                problems.append(part.error(at: index, "this tag is not known here", remedy: Self.known))
            }
            index = min(end + (isClosed ? braces : 0), octets.count)
            start = index
        }
        append(octets[min(start, octets.count)...])
        for slot in Slot.allCases where slot.isMarkup && !seen.contains(slot) {
            problems.append(DocumentError(file: part.file, problem: "{{{\(slot.rawValue)}}} is missing"))
        }
    }

    /// Literal text without indentation and blank lines, which are a tenth of every mail.
    private mutating func append(_ octets: ArraySlice<UInt8>) {
        var output: [UInt8] = []
        for octet in octets where !(octet == 0x0A && (output.last == 0x0A)) {
            if octet == 0x20, output.last == 0x0A { continue }
            output.append(octet)
        }
        segments.append(.literal(output))
    }

    private static let known = "known: {{{content}}} {{{footer}}} {{subject}} {{deskName}} {{language}}"

    /// Scripts and whatever a mail program would load.
    private static func refuseRemote(in part: TemplateSource.Part, problems: inout [DocumentError]) {
        let lowered = Array(part.text.lowercased().utf8)
        for (index, octet) in lowered.enumerated() where "<:ujs@i".utf8.contains(octet) {
            for word in ["<script", "<img", "<link", "<iframe", "<object", "://", "url(", "src=", "@import"]
            where lowered[index...].starts(with: word.utf8) {
                problems.append(part.error(at: index, "'\(word)' may not stand in the layout"))
            }
        }
    }

    private static func range(
        of start: String, to end: String, in text: String
    ) -> (whole: Range<String.Index>, content: Range<String.Index>)? {
        guard let open = text.firstRange(of: start), let close = text[open.upperBound...].firstRange(of: end)
        else { return nil }
        return (open.lowerBound..<close.upperBound, open.upperBound..<close.lowerBound)
    }
}
