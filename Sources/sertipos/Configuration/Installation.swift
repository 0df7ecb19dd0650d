internal import Domain
internal import Glibc

/// Where the shipped originals of a desk's files lie: `cron/`, `mail-templates/` and `spool/README.md`.
struct Installation: Sendable, Hashable {
    /// The folder that holds them.
    let path: String

    /// The originals' folder: `$SERTIPOS_SHARE`, else `../share/sertipos` beside the executable's folder, else the
    /// source tree above an executable in its `.build` folder.
    init(
        environment: [String: String], executable: String? = Installation.runningExecutable
    ) throws(InstallationError) {
        if let share = environment["SERTIPOS_SHARE"], !share.isEmpty {
            guard Self.hasOriginals(share) else {
                throw InstallationError(tried: ["\(share) ($SERTIPOS_SHARE)"])
            }
            path = share
            return
        }
        let folders = executable.map { Self.foldersAbove($0) } ?? []
        var tried: [String] = []
        if let binFolder = folders.first {
            let share = (folders.dropFirst().first ?? binFolder).appendingComponent("share/sertipos")
            tried.append(share)
            if Self.hasOriginals(share) {
                path = share
                return
            }
        }
        if let build = folders.firstIndex(where: { $0.hasSuffix("/.build") }),
            folders.indices.contains(build + 1)
        {
            let root = folders[build + 1]
            tried.append(root)
            if access(root.appendingComponent("Package.swift"), F_OK) == 0, Self.hasOriginals(root) {
                path = root
                return
            }
        }
        throw InstallationError(tried: tried)
    }

    /// The program that is running, without symbolic links.
    static var runningExecutable: String? {
        guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func hasOriginals(_ folder: String) -> Bool {
        ["cron/desk.yaml", "mail-templates"].allSatisfy { access(folder.appendingComponent($0), R_OK) == 0 }
    }

    /// The folders that hold `file`, innermost first, without the root.
    private static func foldersAbove(_ file: String) -> [String] {
        var folders: [String] = []
        var rest = file[...]
        while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return folders
    }
}

extension String {
    /// This folder's entry `name`.
    func appendingComponent(_ name: String) -> String { hasSuffix("/") ? self + name : "\(self)/\(name)" }
}

/// The shipped originals are not where they should be.
struct InstallationError: ClassifiedError, Hashable {
    /// Where they were looked for.
    let tried: [String]

    /// A person has to repair the installation.
    var failureClass: FailureClass { .permanent }

    /// Where they were looked for, and what to do.
    var description: String {
        "the original cron/ and mail-templates/ are not in \(tried.joined(separator: " nor in ")); "
            + "name the folder that holds them with $SERTIPOS_SHARE"
    }
}
