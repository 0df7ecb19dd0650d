/// A reader for the two small JSON objects of a seal (RFC 8259), over octets that stay where they are.
///
/// Stricter than JSON: no white space between tokens, no escapes in names, and only `\"` and `\\` in strings,
/// because that is how the page and ``PassphraseSealer`` write. Every function returns `nil` or `false` on
/// anything else; nothing is ever skipped.
struct StrictJSON {
    private let octets: UnsafeRawBufferPointer
    private var place = 0

    init(_ octets: UnsafeRawBufferPointer) { self.octets = octets }

    /// Whether everything was read.
    var isAtEnd: Bool { place == octets.count }

    /// Reads exactly `token`.
    mutating func take(_ token: StaticString) -> Bool {
        let count = token.utf8CodeUnitCount
        guard octets.count - place >= count else { return false }
        for index in 0..<count where octets[place + index] != token.utf8Start[index] { return false }
        place += count
        return true
    }

    /// Reads a string and returns where its content stands, escapes included.
    mutating func string() -> Range<Int>? {
        guard take("\"") else { return nil }
        let start = place
        while place < octets.count {
            switch octets[place] {
            case 0x22:
                place += 1
                return start..<place - 1
            case 0x5C:
                guard place + 1 < octets.count, octets[place + 1] == 0x22 || octets[place + 1] == 0x5C else {
                    return nil
                }
                place += 2
            case 0x20...0x7E: place += 1
            default: return nil
            }
        }
        return nil
    }

    /// Reads a string without escapes.
    mutating func plainString() -> ArraySlice<UInt8>? {
        guard let range = string(), !octets[range].contains(0x5C) else { return nil }
        return ArraySlice(octets[range])
    }

    /// Reads an object. `member` gets each name and reads its value. Names that come twice are refused.
    mutating func object(_ member: (ArraySlice<UInt8>, inout StrictJSON) -> Bool) -> Bool {
        guard take("{") else { return false }
        var seen: Set<ArraySlice<UInt8>> = []
        repeat {
            guard seen.count < 16, let name = plainString(), seen.insert(name).inserted, take(":"),
                member(name, &self)
            else { return false }
        } while take(",")
        return take("}")
    }

    /// Spaces up to the end, and nothing else.
    mutating func spacesToEnd() -> Bool {
        guard octets[place...].allSatisfy({ $0 == 0x20 }) else { return false }
        place = octets.count
        return true
    }
}
