/// A package's version as Debian orders it (Debian policy 5.6.12): epoch, upstream version, revision.
struct DebianVersion: Comparable, CustomStringConvertible {
    /// The version as written.
    let description: String
    /// The part before the last hyphen, without an epoch.
    let upstream: String
    private let epoch: Int
    private let revision: String

    /// The version in `text`.
    init(_ text: String) {
        description = text
        var rest = text[...]
        if let colon = rest.firstIndex(of: ":"), let number = Int(rest[..<colon]) {
            epoch = number
            rest = rest[rest.index(after: colon)...]
        } else {
            epoch = 0
        }
        if let hyphen = rest.lastIndex(of: "-") {
            upstream = String(rest[..<hyphen])
            revision = String(rest[rest.index(after: hyphen)...])
        } else {
            upstream = String(rest)
            revision = ""
        }
    }

    static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

    static func < (left: Self, right: Self) -> Bool {
        if left.epoch != right.epoch { return left.epoch < right.epoch }
        let order = compare(Array(left.upstream.utf8), Array(right.upstream.utf8))
        return order != 0 ? order < 0 : compare(Array(left.revision.utf8), Array(right.revision.utf8)) < 0
    }

    /// Non-digits by letters before others and `~` before everything, digits by their number, in turns.
    private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            while (i < left.count && !isDigit(left[i])) || (j < right.count && !isDigit(right[j])) {
                let order = weight(left, i) - weight(right, j)
                if order != 0 { return order }
                i += 1
                j += 1
            }
            while i < left.count, left[i] == 48 { i += 1 }
            while j < right.count, right[j] == 48 { j += 1 }
            var difference = 0
            while i < left.count, j < right.count, isDigit(left[i]), isDigit(right[j]) {
                if difference == 0 { difference = Int(left[i]) - Int(right[j]) }
                i += 1
                j += 1
            }
            if i < left.count, isDigit(left[i]) { return 1 }
            if j < right.count, isDigit(right[j]) { return -1 }
            if difference != 0 { return difference }
        }
        return 0
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (48...57).contains(octet) }

    private static func weight(_ text: [UInt8], _ at: Int) -> Int {
        guard at < text.count, !isDigit(text[at]) else { return 0 }
        let octet = text[at]
        if octet == UInt8(ascii: "~") { return -1 }
        let isLetter = (65...90).contains(octet) || (97...122).contains(octet)
        return isLetter ? Int(octet) : Int(octet) + 256
    }
}
