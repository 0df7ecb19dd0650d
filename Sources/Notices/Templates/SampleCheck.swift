internal import Domain

/// Writes every notice with its sample values and looks at the result as a recipient would.
struct SampleCheck {
    /// More characters than this no mail program shows in a list, not even on a wide screen.
    static let longestSubject = 100
    /// What a telephone shows at least of a subject without its number.
    static let comfortableSubject = 60

    private(set) var problems: [DocumentError] = []
    private(set) var hints: [DocumentError] = []

    /// Checks `catalog`, made of `files` without a mistake.
    init(_ catalog: NoticeCatalog, _ files: [String: String]) {
        for name in NoticeName.allCases {
            for locale in Locale.allCases {
                let file = "\(locale.rawValue)/\(name.rawValue).md"
                do {
                    let notice = try catalog.render(name, locale, name.sampleValues(locale))
                    look(at: notice.subject, file: file, text: files[file] ?? "")
                } catch {
                    let problem = "the sample cannot be written: \(error)"
                    problems.append(DocumentError(file: file, line: 1, column: 1, problem: problem))
                }
            }
        }
    }

    private mutating func look(at subject: String, file: String, text: String) {
        var ignored: [DocumentError] = []
        guard let part = TemplateSource(notice: text, file: file, problems: &ignored).subject else { return }
        let number = subject.hasPrefix("[") ? subject.prefix { $0 != "]" }.count + 2 : 0
        if subject.count > Self.longestSubject {
            problems.append(
                part.error(
                    at: 0, "the subject has \(subject.count) characters with sample values",
                    remedy: "shorten it to at most \(Self.longestSubject)"))
        } else if subject.count - number > Self.comfortableSubject {
            hints.append(
                part.error(
                    at: 0, "the subject has \(subject.count - number) characters behind its number",
                    remedy: "telephones show the first \(Self.comfortableSubject) at most"))
        }
    }
}
