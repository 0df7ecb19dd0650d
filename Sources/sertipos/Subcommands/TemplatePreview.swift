internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Notices

/// Every notice as people will see it.
struct TemplatePreview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Write every notice with made-up people: mails and one page to look at.",
        discussion: """
            Writes LOCALE/NAME.eml for every notice, which mail programs open, and index.html, which shows them \
            all as an inbox, on a telephone and on a desktop, light and dark, with their plain text. The page \
            needs no network. The edited texts are shown, also before a run takes them over; they must be free of \
            mistakes.
            """)

    @Argument(help: "Only this notice, such as applicant.identity-link.")
    var name: String?

    @Option(help: "Only this language: id or en.", transform: CommonOptions.locale)
    var locale: Domain.Locale?

    @Option(help: "The folder to write to (default: a new one among the temporary files).")
    var to: String?

    @Flag(help: "Open the page in a browser.")
    var open = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let set = TemplateFolder(path: try common.folder().templates).read()
            let problems = set.problems()
            guard problems.isEmpty else { throw UnusableTemplates(problems: problems) }
            let (catalog, words) = (try set.notices(), try set.words())
            let now = SystemClock().now()
            let mails = try notices().flatMap { name in
                try (locale.map { [$0] } ?? Domain.Locale.allCases).map { locale in
                    try PreviewMail(name, locale, catalog, words: words, codec: LiveDesk.codec, now: now)
                }
            }
            let folder = try PreviewFolder(path: to ?? Self.freshFolder())
            let report = PreviewReport(page: try folder.write(mails), mails: mails.map(\.file))
            if common.json { try Console.say(json: report) } else { Console.say(report.page) }
            if open, !Desktop.open(report.page), Console.isTerminal {
                Console.complain("there is no desktop here; open the page in a browser")
            }
        }
    }

    private func notices() throws -> [NoticeName] {
        guard let name else { return NoticeName.allCases }
        if let notice = NoticeName(rawValue: name) { return [notice] }
        let nearest = Spelling.nearest(to: name, among: NoticeName.allCases.map(\.rawValue))
        throw ValidationError(
            "there is no notice '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; `sertipos template list` names them all"))
    }

    private static func freshFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "sertipos-preview-\(UUID().uuidString)").path
    }
}

/// What `template preview` wrote.
struct PreviewReport: Codable {
    /// The page's absolute path.
    let page: String
    /// The mails beside it.
    let mails: [String]
}

/// The folder of a preview: only what an earlier preview wrote is ever replaced.
struct PreviewFolder {
    private let path: String

    init(path: String) throws {
        self.path = path
        let page = path.appendingComponent("index.html")
        guard FileManager.default.fileExists(atPath: page) else { return }
        let mark = "content=\"\(PreviewPage.generator)\""
        // The mark stands in the head, far in front of the mails.
        let head = FileHandle(forReadingAtPath: page)?.readData(ofLength: 4096) ?? Data()
        guard String(decoding: head, as: UTF8.self).contains(mark) else {
            throw DocumentError(
                file: page, problem: "is somebody else's page", remedy: "name another folder with --to")
        }
    }

    /// Writes mails and page; returns the page's absolute path.
    func write(_ mails: [PreviewMail]) throws -> String {
        _ = try NewFile.makeFolder(path)
        for locale in Set(mails.map(\.locale.rawValue)) {
            _ = try NewFile.makeFolder(path.appendingComponent(locale))
        }
        for mail in mails { try NewFile.replace(mail.octets, at: path.appendingComponent(mail.file)) }
        let page = path.appendingComponent("index.html")
        try NewFile.replace(Array(try PreviewPage(mails: mails).html().utf8), at: page)
        return DeskFolder(path: path).absolutePath.map { $0.appendingComponent("index.html") } ?? page
    }
}
