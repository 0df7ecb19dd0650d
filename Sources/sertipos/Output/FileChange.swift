internal import Domain

/// One file of mail-templates that differs from the accepted version.
struct FileChange: Codable {
    /// What happened to it.
    enum Kind: String, Codable {
        case added, removed, edited
    }

    let file: String
    let kind: Kind
    /// The difference in unified form, without its two lines of names.
    let lines: [String]

    /// Every file that differs, by name.
    static func all(from old: TemplateSet, to new: TemplateSet) -> [FileChange] {
        let unreadable = Set(new.unreadable.map(\.file))
        return Set(old.files.keys).union(new.files.keys).sorted().compactMap { name in
            let (before, after) = (old.files[name], new.files[name])
            // What cannot be read has a mistake of its own, and is not gone.
            guard before != after, !(after == nil && unreadable.contains(TemplateSet.named(name))) else {
                return nil
            }
            return FileChange(
                file: name, kind: before == nil ? .added : after == nil ? .removed : .edited,
                lines: LineDifference(before ?? "", after ?? "").lines)
        }
    }

    /// Whether this is the file `name`, or one of the notice `name`.
    func isOf(_ name: String) -> Bool { Self.belongs(file, to: name) }

    /// Whether `file` is the file `name`, or one of the notice `name`.
    static func belongs(_ file: String, to name: String) -> Bool {
        file == name || TemplateSet.named(file) == name
            || Locale.allCases.contains { file == "\($0.rawValue)/\(name).md" }
    }

    /// As `diff -u` writes it.
    func text(isColoured: Bool) -> String {
        let old = kind == .added ? "/dev/null" : "accepted/\(file)"
        let new = kind == .removed ? "/dev/null" : TemplateSet.named(file)
        let all = ["--- \(old)", "+++ \(new)"] + lines
        guard isColoured else { return all.joined(separator: "\n") }
        return all.map { line in
            let code =
                switch line.first {
                case "+": "32"
                case "-": "31"
                case "@": "36"
                default: "0"
                }
            return "\u{1B}[\(code)m\(line)\u{1B}[0m"
        }.joined(separator: "\n")
    }
}
