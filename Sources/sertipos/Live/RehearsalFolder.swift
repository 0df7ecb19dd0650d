internal import Domain
internal import FoundationEssentials
internal import Glibc

/// The folder of a rehearsal: made here, marked as such, and only then ever emptied.
struct RehearsalFolder {
    /// The file that says so; hidden, so that `init` does not mind it.
    static let marker = ".sertipos-rehearsal"
    private static let statement =
        "sertipos made this folder for a rehearsal and empties it before the next one.\n"

    let path: String

    /// The folder to use when none is named: `spool/rehearsal` of the current desk, else of the sources; `nil`
    /// when there is neither.
    static func standard(environment: [String: String]) -> String? {
        if let desk = try? DeskFolder(option: nil, environment: environment) {
            return desk.resolve("spool/rehearsal")
        }
        if let sources = try? Installation(environment: environment).path,
            access(sources.appendingComponent("Package.swift"), F_OK) == 0
        {
            return sources.appendingComponent("spool/rehearsal")
        }
        return nil
    }

    /// Makes the folder, or empties it if an earlier rehearsal made it. Refuses everything else.
    func prepare() throws(DocumentError) {
        var status = stat()
        if lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw refusal("is not a folder") }
            try empty()
        } else {
            try makeWithParents()
        }
        if access(path.appendingComponent(Self.marker), F_OK) != 0 {
            try NewFile.write(Array(Self.statement.utf8), to: path.appendingComponent(Self.marker))
        }
    }

    private func empty() throws(DocumentError) {
        let entries: [String]
        do { entries = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw DocumentError(file: path, problem: "cannot be listed")
        }
        guard !entries.isEmpty else { return }
        let mark = FileManager.default.contents(atPath: path.appendingComponent(Self.marker))
        guard let mark, mark.elementsEqual(Self.statement.utf8) else {
            throw refusal("holds files that no rehearsal made")
        }
        for entry in entries where entry != Self.marker {
            do { try FileManager.default.removeItem(atPath: path.appendingComponent(entry)) } catch {
                throw DocumentError(file: path.appendingComponent(entry), problem: "cannot be removed")
            }
        }
    }

    private func makeWithParents() throws(DocumentError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            _ = try NewFile.makeFolder(made)
        }
    }

    private func refusal(_ problem: String) -> DocumentError {
        DocumentError(
            file: path, problem: problem, remedy: "name a folder that does not exist yet, or an empty one")
    }
}
