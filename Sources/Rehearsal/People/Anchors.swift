/// Links in HTML as a person sees them: what is written on them, and where they lead.
enum Anchors {
    /// Every `<a href=…>label</a>`, entities decoded.
    static func labelled(in html: String) -> [(label: String, target: String)] {
        var found: [(label: String, target: String)] = []
        var rest = Substring(html)
        while let start = rest.firstRange(of: "<a ") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ">"), let close = rest.firstRange(of: "</a>"),
                end < close.lowerBound
            else { break }
            let attributes = rest[..<end]
            if let target = quoted("href=", in: attributes) {
                let label = withoutTags(rest[rest.index(after: end)..<close.lowerBound])
                found.append((label: visible(label), target: decoded(target)))
            }
            rest = rest[close.upperBound...]
        }
        return found
    }

    private static func quoted(_ name: String, in attributes: Substring) -> String? {
        guard let start = attributes.firstRange(of: name) else { return nil }
        let value = attributes[start.upperBound...]
        guard let mark = value.first, mark == "\"" || mark == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != mark })
    }

    private static func withoutTags(_ html: Substring) -> String {
        var isInside = false
        var text = ""
        for character in html {
            switch character {
            case "<": isInside = true
            case ">": isInside = false
            default: if !isInside { text.append(character) }
            }
        }
        return text
    }

    /// Text with its character references resolved (the numeric ones, and the few that mail uses), without
    /// invisible characters and with single spaces.
    private static func visible(_ text: String) -> String {
        let invisible: [Unicode.Scalar] = ["\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}"]
        let scalars = decoded(text).unicodeScalars.filter { !invisible.contains($0) }
        return String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    private static func decoded(_ text: String) -> String {
        var output = ""
        var rest = Substring(text)
        while let mark = rest.firstIndex(of: "&") {
            output += rest[..<mark]
            rest = rest[mark...]
            let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
            let end = rest.index(mark, offsetBy: name.count + 1, limitedBy: rest.endIndex) ?? rest.endIndex
            if end < rest.endIndex, rest[end] == ";", let character = character(name) {
                output.unicodeScalars.append(character)
                rest = rest[rest.index(after: end)...]
            } else {
                output.append("&")
                rest = rest.dropFirst()
            }
        }
        return output + rest
    }

    private static func character(_ name: Substring) -> Unicode.Scalar? {
        if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return named[name]
    }

    private static let named: [Substring: Unicode.Scalar] = [
        "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "amp": "&", "nbsp": "\u{A0}", "emsp": "\u{2003}",
        "ensp": "\u{2002}",
    ]
}
