/// What file a field asks for.
public struct AttachmentRule: Sendable, Hashable {
    /// Kinds that are accepted.
    public let kinds: [MediaKind]
    /// The largest size in octets.
    public let maximumSize: Int
    /// Words in a file's name that tell it apart: `ktp`, `rekomendasi`.
    public let filenameWords: [String]

    /// The size accepted unless a form says otherwise: phone pictures are larger than portals allow.
    public static let defaultMaximumSize = 10 * 1024 * 1024

    /// A rule.
    public init(kinds: [MediaKind], maximumSize: Int = defaultMaximumSize, filenameWords: [String] = []) {
        self.kinds = kinds
        self.maximumSize = maximumSize
        self.filenameWords = filenameWords
    }

    /// Whether a filename's words hold one of ``filenameWords``.
    func recognizes(_ filename: String) -> Bool {
        let words = FoldedWords.words(filename)
        let joined = words.joined()
        return filenameWords.contains { hint in
            let phrase = FoldedWords.words(hint)
            if FoldedWords.contains(words, phrase: phrase) { return true }
            // `ScanKTPBudi.jpg` has no word ends; short hints such as `sk` would be found everywhere.
            return phrase.joined().utf8.count >= 3 && joined.contains(phrase.joined())
        }
    }

    /// `PDF, JPG`.
    var kindWording: String { kinds.map { $0.rawValue.uppercased() }.joined(separator: ", ") }

    /// `10 MB`.
    var sizeWording: String {
        maximumSize >= 1024 * 1024 ? "\(maximumSize / 1024 / 1024) MB" : "\(maximumSize / 1024) KB"
    }
}
