internal import Domain
internal import Forms
internal import Notices
internal import Pipeline

extension TemplateSet {
    /// Every mistake, in file order. A set without any may serve.
    func problems() -> [DocumentError] {
        var problems = unreadable
        let note: (any Error) -> Void = { error in
            switch error {
            case let error as DocumentError: problems.append(error)
            case let error as WordingError: problems += error.problems
            case NoticeError.templates(let found): problems += found.map(Self.below)
            default: problems.append(DocumentError(file: "mail-templates", problem: "\(error)"))
            }
        }
        do { _ = try faultWording() } catch { note(error) }
        do {
            let (forms, words) = (try forms(), try words())
            problems += overlongLinks(forms, words).problems
        } catch {
            note(error)
            // Forms and words are two files' worth of mistakes: neither hides the other's.
            if error is DocumentError { do { _ = try words() } catch { note(error) } }
        }
        problems += NoticeCatalog.check(files: noticeFiles).map(Self.below)
        do {
            problems += PassphrasePage.check(
                template: try text("passphrase.html"), file: Self.named("passphrase.html"))
        } catch { note(error) }
        problems += translations()
        return Self.sorted(problems)
    }

    /// What works, though not as well as it might: a form whose link mail programs would cut.
    func warnings() -> [DocumentError] {
        // Mistakes are named elsewhere; a set that has some has no warnings yet.
        guard let forms = try? forms(), let words = try? words() else { return [] }
        return Self.sorted(overlongLinks(forms, words).warnings)
    }

    /// Opinions on sentences and subjects.
    func hints() -> [DocumentError] { NoticeCatalog.hints(files: noticeFiles).map(Self.below) }

    private func overlongLinks(
        _ forms: FormCatalog, _ words: Wording
    ) -> (problems: [DocumentError], warnings: [DocumentError]) {
        var (problems, warnings): ([DocumentError], [DocumentError]) = ([], [])
        for link in AnswerLinkCheck.overlong(forms: forms, words: words) {
            let problem =
                "the answer link (\(link.locale.rawValue)) has \(link.length) characters, and mail programs open "
                + "at most \(MailtoLink.maximumLength)"
            switch link.cause {
            case .word(let key):
                problems.append(error(inWord: key, problem, remedy: "shorten the text"))
            case .form(let name):
                let remedy =
                    "shorten first labels or leave out fields; until then mails show the form without the link"
                warnings.append(
                    DocumentError(
                        file: Self.named("forms/\(name.rawValue).yaml"), line: 1, column: 1, problem: problem,
                        remedy: remedy))
            }
        }
        return (problems, warnings)
    }

    private func error(inWord key: String, _ problem: String, remedy: String) -> DocumentError {
        // The file was read a moment ago.
        let pairs = (try? document("words.yaml").pairs()) ?? []
        let node = pairs.first { (try? $0.key.string()) == key }
        return node?.key.error(problem, remedy: remedy)
            ?? DocumentError(file: Self.named("words.yaml"), problem: problem, remedy: remedy)
    }

    /// Sentences of forms and words that say the same in both languages.
    private func translations() -> [DocumentError] {
        let names = files.keys.filter { $0.hasSuffix(".yaml") }
        // A file that is no YAML is named already.
        return names.sorted().flatMap { name in (try? document(name)).map(Self.untranslated) ?? [] }
    }

    private static func untranslated(_ node: DocumentNode) -> [DocumentError] {
        switch node.content {
        case .scalar, .null: return []
        case .sequence(let items): return items.flatMap(untranslated)
        case .mapping(let pairs):
            let twins = Locale.allCases.compactMap { locale in
                pairs.first { (try? $0.key.string()) == locale.rawValue }?.value
            }
            if twins.count == 2, let own = sentence(twins[0]), let other = sentence(twins[1]) {
                return [TranslationCheck.problem(own, other)].compactMap(\.self)
            }
            return pairs.flatMap { untranslated($0.value) }
        }
    }

    private static func sentence(_ node: DocumentNode) -> TranslationCheck.Text? {
        guard case .scalar(let text) = node.content else { return nil }
        return TranslationCheck.Text(text, file: node.file, line: node.line, column: node.column)
    }

    /// Notices know their files by the path below the folder.
    private static func below(_ error: DocumentError) -> DocumentError {
        DocumentError(
            file: named(error.file), line: error.line, column: error.column, problem: error.problem,
            remedy: error.remedy)
    }

    private static func sorted(_ problems: [DocumentError]) -> [DocumentError] {
        var seen: Set<DocumentError> = []
        return problems.filter { seen.insert($0).inserted }
            .sorted { ($0.file, $0.line ?? 0, $0.column ?? 0) < ($1.file, $1.line ?? 0, $1.column ?? 0) }
    }
}
