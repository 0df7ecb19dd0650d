// SUMMARY  Templates and values in, subject, text and HTML out: every mail the desk writes.
// TRUST    Believes the template files of the desk's staff, but only after checking them: a mistake is named
//          file:line:column and nothing is rendered. Believes no value: whatever a stranger wrote is placed
//          after all parsing, as text, and can become neither template nor Markdown nor HTML nor a header
//          line. Knows no files, no clock and no network.

public import Domain

/// Every notice in every language, checked and compiled once.
public struct NoticeCatalog: Sendable {
    /// Web addresses that a template may name: the national complaint channel.
    public static let defaultAllowedLinks = ["https://www.lapor.go.id", "https://lapor.go.id"]

    private struct Key: Hashable {
        let name: NoticeName
        let locale: Locale
    }

    private var templates: [Key: NoticeTemplate] = [:]
    private var footers: [Locale: NoticeFooter] = [:]
    private let layout: HTMLLayout

    /// Compiles `files`: text by path below `mail-templates/` (`id/applicant.identity-link.md`,
    /// `id/footer.md`, `layout.html`). Whatever lies in `forms/` or ends in neither `.md` nor `.html` belongs
    /// to others, as do `README.md`, `passphrase.html` and `panduan.html`.
    ///
    /// Throws ``NoticeError/templates(_:)`` with every mistake found.
    public init(
        files: [String: String], allowedLinks: [String] = Self.defaultAllowedLinks
    ) throws(NoticeError) {
        var problems: [DocumentError] = []
        self.init(files, allowedLinks, &problems)
        if !problems.isEmpty { throw .templates(Self.sorted(problems)) }
    }

    /// Every mistake in `files`, in file order; empty if they can serve. Stricter than the initializer: it also
    /// looks for what was not translated, and at every notice with its sample values.
    public static func check(
        files: [String: String], allowedLinks: [String] = Self.defaultAllowedLinks
    ) -> [DocumentError] {
        var problems: [DocumentError] = []
        let catalog = Self(files, allowedLinks, &problems)
        if problems.isEmpty { problems = SampleCheck(catalog, files).problems }
        return sorted(problems + TranslationCheck.problems(in: files))
    }

    /// Opinions on `files`: subjects that telephones cut, sentences that tire. None of them is a mistake.
    public static func hints(files: [String: String]) -> [DocumentError] {
        var problems: [DocumentError] = []
        let catalog = Self(files, Self.defaultAllowedLinks, &problems)
        var hints = problems.isEmpty ? SampleCheck(catalog, files).hints : []
        for locale in Locale.allCases {
            for name in NoticeName.allCases.map(\.rawValue) + ["footer"] {
                let file = "\(locale.rawValue)/\(name).md"
                guard let text = files[file] else { continue }
                hints += ReadingHints(text, file: file, locale: locale).hints
            }
        }
        return sorted(hints)
    }

    /// Writes the notice `name` with `values`: all of ``NoticeName/variables`` that are not optional, and no
    /// others.
    public func render(
        _ name: NoticeName, _ locale: Locale, _ values: [String: NoticeValue]
    ) throws(NoticeError) -> RenderedNotice {
        guard let template = templates[Key(name: name, locale: locale)], let footer = footers[locale] else {
            throw .unreadable(name)
        }
        var table = ValueTable()
        let scope = try table.scope(of: values, as: template.variables, for: name)
        guard let blocks = MarkdownReader.blocks(of: template.markdown(for: scope), with: table),
            let foot = MarkdownReader.blocks(of: footer.markdown(for: scope), with: table)
        else { throw .unreadable(name) }
        let text = TextRendition(table: table)
        let subject = template.subject.line(with: values)
        var content = HTMLRendition(table: table, styles: layout.styles)
        let markup = content.html(of: blocks)
        let html = layout.document(capacity: markup.count) { slot, output in
            switch slot {
            case .content: output += markup
            case .footer:
                var rendition = HTMLRendition(table: table, styles: layout.styles)
                output += rendition.html(of: foot)
            case .subject: HTMLEscaping.append(subject, to: &output)
            case .deskName:
                let name = PlainText.value(values["deskName"], longest: ValueTable.longestLine)
                HTMLEscaping.append(name, to: &output)
            case .language: output += Array(locale.rawValue.utf8)
            }
        }
        let body = text.text(of: blocks) + "\n" + text.text(of: [.rule] + foot)
        let length = body.utf8.count + html.utf8.count
        guard length <= RenderedNotice.maximumLength else { throw .tooLong(name, length) }
        return RenderedNotice(subject: subject, text: body, html: html)
    }

    private init(_ files: [String: String], _ allowedLinks: [String], _ problems: inout [DocumentError]) {
        layout = HTMLLayout(files["layout.html"] ?? "", file: "layout.html", problems: &problems)
        if files["layout.html"] == nil {
            problems = [DocumentError(file: "layout.html", problem: "the file is missing")]
        }
        var known: Set<String> = ["layout.html", "README.md", "passphrase.html", "panduan.html"]
        for locale in Locale.allCases {
            let footer = "\(locale.rawValue)/footer.md"
            known.insert(footer)
            if let text = files[footer] {
                footers[locale] = NoticeFooter(
                    text, file: footer, allowedLinks: allowedLinks, problems: &problems)
            } else {
                problems.append(DocumentError(file: footer, problem: "the file is missing"))
            }
            for name in NoticeName.allCases {
                let file = "\(locale.rawValue)/\(name.rawValue).md"
                known.insert(file)
                guard let text = files[file] else {
                    problems.append(DocumentError(file: file, problem: "the file is missing"))
                    continue
                }
                templates[Key(name: name, locale: locale)] = NoticeTemplate(
                    name, text, file: file, allowedLinks: allowedLinks, problems: &problems)
            }
        }
        for file in files.keys where !known.contains(file) && Self.isOurs(file) {
            let nearest = Spelling.nearest(to: file, among: known.sorted())
            let problem = "no notice has this file name"
            problems.append(
                DocumentError(file: file, problem: problem, remedy: nearest.map { "did you mean '\($0)'?" }))
        }
    }

    private static func isOurs(_ file: String) -> Bool {
        !file.hasPrefix("forms/") && (file.hasSuffix(".md") || file.hasSuffix(".html"))
    }

    private static func sorted(_ problems: [DocumentError]) -> [DocumentError] {
        problems.sorted { ($0.file, $0.line ?? 0, $0.column ?? 0) < ($1.file, $1.line ?? 0, $1.column ?? 0) }
    }
}
