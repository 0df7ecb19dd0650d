/// Suggestions for mistyped words.
public enum Spelling {
    /// The word of `candidates` that takes the fewest single-letter edits to reach from `word`, if at most
    /// a third of its letters (and at least two) may be wrong.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(word.lowercased(), candidate.lowercased())
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(2, best.word.count / 3) else { return nil }
        return best.word
    }

    /// Levenshtein distance in Unicode scalars.
    static func distance(_ left: String, _ right: String) -> Int {
        let target = Array(right.unicodeScalars)
        var row = Array(0...target.count)
        for (i, scalar) in left.unicodeScalars.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in target.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (scalar == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[target.count]
    }
}
