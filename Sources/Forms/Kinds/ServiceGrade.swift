/// A golongan: grade I to IV with room a to e of a civil servant, or I to XVII of a contracted one (PPPK).
public struct ServiceGrade: Sendable, Hashable {
    /// `III/d`, or `IX` for PPPK.
    public let code: String
    /// The rank the code belongs to, `Penata Tk. I`; `nil` for PPPK.
    public let rank: String?

    /// Reads `Pembina / IVa`, `Penata Tk. I / III d`, `Penata Muda / III-a`, `3a`, `PPPK IX`, or a rank
    /// alone.
    public init(_ text: String) throws(Malformation) {
        var words = FoldedWords.words(text)
        let isContracted = words.contains { $0 == "pppk" || $0 == "p3k" }
        words.removeAll { Self.fillers.contains($0) }
        guard !words.isEmpty else { throw .unknownGrade }
        let (ranked, rest) = Self.leadingRank(words)
        if let ranked, rest.isEmpty {
            (code, rank) = (ranked.code, ranked.rank)
            return
        }
        // Some write grade first, rank behind: `III/c - Penata`.
        let (grade, behind) = try Self.grade(rest)
        let trailing = Self.leadingRank(behind)
        guard trailing.rest.isEmpty, ranked == nil || trailing.rank == nil else { throw .unknownGrade }
        let named = ranked ?? trailing.rank
        guard let room = grade.room else {
            guard named == nil else { throw .gradeWithoutRoom }
            guard isContracted || grade.number > 4 else { throw .gradeWithoutRoom }
            (code, rank) = (Self.numerals[grade.number - 1].uppercased(), nil)
            return
        }
        guard grade.number <= 4, grade.number == 4 || room != "e", !isContracted else { throw .unknownGrade }
        let code = Self.numerals[grade.number - 1].uppercased() + "/" + room
        if let named, named.code != code { throw .rankMismatch(expected: named.code) }
        self.code = code
        rank = Self.ranks.first { $0.code == code }?.rank
    }

    /// The longest rank that `words` begin with.
    private static func leadingRank(_ words: [String]) -> (
        rank: (rank: String, code: String)?, rest: [String]
    ) {
        var best: (entry: (rank: String, code: String), count: Int)?
        guard let first = words.first, rankWords.contains(first) else { return (nil, words) }
        for (spelling, entry) in spellings
        where words.count >= spelling.count && spelling.count > best?.count ?? 0
            && words[..<spelling.count].elementsEqual(spelling)
        {
            best = (ranks[entry], spelling.count)
        }
        guard let best else { return (nil, words) }
        return (best.entry, Array(words[best.count...]))
    }

    /// A grade in front of `words`: one word (`iiia`, `3a`, `ix`) or two (`iii`, `a`).
    private static func grade(
        _ words: [String]
    ) throws(Malformation) -> (grade: (number: Int, room: String?), rest: [String]) {
        guard let first = words.first else { throw .unknownGrade }
        if let number = number(first) {
            if words.count > 1, rooms.contains(words[1]) { return ((number, words[1]), Array(words[2...])) }
            return ((number, nil), Array(words[1...]))
        }
        if let last = first.last, rooms.contains(String(last)), let number = number(String(first.dropLast()))
        {
            return ((number, String(last)), Array(words[1...]))
        }
        throw .unknownGrade
    }

    private static func number(_ word: String) -> Int? {
        if let index = numerals.firstIndex(of: word) { return index + 1 }
        guard word.utf8.allSatisfy(Octet.isDigit), let number = Int(word), (1...17).contains(number) else {
            return nil
        }
        return number
    }

    private static let rankWords: Set<String> = ["juru", "pengatur", "penata", "pembina"]
    /// Every rank as words, also with `Tingkat` and `1`.
    private static let spellings: [(words: [String], rank: Int)] = ranks.enumerated().flatMap {
        index, entry in
        let words = FoldedWords.words(entry.rank)
        let long = words.map { $0 == "tk" ? "tingkat" : $0 }
        return [words, long, words.map { $0 == "i" ? "1" : $0 }, long.map { $0 == "i" ? "1" : $0 }]
            .map { ($0, index) }
    }
    private static let rooms: Set<String> = ["a", "b", "c", "d", "e"]
    private static let fillers: Set<String> = [
        "golongan", "gol", "ruang", "pangkat", "pns", "asn", "pppk", "p3k", "grade", "rank",
    ]
    private static let numerals = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii",
    ]
    private static let ranks: [(rank: String, code: String)] = [
        ("Juru Muda", "I/a"), ("Juru Muda Tk. I", "I/b"), ("Juru", "I/c"), ("Juru Tk. I", "I/d"),
        ("Pengatur Muda", "II/a"), ("Pengatur Muda Tk. I", "II/b"), ("Pengatur", "II/c"),
        ("Pengatur Tk. I", "II/d"), ("Penata Muda", "III/a"), ("Penata Muda Tk. I", "III/b"),
        ("Penata", "III/c"), ("Penata Tk. I", "III/d"), ("Pembina", "IV/a"), ("Pembina Tk. I", "IV/b"),
        ("Pembina Utama Muda", "IV/c"), ("Pembina Utama Madya", "IV/d"), ("Pembina Utama", "IV/e"),
    ]
}
