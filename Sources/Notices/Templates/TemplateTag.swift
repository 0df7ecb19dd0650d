internal import Domain

/// One pair of braces in a template.
struct TemplateTag {
    /// What the braces do.
    enum Kind {
        case value
        case section
        case inverted
        case close
        case comment
    }

    let kind: Kind
    let name: String
    /// Octets of the part it stands in, braces included.
    let range: Range<Int>

    /// All tags of `part`. Mustache's further syntax (unescaped values, partials, delimiters) is refused.
    static func all(in part: TemplateSource.Part, problems: inout [DocumentError]) -> [TemplateTag] {
        let octets = Array(part.text.utf8)
        var tags: [TemplateTag] = []
        var index = 0
        while index + 1 < octets.count {
            guard octets[index] == UInt8(ascii: "{"), octets[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            guard let end = end(in: octets, from: index + 2) else {
                problems.append(
                    part.error(at: index, "the tag is not closed", remedy: "write '}}' on the same line"))
                index += 2
                continue
            }
            if let tag = tag(octets, index..<end) {
                tags.append(tag)
            } else {
                problems.append(
                    part.error(
                        at: index, "this kind of tag is not known",
                        remedy: "use {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}} or {{! comment }}"))
            }
            index = end
        }
        return tags
    }

    /// The offset behind the closing braces, if they stand on the same line.
    private static func end(in octets: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < octets.count, octets[index] != 0x0A {
            if octets[index] == UInt8(ascii: "}"), octets[index + 1] == UInt8(ascii: "}") { return index + 2 }
            index += 1
        }
        return nil
    }

    private static func tag(_ octets: [UInt8], _ range: Range<Int>) -> TemplateTag? {
        var content = octets[range.lowerBound + 2..<range.upperBound - 2]
        let kind: Kind
        switch content.first {
        case UInt8(ascii: "#"): kind = .section
        case UInt8(ascii: "^"): kind = .inverted
        case UInt8(ascii: "/"): kind = .close
        case UInt8(ascii: "!"): return TemplateTag(kind: .comment, name: "", range: range)
        default: kind = .value
        }
        if kind != .value { content.removeFirst() }
        while content.first == 0x20 { content.removeFirst() }
        while content.last == 0x20 { content.removeLast() }
        guard let first = content.first, isLetter(first), content.allSatisfy(isNameOctet) else { return nil }
        return TemplateTag(kind: kind, name: String(decoding: content, as: UTF8.self), range: range)
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        (65...90).contains(octet) || (97...122).contains(octet)
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        isLetter(octet) || (48...57).contains(octet) || octet == UInt8(ascii: ".")
    }
}
