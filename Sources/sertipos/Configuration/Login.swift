internal import Domain

/// Who logs in to a mail server, and which file holds the secret.
enum Login: Sendable, Hashable {
    /// Nobody: a Maildir, the local mail program, or a relay that asks nobody.
    case anonymous
    /// A user whose password is the first line of a file.
    case password(user: String, file: FileReference)
    /// A user with an OAuth 2 token file, renewed when it is due.
    case oauth(user: String, file: FileReference)

    /// The keys of a section that has a login.
    static let keys = ["user", "password-file", "oauth-file", "ca-file"]

    /// The secret's file.
    var file: FileReference? {
        switch self {
        case .anonymous: nil
        case .password(_, let file), .oauth(_, let file): file
        }
    }

    /// The login that `section` describes for `url`; mistakes are noted there.
    init(_ section: ConfigurationSection, url: ServerURL?) {
        let user = section.value("user") { try $0.line() }
        let password = section.file("password-file", .secret)
        let token = section.file("oauth-file", .secret)
        self = .anonymous
        guard let url else { return }
        guard url.scheme.isServer else {
            for key in Login.keys where section.has(key) {
                let note = "\(section.name).\(key) is not used with '\(url.scheme.rawValue):'"
                section.problems.warn(section.node(key).error(note))
            }
            return
        }
        let wantsLogin = url.scheme == .imaps || url.scheme == .imap
        switch (user, password, token) {
        case (let user?, let file?, nil): self = .password(user: user, file: file)
        case (let user?, nil, let file?): self = .oauth(user: user, file: file)
        case (_, .some, .some):
            section.problems.note(
                section.node("oauth-file").error(
                    "password-file and oauth-file exclude each other", remedy: "keep one of them"))
        case (.some, nil, nil) where !section.has("password-file") && !section.has("oauth-file"):
            section.problems.note(section.missing("password-file", example: "secrets/mail-password"))
        case (nil, _, _) where !section.has("user") && (wantsLogin || password != nil || token != nil):
            section.problems.note(section.missing("user", example: "layanan@example.go.id"))
        case (_, nil, nil), (nil, _, nil), (nil, nil, _): break
        }
    }
}
