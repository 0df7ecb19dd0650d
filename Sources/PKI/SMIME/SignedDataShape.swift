internal import Domain

/// A look at the outermost values of a CMS SignedData (RFC 5652 section 5.1, X.690 section 8) before OpenSSL reads it.
///
/// Two things could exhaust the desk and are not covered by any signature: a long list of digest algorithms, each of
/// which makes OpenSSL digest all of the content once more, one call deeper; and megabytes of certificates, signers or
/// attributes, each of which becomes an object many times its size.
struct SignedDataShape {
    /// Octets of everything but the content at most.
    static let maximumFrame = 1 << 20
    /// How deep values of indefinite length may stand in each other up to the content's pieces.
    private static let maximumDepth = 4

    private let octets: [UInt8]
    private var position = 0

    /// Refuses `octets` unless they are one SignedData with exactly one digest algorithm and little besides the content.
    static func check(_ octets: [UInt8]) throws(SignedMailRefusal) {
        var shape = SignedDataShape(octets: octets)
        guard shape.isSignedData() else { throw .malformedSignedData }
    }

    private init(octets: [UInt8]) { self.octets = octets }

    private mutating func isSignedData() -> Bool {
        // ContentInfo, id-signedData (1.2.840.113549.1.7.2), [0], SignedData, version
        let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
        guard header(0x30) != nil, primitive(0x06).map(Array.init) == signedData, header(0xA0) != nil,
            header(0x30) != nil, primitive(0x02)?.count == 1,
            // digestAlgorithms: a set that its one member fills
            let set = header(0x31), let setEnd = set.end, let algorithm = header(0x30),
            algorithm.end == setEnd
        else { return false }
        position = setEnd
        // encapContentInfo
        guard skip(0x30, depth: 0) else { return false }
        return octets.count - position <= Self.maximumFrame
    }

    /// A value's tag and where it ends; no end for the indefinite form.
    private struct Header {
        let tag: UInt8
        let end: Int?
    }

    /// Reads a tag and a length. Content that would reach beyond the end is refused.
    private mutating func header() -> Header? {
        guard position + 1 < octets.count else { return nil }
        let tag = octets[position]
        let first = octets[position + 1]
        // No tag with a higher number occurs here.
        guard tag & 0x1F != 0x1F else { return nil }
        position += 2
        if first == 0x80 { return tag & 0x20 != 0 ? Header(tag: tag, end: nil) : nil }
        var count = Int(first)
        if first > 0x80 {
            let width = Int(first & 0x7F)
            guard width <= 4, octets.count - position >= width else { return nil }
            count = octets[position..<(position + width)].reduce(0) { $0 << 8 | Int($1) }
            position += width
        }
        guard octets.count - position >= count else { return nil }
        return Header(tag: tag, end: position + count)
    }

    private mutating func header(_ tag: UInt8) -> Header? {
        guard let header = header(), header.tag == tag else { return nil }
        return header
    }

    /// Reads a value of definite length with this tag.
    private mutating func primitive(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard let end = header(tag)?.end else { return nil }
        defer { position = end }
        return octets[position..<end]
    }

    /// Passes over a value, with this tag if one is given.
    private mutating func skip(_ tag: UInt8? = nil, depth: Int) -> Bool {
        guard depth <= Self.maximumDepth, let header = header(), tag == nil || header.tag == tag else {
            return false
        }
        if let end = header.end {
            position = end
            return true
        }
        while position + 1 < octets.count {
            if octets[position] == 0, octets[position + 1] == 0 {
                position += 2
                return true
            }
            guard skip(depth: depth + 1) else { return false }
        }
        return false
    }
}
