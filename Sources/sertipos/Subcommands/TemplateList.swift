internal import ArgumentParser
internal import Domain
internal import Notices

/// Every notice there is.
struct TemplateList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every notice with its subject; with --json also its variables.")

    @Option(help: "The language of the subjects: id or en.", transform: CommonOptions.locale)
    var locale: Domain.Locale = .indonesian

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let set = TemplateFolder(path: try common.folder().templates).read()
            let notices = NoticeName.allCases.map { ListedTemplate($0, set) }
            if common.json { return try Console.say(json: notices) }
            for notice in notices { Console.say(notice.line(locale)) }
        }
    }
}

/// One notice as `template list` shows it.
struct ListedTemplate: Codable {
    /// A name that its templates may use.
    struct Variable: Codable {
        let name: String
        let kind: String
        /// Whether the mail may come without it.
        let isOptional: Bool
        /// Whether every translation has to use it.
        let isEssential: Bool
    }

    let name: String
    /// Who gets it: the part in front of the dot.
    let audience: String
    /// Subjects as they stand in the files, by language; a language whose file has none is left out.
    let subjects: [String: String]
    let variables: [Variable]

    init(_ notice: NoticeName, _ set: TemplateSet) {
        name = notice.rawValue
        audience = String(notice.rawValue.prefix { $0 != "." })
        var subjects: [String: String] = [:]
        for locale in Domain.Locale.allCases.map(\.rawValue) {
            let lines = set.files["\(locale)/\(notice.rawValue).md"]?.split(whereSeparator: \.isNewline) ?? []
            let line = lines.prefix(10).first { $0.hasPrefix("subject:") }
            subjects[locale] = line.map { String($0.dropFirst("subject:".count).drop { $0 == " " }) }
        }
        self.subjects = subjects
        variables = notice.variables.map {
            Variable(
                name: $0.name, kind: $0.kind.description, isOptional: $0.isOptional,
                isEssential: $0.isEssential)
        }
    }

    /// Name and subject.
    func line(_ locale: Domain.Locale) -> String {
        name.padding(36) + (subjects[locale.rawValue] ?? "–")
    }
}
