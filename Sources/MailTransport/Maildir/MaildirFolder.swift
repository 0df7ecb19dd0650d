internal import Glibc

/// The folders `tmp`, `new` and `cur` of one Maildir (https://cr.yp.to/proto/maildir.html).
struct MaildirFolder {
    /// A message file.
    struct File: Equatable {
        /// `new` or `cur`.
        var folder: String
        /// The name with flags.
        var name: String
        /// The name without `:2,` and flags: it never changes.
        var base: String { String(name.prefix { $0 != ":" }) }
    }

    /// The Maildir.
    let path: String

    /// Makes whatever of the Maildir is missing; 0700, as it holds people's mail.
    func create() throws(FileFault) {
        for folder in ["", "/tmp", "/new", "/cur"] where mkdir(path + folder, 0o700) != 0 && errno != EEXIST {
            throw FileFault("mkdir")
        }
    }

    /// All message files, by base name.
    func files() throws(FileFault) -> [String: File] {
        var files: [String: File] = [:]
        // `cur` first: a file that moves from `new` to `cur` meanwhile is then seen at least once.
        for folder in ["new", "cur"] {
            guard let directory = opendir("\(path)/\(folder)") else { throw FileFault("opendir") }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                guard let name = Self.name(entry), !name.hasPrefix(".") else { continue }
                let file = File(folder: folder, name: name)
                files[file.base] = file
            }
        }
        return files
    }

    /// Where `file` lies.
    func path(of file: File) -> String { "\(path)/\(file.folder)/\(file.name)" }

    /// Adds `flag` to the file's flags, which moves it to `cur`.
    func set(_ flag: Character, on file: File) throws(FileFault) {
        let present = file.name.contains(":2,") ? String(file.name.drop { $0 != ":" }.dropFirst(3)) : ""
        guard !present.contains(flag) || file.folder == "new" else { return }
        let flags = Set(present).union([flag]).sorted()
        let target = File(folder: "cur", name: "\(file.base):2,\(String(flags))")
        guard rename(path(of: file), path(of: target)) == 0 else { throw FileFault("rename") }
    }

    private static func name(_ entry: UnsafeMutablePointer<dirent>) -> String? {
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
