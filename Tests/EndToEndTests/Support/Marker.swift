import Foundation

/// A passphrase nobody chose before, and every shape in which it could lie around.
struct Marker {
    /// What is typed. It holds signs that programs escape.
    let passphrase: String
    /// Three parts without such signs, long enough to mean this passphrase and nothing else.
    let pieces: [String]

    /// A fresh one. Its letters make no word and no part of an address here, which the page would refuse.
    init() {
        let letters = Array("ghjkmnpqrtvwxzGHJKMNPQRTVWXZ2689")
        pieces = (0..<3).map { _ in String((0..<12).compactMap { _ in letters.randomElement() }) }
        passphrase = "g\(pieces[0])8 \"X\\\(pieces[1])&%<\(pieces[2])+"
    }

    /// Octets to look for, each with the name of its shape.
    var shapes: [(name: String, octets: [UInt8])] {
        pieces.flatMap { piece in
            let octets = Array(piece.utf8)
            let (wide, big): ([UInt8], [UInt8]) = (octets.flatMap { [$0, 0] }, octets.flatMap { [0, $0] })
            var shapes: [(name: String, octets: [UInt8])] = [
                ("as it is", octets), ("reversed", Array(octets.reversed())), ("UTF-16LE", wide),
                ("UTF-16BE", big),
            ]
            for shift in 0..<3 {
                shapes += Self.base64(octets, shift: shift).map { ("base64", $0) }
                shapes += Self.base64(wide, shift: shift).map { ("base64 of UTF-16LE", $0) }
            }
            for (name, before) in [
                ("hexadecimal", ""), ("percent", "%"), ("quoted-printable", "="), ("JSON", "\\u00"),
                ("hexadecimal with colons", ":"),
            ] {
                for isUpper in [false, true] {
                    let digits = octets.map { before + String($0, radix: 16, uppercase: isUpper) }.joined()
                    shapes.append((name, Array(digits.utf8.drop { $0 == 0x3A })))
                }
            }
            return shapes
        }
    }

    /// The characters of base64 that depend on these octets alone when they begin `shift` octets behind a
    /// group's start, in both alphabets (RFC 4648 sections 4 and 5).
    private static func base64(_ octets: [UInt8], shift: Int) -> [[UInt8]] {
        let text = Data(Array(repeating: 0, count: shift) + octets).base64EncodedString()
        let own = text.utf8.prefix((shift + octets.count) * 8 / 6).dropFirst((shift * 8 + 5) / 6)
        let other = own.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 }
            .map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
        return Array(own) == other ? [other] : [Array(own), other]
    }
}
