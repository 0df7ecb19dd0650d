internal import Domain
internal import FoundationEssentials

/// Lays out a new desk: `init [DIR]`. Nothing that exists is ever changed.
///
/// `cron/desk.yaml` is made last, so that a folder is a desk only once everything is there; an interrupted
/// `init` is finished by the next one.
struct DeskInitializer {
    /// Where the originals are.
    let installation: Installation
    /// The desk to make.
    let desk: DeskFolder

    /// Makes what is missing. Refuses a folder that is no desk and holds anything else, hidden files excepted.
    func run() throws(DocumentError) -> DeskInitialization {
        let originals = try originals()
        if !desk.isDesk { try refuseForeignFiles(originals) }
        var result = DeskInitialization(desk: desk.absolutePath ?? desk.path)
        for folder in folders(for: originals) {
            let path = folder.isEmpty ? desk.path : desk.resolve(folder)
            if try NewFile.makeFolder(path) { result.created.append(folder.isEmpty ? "./" : folder + "/") }
        }
        result.desk = desk.absolutePath ?? desk.path
        for original in originals {
            let bytes = adapted(original)
            switch try state(of: original.name, against: bytes) {
            case .missing:
                try NewFile.write(bytes, to: desk.resolve(original.name))
                result.created.append(original.name)
            case .identical: result.unchanged.append(original.name)
            case .different: result.leftAlone.append(original.name)
            }
        }
        return result
    }

    private struct Original {
        let name: String
        let bytes: [UInt8]
    }

    private enum State { case missing, identical, different }

    /// The shipped files, the configuration last.
    private func originals() throws(DocumentError) -> [Original] {
        let templates = installation.path.appendingComponent("mail-templates")
        let names: [String]
        do { names = try FileManager.default.subpathsOfDirectory(atPath: templates) } catch {
            throw DocumentError(file: templates, problem: "cannot be listed")
        }
        let shipped = names.sorted().filter {
            !$0.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasSuffix("~") }
        }
        .filter { !isFolder(templates.appendingComponent($0)) }.map { "mail-templates/\($0)" }
        var originals: [Original] = []
        for name in ["cron/verifiers.csv", "cron/holidays.yaml", "cron/sertipos.crontab"] + shipped {
            originals.append(try original(name))
        }
        if FileManager.default.fileExists(atPath: installation.path.appendingComponent("spool/README.md")) {
            originals.append(try original("spool/README.md"))
        }
        originals.append(try original("cron/desk.yaml"))
        return originals
    }

    private func original(_ name: String) throws(DocumentError) -> Original {
        Original(name: name, bytes: try EditedFile(path: installation.path.appendingComponent(name)).octets())
    }

    /// The desk itself, and every folder of its files, outer ones first.
    private func folders(for originals: [Original]) -> [String] {
        var folders: Set = ["", "cron", "mail-templates", "spool", "secrets"]
        for original in originals {
            let parts = original.name.split(separator: "/").dropLast()
            for count in parts.indices { folders.insert(parts[...count].joined(separator: "/")) }
        }
        return folders.sorted()
    }

    /// The schedule names the desk it is for; everything else is copied as it is.
    private func adapted(_ original: Original) -> [UInt8] {
        guard original.name == "cron/sertipos.crontab", let path = desk.absolutePath,
            !path.utf8.contains(where: { $0 < 0x20 })
        else { return original.bytes }
        let lines = String(decoding: original.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let adapted = lines.map { $0.hasPrefix("SERTIPOS_DESK=") ? "SERTIPOS_DESK=\(path)" : String($0) }
        return Array(adapted.joined(separator: "\n").utf8)
    }

    private func state(of name: String, against bytes: [UInt8]) throws(DocumentError) -> State {
        let path = desk.resolve(name)
        guard FileManager.default.fileExists(atPath: path) else { return .missing }
        return try EditedFile(path: path).octets() == bytes ? .identical : .different
    }

    private func refuseForeignFiles(_ originals: [Original]) throws(DocumentError) {
        guard FileManager.default.fileExists(atPath: desk.path) else { return }
        guard isFolder(desk.path) else { throw DocumentError(file: desk.path, problem: "is not a folder") }
        let entries: [String]
        do { entries = try FileManager.default.contentsOfDirectory(atPath: desk.path) } catch {
            throw DocumentError(file: desk.path, problem: "cannot be listed")
        }
        let ours: Set = ["cron", "mail-templates", "spool", "secrets"]
        var foreign = entries.filter { !$0.hasPrefix(".") && !ours.contains($0) }.sorted()
        for original in originals where try state(of: original.name, against: adapted(original)) == .different
        {
            foreign.append(original.name)
        }
        guard foreign.isEmpty else {
            let rest = foreign.count > 3 ? " and \(foreign.count - 3) more" : ""
            throw DocumentError(
                file: desk.path,
                problem:
                    "is no desk, and not empty: it holds \(foreign.prefix(3).joined(separator: ", "))\(rest)",
                remedy: "choose an empty folder, or move these away")
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
