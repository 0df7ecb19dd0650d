import Domain
import Forms

/// One person's words as another may read them: without one-time codes, without whole NIKs, and without the
/// address that the desk keeps to itself.
struct DiscreetText {
    /// The most that is passed on, in Unicode scalars.
    static let longest = 20_000
    /// What stands where a code stood.
    static let mark = "[…]"

    /// The address that is not shown.
    let hidden: EmailAddress
    /// What stands in its place.
    let substitute: String

    /// `text` fit to be passed on; `limit` is its length in Unicode scalars.
    func masked(_ text: String, limit: Int = longest) -> String {
        // The end is cut once more after masking, so that nothing half cut through escapes the masks.
        let ample = String(text.unicodeScalars.prefix(limit + 300))
        let safe = withoutAddress(FormWriter.maskingNumbers(Self.withoutCodes(ample)))
        return String(safe.unicodeScalars.prefix(limit)).trimmingSpaces
    }

    /// Whether a file's octets, read as text, hold what ``masked(_:limit:)`` would take out of them.
    func isRevealing(_ octets: [UInt8]) -> Bool {
        let text = String(decoding: octets, as: UTF8.self)
        return Self.withoutCodes(text) != text || withoutAddress(text) != text
            || FormWriter.maskingNumbers(text) != text
    }

    /// The address in any case, plain or as it stands in a URL.
    private func withoutAddress(_ text: String) -> String {
        let local = hidden.canonical.dropLast(hidden.domain.count + 1)
        return ["@", "%40"].reduce(text) { text, sign in
            Self.replacing(Array("\(local)\(sign)\(hidden.domain)".utf8), in: text, with: substitute)
        }
    }

    private static func replacing(_ needle: [UInt8], in text: String, with substitute: String) -> String {
        let octets = Array(text.utf8)
        guard let first = needle.first, octets.count >= needle.count else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(octets.count)
        var position = 0
        var isFound = false
        while position < octets.count {
            if lowered(octets[position]) == first, position + needle.count <= octets.count,
                needle.indices.allSatisfy({ lowered(octets[position + $0]) == needle[$0] })
            {
                output += substitute.utf8
                position += needle.count
                isFound = true
            } else {
                output.append(octets[position])
                position += 1
            }
        }
        return isFound ? String(decoding: output, as: UTF8.self) : text
    }

    private static func lowered(_ octet: UInt8) -> UInt8 { (65...90).contains(octet) ? octet | 0x20 : octet }
}

extension DiscreetText {
    /// `text` without anything as long as a code in the letters of one, also where a line end broke it in two.
    static func withoutCodes(_ text: String) -> String {
        let octets = Array(text.utf8)
        var output: [UInt8] = []
        var position = 0
        var kept = 0
        while position < octets.count {
            guard isCodeLetter(octets[position]) else {
                position += 1
                continue
            }
            let end = runEnd(octets, from: position)
            let whole = end - position >= OneTimeCode.length ? end : brokenEnd(octets, position, end)
            if let whole {
                output += octets[kept..<position]
                output += mark.utf8
                kept = whole
            }
            position = whole ?? end
        }
        guard kept > 0 else { return text }
        output += octets[kept...]
        return String(decoding: output, as: UTF8.self)
    }

    /// Where a code ends whose first part is `start..<end`: the rest stands on the next line.
    private static func brokenEnd(_ octets: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var next = end
        if next < octets.count, octets[next] == UInt8(ascii: "=") { next += 1 }
        if next < octets.count, octets[next] == 0x0D { next += 1 }
        guard next < octets.count, octets[next] == 0x0A else { return nil }
        next += 1
        let limit = min(octets.count, next + 12)
        while next < limit, [0x20, 0x09, UInt8(ascii: ">")].contains(octets[next]) { next += 1 }
        let rest = runEnd(octets, from: next)
        let count = end - start + rest - next
        // Two long words on two lines are no code: hardly any code has no digit.
        guard rest > next, (OneTimeCode.length...OneTimeCode.length + 4).contains(count),
            (octets[start..<end] + octets[next..<rest]).contains(where: { (50...55).contains($0) })
        else { return nil }
        return rest
    }

    private static func runEnd(_ octets: [UInt8], from start: Int) -> Int {
        var end = start
        while end < octets.count, isCodeLetter(octets[end]) { end += 1 }
        return end
    }

    private static func isCodeLetter(_ octet: UInt8) -> Bool {
        (65...90).contains(octet) || (97...122).contains(octet) || (50...55).contains(octet)
    }
}
