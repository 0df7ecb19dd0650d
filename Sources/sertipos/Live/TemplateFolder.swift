internal import Domain
internal import Forms
internal import Foundation
internal import Notices
internal import Pipeline

/// Reads what staff edit: forms, wording and notices. Every mistake is named with file and line.
struct TemplateFolder {
    let path: String

    /// Everything in the folder that belongs to the desk, as it stands now.
    func read() -> TemplateSet {
        var files: [String: String] = [:]
        var unreadable: [DocumentError] = []
        var names = ["layout.html", "words.yaml", "passphrase.html"]
        for (folder, suffix) in Self.folders {
            do {
                names += try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
                    .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
            } catch {
                unreadable.append(Self.missing(folder, "the folder is missing"))
            }
        }
        for name in names {
            do {
                files[name] = try EditedFile(path: "\(path)/\(name)").text()
            } catch {
                let isThere = FileManager.default.fileExists(atPath: "\(path)/\(name)")
                unreadable.append(
                    isThere
                        ? DocumentError(
                            file: TemplateSet.named(name), line: error.line, problem: error.problem,
                            remedy: error.remedy)
                        : Self.missing(name, "the file is missing"))
            }
        }
        return TemplateSet(files: files, unreadable: unreadable)
    }

    /// The forms.
    func forms() throws -> FormCatalog { try read().forms() }

    /// How faults are put.
    func faultWording() throws -> FaultWording { try read().faultWording() }

    /// Short words.
    func words() throws -> Wording { try read().words() }

    /// The notices.
    func notices() throws -> NoticeCatalog { try read().notices() }

    /// The page on which a passphrase is set.
    func passphrasePage() throws -> PassphrasePage { try read().passphrasePage() }

    /// Texts of all notice files by path below the folder.
    func noticeFiles() throws -> [String: String] { read().noticeFiles }

    /// Every mistake in the folder.
    func problems() -> [DocumentError] { read().problems() }

    private static let folders = [("forms", ".yaml")] + Domain.Locale.allCases.map { ($0.rawValue, ".md") }

    private static func missing(_ name: String, _ problem: String) -> DocumentError {
        DocumentError(
            file: TemplateSet.named(name), problem: problem,
            remedy: "restore it, or run 'sertipos init' on the desk to add what is missing")
    }
}

/// The texts that staff edit have mistakes, and there is no accepted version to serve instead.
struct UnusableTemplates: ClassifiedError {
    /// All of them, in file order.
    let problems: [DocumentError]
    var failureClass: FailureClass { .permanent }
    var description: String { problems.map(\.description).joined(separator: "\n") }
}
