internal import Domain
internal import Forms
internal import Foundation
internal import Notices
internal import Pipeline

/// Reads what staff edit: forms, wording and notices. Every mistake is named with file and line.
struct TemplateFolder {
    let path: String

    /// The forms.
    func forms() throws -> FormCatalog {
        let names = try self.names(in: "forms", suffix: ".yaml").filter { $0 != "faults.yaml" }
        return try FormCatalog(documents: names.map { try document("forms/\($0)") })
    }

    /// How faults are put.
    func faultWording() throws -> FaultWording { try FaultWording(document: document("forms/faults.yaml")) }

    /// Short words.
    func words() throws -> Wording { try Wording(document: document("words.yaml")) }

    /// The notices.
    func notices() throws -> NoticeCatalog { try NoticeCatalog(files: try noticeFiles()) }

    /// The page on which a passphrase is set.
    func passphrasePage() throws -> PassphrasePage {
        try PassphrasePage(template: try text("passphrase.html"), file: "mail-templates/passphrase.html")
    }

    /// Texts of all notice files by path below the folder.
    func noticeFiles() throws -> [String: String] {
        var files = ["layout.html": try text("layout.html")]
        for locale in Domain.Locale.allCases.map(\.rawValue) {
            for name in try names(in: locale, suffix: ".md") {
                files["\(locale)/\(name)"] = try text("\(locale)/\(name)")
            }
        }
        return files
    }

    /// Every mistake in the folder.
    func problems() -> [DocumentError] {
        var problems: [DocumentError] = []
        let note: (any Error) -> Void = { error in
            switch error {
            case let error as DocumentError: problems.append(error)
            case let error as WordingError: problems += error.problems
            case NoticeError.templates(let found): problems += found
            default: problems.append(DocumentError(file: path, problem: "\(error)"))
            }
        }
        do { _ = try forms() } catch { note(error) }
        do { _ = try faultWording() } catch { note(error) }
        do { _ = try words() } catch { note(error) }
        do { problems += NoticeCatalog.check(files: try noticeFiles()) } catch { note(error) }
        do {
            problems += PassphrasePage.check(
                template: try text("passphrase.html"), file: "mail-templates/passphrase.html")
        } catch { note(error) }
        return problems
    }

    private func document(_ name: String) throws -> DocumentNode {
        try YAMLDocument.parse(text: text(name), file: "mail-templates/\(name)")
    }

    private func text(_ name: String) throws(TemplateFolderError) -> String {
        do {
            return try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        } catch {
            throw TemplateFolderError(file: "\(path)/\(name)")
        }
    }

    private func names(in folder: String, suffix: String) throws(TemplateFolderError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
                .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw TemplateFolderError(file: "\(path)/\(folder)")
        }
    }
}

/// A template file or folder is missing or is not UTF-8.
struct TemplateFolderError: ClassifiedError, Hashable {
    let file: String
    var failureClass: FailureClass { .permanent }
    var description: String {
        "\(file) cannot be read as UTF-8 text; restore it, or run 'sertipos init' on the desk to add what is missing"
    }
}
