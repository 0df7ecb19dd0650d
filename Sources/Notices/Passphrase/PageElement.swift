internal import Domain

/// One start tag of a page, with what stands between it and its end tag where that is no markup.
struct PageElement {
    struct Attribute {
        let name: String
        let value: String
        let offset: Int
    }

    /// Lower case.
    let name: String
    let attributes: [Attribute]
    /// Of the `<`.
    let offset: Int
    /// Octets between the tags of a script, style or title.
    let content: Range<Int>?

    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// All start tags of `page`, in order. Comments are skipped.
    static func all(in octets: [UInt8]) -> [PageElement] {
        var elements: [PageElement] = []
        var index = 0
        while let open = octets[index...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = octets[open...]
            if rest.starts(with: "<!--".utf8) {
                index = end(of: "-->", in: octets, from: open + 4)
            } else if open + 1 < octets.count, isLetter(octets[open + 1]) {
                let element = element(in: octets, at: open, end: &index)
                elements.append(element)
                if let content = element.content { index = content.upperBound }
            } else {
                index = open + 1
            }
        }
        return elements
    }

    private static func element(in octets: [UInt8], at open: Int, end index: inout Int) -> PageElement {
        let name = lowered(octets[(open + 1)...].prefix { !isSpace($0) && $0 != slash && $0 != close })
        index = open + 1 + name.utf8.count
        var attributes: [Attribute] = []
        while index < octets.count, octets[index] != close {
            guard !isSpace(octets[index]), octets[index] != slash else {
                index += 1
                continue
            }
            attributes.append(attribute(in: octets, at: &index))
        }
        index = min(index + 1, octets.count)
        var content: Range<Int>?
        if ["script", "style", "title", "textarea"].contains(name) {
            let stop = start(of: "</\(name)", in: octets, from: index)
            content = index..<stop
        }
        return PageElement(name: name, attributes: attributes, offset: open, content: content)
    }

    private static func attribute(in octets: [UInt8], at index: inout Int) -> Attribute {
        let offset = index
        // HTML lets a name begin with '=', so one octet is always taken.
        let rest = octets[(index + 1)...].prefix {
            !isSpace($0) && $0 != slash && $0 != close && $0 != equals
        }
        let name = lowered(octets[offset..<rest.endIndex])
        index = rest.endIndex
        while index < octets.count, isSpace(octets[index]) { index += 1 }
        guard index < octets.count, octets[index] == equals else {
            return Attribute(name: name, value: "", offset: offset)
        }
        index += 1
        while index < octets.count, isSpace(octets[index]) { index += 1 }
        let value: ArraySlice<UInt8>
        if index < octets.count, octets[index] == UInt8(ascii: "\"") || octets[index] == UInt8(ascii: "'") {
            let quote = octets[index]
            value = octets[(index + 1)...].prefix { $0 != quote }
            index = min(value.endIndex + 1, octets.count)
        } else {
            value = octets[index...].prefix { !isSpace($0) && $0 != close }
            index = value.endIndex
        }
        return Attribute(name: name, value: String(decoding: value, as: UTF8.self), offset: offset)
    }

    private static let close = UInt8(ascii: ">")
    private static let slash = UInt8(ascii: "/")
    private static let equals = UInt8(ascii: "=")

    private static func isSpace(_ octet: UInt8) -> Bool { octet <= 0x20 }
    private static func isLetter(_ octet: UInt8) -> Bool { (97...122).contains(octet | 0x20) }

    private static func lowered(_ octets: ArraySlice<UInt8>) -> String {
        String(decoding: octets.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    private static func start(of mark: String, in octets: [UInt8], from index: Int) -> Int {
        var index = index
        while index < octets.count {
            guard let open = octets[index...].firstIndex(of: mark.utf8.first ?? 0) else { break }
            if lowered(octets[open...].prefix(mark.utf8.count)) == mark { return open }
            index = open + 1
        }
        return octets.count
    }

    private static func end(of mark: String, in octets: [UInt8], from index: Int) -> Int {
        min(start(of: mark, in: octets, from: min(index, octets.count)) + mark.utf8.count, octets.count)
    }
}
