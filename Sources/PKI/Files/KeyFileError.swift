public import Domain

/// A file or folder with keys that cannot be used as it is. Names the place and what to do, never any content.
public struct KeyFileError: ClassifiedError, Hashable {
    /// The kinds of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is no such file, or no key in the folder.
        case missing
        /// Something is there already and is not replaced.
        case exists
        /// Other users may read or change it.
        case looseMode
        /// It belongs to another user.
        case foreignOwner
        /// It is a symbolic link, a device or of unlikely size.
        case notPlain
        /// Its content is damaged or of another kind.
        case corrupt
        /// The system refused to read it.
        case unreadable
        /// The system refused to write it.
        case unwritable
    }

    /// What is wrong.
    public let code: Code
    /// The file or folder.
    public let path: String
    /// A technical remark without content, such as the mode found.
    public let detail: String

    init(_ code: Code, _ path: String, detail: String = "") {
        self.code = code
        self.path = path
        self.detail = detail
    }

    /// A full disk or a busy system may pass by itself; everything else needs a person.
    public var failureClass: FailureClass {
        switch code {
        case .unreadable, .unwritable: .transient
        case .missing, .exists, .looseMode, .foreignOwner, .notPlain, .corrupt: .permanent
        }
    }

    /// What an administrator can do.
    public var remedy: String {
        switch code {
        case .missing: "restore it from the backup, or let the desk make it"
        case .exists: "move it away if it is really to be made anew"
        case .looseMode: "take the rights of others away (chmod go= on it), and renew keys others could read"
        case .foreignOwner: "give it to the user that runs the desk (chown)"
        case .notPlain: "put a plain file or folder in its place"
        case .corrupt: "restore it from the backup"
        case .unreadable: "check disk and rights"
        case .unwritable: "check free space and rights"
        }
    }

    /// `path: problem (detail); remedy`.
    public var description: String {
        let problem =
            switch code {
            case .missing: "is missing"
            case .exists: "is there already"
            case .looseMode: "is open to other users"
            case .foreignOwner: "belongs to another user"
            case .notPlain: "is not a plain file or folder"
            case .corrupt: "is damaged or of another kind"
            case .unreadable: "cannot be read"
            case .unwritable: "cannot be written"
            }
        return "\(path): \(problem)\(detail.isEmpty ? "" : " (\(detail))"); \(remedy)"
    }
}
