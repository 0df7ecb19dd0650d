internal import Domain

/// The words of the page, as staff edit them: a name on a line of its own, below it one line per language.
///
/// ```
/// seal
///   id: Segel
///   en: Seal
/// ```
struct PassphraseWords {
    private struct Text {
        let text: String
        let offset: Int
    }

    private struct Entry {
        let offset: Int
        var texts: [Locale: Text] = [:]

        subscript(locale: Locale) -> String { texts[locale]?.text ?? "" }
    }

    /// Subject and first sentence of the answer mail share its link with about 1,450 octets of their own; both
    /// count percent-encoded.
    private static let longest = ["mail.subject": 90, "mail.sentence": 200]

    private var entries: [String: Entry] = [:]

    /// Reads the block `part`; `used` are the names that markup and script ask for, with their offsets in `page`.
    init(
        _ part: TemplateSource.Part, used: [(name: String, offset: Int)], page: TemplateSource.Part,
        problems: inout [DocumentError]
    ) {
        read(part, &problems)
        for (name, entry) in entries.sorted(by: { $0.value.offset < $1.value.offset }) {
            check(name, entry, part, &problems)
        }
        let wanted = Set(used.map(\.name))
        for (name, offset) in used where entries[name] == nil {
            problems.append(page.error(at: offset, "there are no words '\(name)'", remedy: Self.block))
        }
        for (name, entry) in entries where !wanted.contains(name) {
            let nearest = Spelling.nearest(to: name, among: wanted.subtracting(entries.keys).sorted())
            problems.append(
                part.error(
                    at: entry.offset, "the page has no words '\(name)'",
                    remedy: nearest.map { "did you mean '\($0)'?" }))
        }
    }

    private static let block = "they stand in the block 'words', with a line 'id: …' and a line 'en: …'"

    private mutating func read(_ part: TemplateSource.Part, _ problems: inout [DocumentError]) {
        var offset = 0
        var name: String?
        for octets in part.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(octets)
            defer { offset += line.utf8.count + 1 }
            let text = Self.trimmed(line)
            if text.isEmpty { continue }
            guard line.first == " " || line.first == "\t" else {
                name = text
                if text.contains(where: { $0 == " " || $0 == ":" }) {
                    problems.append(part.error(at: offset, "a name of words holds neither space nor colon"))
                } else if entries[text] != nil {
                    problems.append(part.error(at: offset, "the words '\(text)' stand here twice"))
                }
                entries[text] = entries[text] ?? Entry(offset: offset)
                continue
            }
            let language = Locale.allCases.first { text.hasPrefix($0.rawValue + ": ") }
            guard let language, let name else {
                problems.append(
                    part.error(
                        at: offset, "this line is neither a name nor a text",
                        remedy: "a text begins with 'id: ' or 'en: ' and goes on to the end of the line"))
                continue
            }
            let value = Text(text: Self.trimmed(text[...].dropFirst(4)), offset: offset)
            if entries[name]?.texts.updateValue(value, forKey: language) != nil {
                problems.append(part.error(at: offset, "'\(name)' has two lines '\(language.rawValue):'"))
            }
        }
    }

    private func check(
        _ name: String, _ entry: Entry, _ part: TemplateSource.Part, _ problems: inout [DocumentError]
    ) {
        for locale in Locale.allCases where entry[locale].isEmpty {
            problems.append(part.error(at: entry.offset, "'\(name)' has no text '\(locale.rawValue):'"))
        }
        let places = Self.places(in: entry[.indonesian])
        for (locale, text) in entry.texts {
            func refuse(_ problem: String) { problems.append(part.error(at: text.offset, problem)) }
            if Self.places(in: text.text) != places {
                refuse("'\(name)' names other values in { } than 'id:' does")
            }
            if let longest = Self.longest[name], PercentEncoding.encoded(text.text).utf8.count > longest {
                refuse("'\(name)' takes more than \(longest) octets in a link (a space takes 3)")
            }
            guard name == "common" else { continue }
            for word in entry[locale].split(separator: " ") where !Self.isGuessable(word) {
                refuse("'\(word)' is no word of four or more small letters or digits")
            }
        }
    }

    private static func isGuessable(_ word: Substring) -> Bool {
        word.utf8.count >= 4 && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }

    /// The names in braces.
    private static func places(in text: String) -> Set<Substring> {
        var places: Set<Substring> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            places.insert(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return places
    }

    /// Without blanks at either end.
    private static func trimmed(_ line: Substring) -> String {
        var octets = line.utf8[...]
        while let last = octets.last, last == 0x20 || last == 0x09 { octets.removeLast() }
        return String(Substring(octets.drop { $0 == 0x20 || $0 == 0x09 }))
    }
}
