/// Character references of HTML (WHATWG HTML section 13.5), those of HTML 4 and a few more.
enum HTMLEntities {
    /// The text with its references resolved. NUL never comes out.
    static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.contains(Octet.ampersand) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == Octet.ampersand, let reference = reference(text[(index + 1)...].prefix(40)) {
                output += Array(String(reference.scalar).utf8)
                index += 1 + reference.length
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output[...]
    }

    /// The reference that follows an ampersand, with its length and semicolon.
    private static func reference(_ text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
        if text.first == 0x23 { return numeric(text.dropFirst()) }
        let name = text.prefix { $0.isLetter || $0.isDigit }
        guard name.count > 1, let value = named[String(decoding: name, as: UTF8.self)],
            let scalar = Unicode.Scalar(value)
        else { return nil }
        let hasSemicolon = text.dropFirst(name.count).first == Octet.semicolon
        return (scalar, name.count + (hasSemicolon ? 1 : 0))
    }

    private static func numeric(_ text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
        let isHex = text.first.map { $0 | 0x20 == 0x78 } ?? false
        let digits = text.dropFirst(isHex ? 1 : 0).prefix { isHex ? $0.hexValue != nil : $0.isDigit }
        guard !digits.isEmpty else { return nil }
        var value: UInt32 = 0
        for digit in digits { value = min(value * (isHex ? 16 : 10) + UInt32(digit.hexValue ?? 0), 0x110000) }
        if let octet = UInt8(exactly: value), octet >= 0x80 { value = UInt32(Windows1252.scalar(octet)) }
        let scalar = value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        let length = 1 + (isHex ? 1 : 0) + digits.count
        return (scalar, length + (text.dropFirst(length - 1).first == Octet.semicolon ? 1 : 0))
    }

    private static let named: [String: UInt32] = {
        var table: [String: UInt32] = [:]
        for (offset, name) in latin1.split(separator: " ").enumerated() {
            table[String(name)] = 160 + UInt32(offset)
        }
        for (start, names) in runs {
            for (offset, name) in names.split(separator: " ").enumerated() where name != "-" {
                table[String(name)] = start + UInt32(offset)
            }
        }
        return table.merging(singles) { first, _ in first }
    }()

    /// U+00A0 to U+00FF in order.
    private static let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
        acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
        Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute \
        Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde \
        auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute \
        ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
        """

    /// Further runs of neighbours; `-` is a gap.
    private static let runs: [(UInt32, String)] = [
        (
            0x391,
            """
            Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau \
            Upsilon Phi Chi Psi Omega
            """
        ),
        (
            0x3B1,
            """
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma \
            tau upsilon phi chi psi omega
            """
        ),
        (0x2002, "ensp emsp"), (0x200C, "zwnj zwj lrm rlm"), (0x2013, "ndash mdash horbar"),
        (0x2018, "lsquo rsquo sbquo - ldquo rdquo bdquo - dagger Dagger bull"),
        (0x2190, "larr uarr rarr darr harr"), (0x21D0, "lArr uArr rArr dArr hArr"),
    ]

    private static let singles: [String: UInt32] = [
        "amp": 38, "AMP": 38, "lt": 60, "LT": 60, "gt": 62, "GT": 62, "quot": 34, "QUOT": 34, "apos": 39,
        "colon": 58, "semi": 59, "comma": 44, "period": 46, "commat": 64, "sol": 47, "bsol": 92, "lpar": 40,
        "rpar": 41, "lsqb": 91, "rsqb": 93, "lowbar": 95, "num": 35, "dollar": 36, "percnt": 37, "ast": 42,
        "plus": 43, "equals": 61, "quest": 63, "excl": 33, "NewLine": 10, "Tab": 9, "hyphen": 0x2010,
        "OElig": 0x152, "oelig": 0x153, "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "fnof": 0x192,
        "circ": 0x2C6, "tilde": 0x2DC, "thinsp": 0x2009, "hellip": 0x2026, "permil": 0x2030, "prime": 0x2032,
        "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A, "oline": 0x203E, "frasl": 0x2044, "euro": 0x20AC,
        "image": 0x2111, "weierp": 0x2118, "real": 0x211C, "trade": 0x2122, "alefsym": 0x2135,
        "crarr": 0x21B5, "forall": 0x2200, "part": 0x2202, "exist": 0x2203, "empty": 0x2205, "nabla": 0x2207,
        "isin": 0x2208, "notin": 0x2209, "ni": 0x220B, "prod": 0x220F, "sum": 0x2211, "minus": 0x2212,
        "lowast": 0x2217, "radic": 0x221A, "prop": 0x221D, "infin": 0x221E, "ang": 0x2220, "and": 0x2227,
        "or": 0x2228, "cap": 0x2229, "cup": 0x222A, "int": 0x222B, "there4": 0x2234, "sim": 0x223C,
        "cong": 0x2245, "asymp": 0x2248, "ne": 0x2260, "equiv": 0x2261, "le": 0x2264, "ge": 0x2265,
        "sub": 0x2282, "sup": 0x2283, "nsub": 0x2284, "sube": 0x2286, "supe": 0x2287, "oplus": 0x2295,
        "otimes": 0x2297, "perp": 0x22A5, "sdot": 0x22C5, "lceil": 0x2308, "rceil": 0x2309,
        "lfloor": 0x230A, "rfloor": 0x230B, "lang": 0x27E8, "rang": 0x27E9, "loz": 0x25CA, "spades": 0x2660,
        "clubs": 0x2663, "hearts": 0x2665, "diams": 0x2666, "check": 0x2713, "checkmark": 0x2713,
        "star": 0x2606, "starf": 0x2605, "thetasym": 0x3D1, "upsih": 0x3D2, "piv": 0x3D6,
    ]
}
