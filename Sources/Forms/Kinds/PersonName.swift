/// A person's name as people write it, with or without academic titles.
public struct PersonName: Sendable, Hashable {
    /// The name as given, with single spaces.
    public let full: String
    /// The name without the titles before and after it.
    public var bare: String {
        let bare = Self.withoutTitles(full)
        return bare.isEmpty ? full : bare
    }

    /// Reads a name; digits, addresses and symbols are refused.
    public init(_ text: String) throws(Malformation) {
        var full = ValueText.cleaned(Array(text.utf8)[...])
        while let last = full.utf8.last, last == 0x3B || last == Octet.colon || last == Octet.comma {
            full.removeLast()
        }
        if full.utf8.contains(Octet.comma) { full = full.replacing(" ,", with: ",") }
        // What a certificate can hold (RFC 5280 appendix A.1, ub-common-name).
        guard full.unicodeScalars.count <= 64 else { throw .tooLong(maximum: 64) }
        var letters = 0
        for scalar in full.unicodeScalars {
            let isAllowed = scalar.isASCII ? Self.isPlain(scalar) : Self.isForeignLetter(scalar)
            guard isAllowed else { throw .notAName }
            if scalar.isASCII ? Octet.isLetter(UInt8(ascii: scalar)) : scalar.properties.isAlphabetic {
                letters += 1
            }
        }
        guard letters >= 2 else { throw .tooShort }
        self.full = full
    }

    /// What two spellings of one name have in common: no titles, case, dots, or apostrophes.
    public var comparisonKey: String { FoldedWords.words(bare).joined() }

    /// Whether two spellings name one person, as far as names can tell.
    public static func isSamePerson(_ one: String, _ other: String) -> Bool {
        guard let one = try? PersonName(one), let other = try? PersonName(other) else { return one == other }
        return one.comparisonKey == other.comparisonKey
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", " ", ".", ",", "'", "-", "(", ")", "/", "`": true
        default: false
        }
    }

    private static func isForeignLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Titles after the name follow a comma; titles in front are a closed list.
    private static func withoutTitles(_ name: String) -> String {
        let beforeComma = name.split(separator: ",", maxSplits: 1).first ?? ""
        var words = beforeComma.split(separator: " ")
        while let first = words.first, words.count > 1, isTitle(first, among: leading) { words.removeFirst() }
        while let last = words.last, words.count > 1, isTitle(last, among: trailing) { words.removeLast() }
        return words.joined(separator: " ")
    }

    private static func isTitle(_ word: Substring, among titles: Set<String>) -> Bool {
        let pieces = word.lowercased().split(separator: ".")
        return titles.contains(pieces.joined()) && (word.contains(".") || pieces.joined().count > 1)
    }

    private static let leading: Set<String> = [
        "dr", "drs", "dra", "drg", "drh", "ir", "prof", "h", "hj", "kh", "rd", "bapak", "bpk", "ibu", "sdr",
        "sdri", "tn", "ny", "apt", "ns", "mr", "mrs", "ms",
    ]

    private static let trailing: Set<String> = [
        "skom", "sh", "se", "sip", "ssos", "spd", "st", "ssi", "skm", "sag", "ssn", "ssit", "stp", "spt",
        "sp",
        "mkom", "mh", "mm", "mt", "msi", "mpd", "map", "mkes", "map", "msc", "mba", "ma", "phd", "amd",
        "amdkep",
        "amdkeb", "amdkom", "skep", "ners", "sstp", "sti", "strkeb", "strkep", "sptk", "spog", "spa", "spb",
        "apt",
    ]
}
