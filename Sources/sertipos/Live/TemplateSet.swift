internal import Domain
internal import Forms
internal import Notices
internal import Pipeline

/// Everything staff edit, as one value: notices, layout, page, forms and words as they stood at one moment.
struct TemplateSet: Sendable, Hashable {
    /// Texts by path below `mail-templates`.
    let files: [String: String]
    /// What could not be read at all.
    var unreadable: [DocumentError] = []

    /// What a desk works with.
    struct Content: Sendable {
        let forms: FormCatalog
        let faultWording: FaultWording
        let words: Wording
        let notices: NoticeCatalog
        let page: PassphrasePage
    }

    /// The content; throws the first mistake that makes it unusable.
    func content() throws -> Content {
        if let error = unreadable.first { throw error }
        return Content(
            forms: try forms(), faultWording: try faultWording(), words: try words(), notices: try notices(),
            page: try passphrasePage())
    }

    /// The forms.
    func forms() throws -> FormCatalog {
        let names = files.keys.filter { $0.hasPrefix("forms/") && $0 != "forms/faults.yaml" }
        return try FormCatalog(documents: names.sorted().map { try document($0) })
    }

    /// How faults are put.
    func faultWording() throws -> FaultWording { try FaultWording(document: document("forms/faults.yaml")) }

    /// Short words.
    func words() throws -> Wording { try Wording(document: document("words.yaml")) }

    /// The notices.
    func notices() throws -> NoticeCatalog { try NoticeCatalog(files: noticeFiles) }

    /// The page on which a passphrase is set.
    func passphrasePage() throws -> PassphrasePage {
        try PassphrasePage(template: try text("passphrase.html"), file: Self.named("passphrase.html"))
    }

    /// The files that notices are made of.
    var noticeFiles: [String: String] {
        files.filter { $0.key == "layout.html" || $0.key.hasSuffix(".md") }
    }

    /// A YAML file.
    func document(_ name: String) throws -> DocumentNode {
        try YAMLDocument.parse(text: text(name), file: Self.named(name))
    }

    /// A file's text.
    func text(_ name: String) throws(DocumentError) -> String {
        if let text = files[name] { return text }
        throw DocumentError(
            file: Self.named(name), problem: "the file is missing",
            remedy: "restore it, or run 'sertipos init' on the desk to add what is missing")
    }

    /// A file as messages name it.
    static func named(_ name: String) -> String { "mail-templates/\(name)" }
}
