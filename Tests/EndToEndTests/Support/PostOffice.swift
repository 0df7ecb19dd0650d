import Foundation

/// How mail goes between people and one desk.
protocol PostOffice {
    /// The desk's address.
    var desk: String { get }
    /// Sends a person's mail; returns when it lies in the desk's mailbox.
    func deliver(_ letter: Letter) throws
    /// The files of a person's mailbox, oldest first.
    func files(of person: String) -> [String]
}

/// Mail through Postfix into Dovecot's mailboxes.
struct ServerPost: PostOffice {
    let servers: LiveMail
    let desk: String

    /// A letter did not arrive.
    struct Lost: Error {
        let subject: String
    }

    func deliver(_ letter: Letter) throws {
        let before = files(of: desk).count
        try servers.send(letter.octets, from: letter.sender, to: letter.recipient)
        let deadline = ContinuousClock.now + .seconds(120)
        while files(of: desk).count <= before {
            guard ContinuousClock.now < deadline else { throw Lost(subject: letter.subject) }
            // The delivery agent tells nobody; this yields the processor between two looks.
            poll(nil, 0, 5)
        }
    }

    func files(of person: String) -> [String] { MailFolder.files(in: servers.folder(person)) }
}

/// Mail from and to the Maildirs of a desk's own folder.
struct FolderPost: PostOffice {
    let folder: DeskFixture
    let desk = "layanan@desk.test"

    func deliver(_ letter: Letter) throws {
        try folder.receive(
            [letter.received],
            from: 1_000 + folder.names("inbox/cur").count
                + folder.names("inbox/new").count)
    }

    func files(of person: String) -> [String] { MailFolder.files(in: "\(folder.path)/outbound/\(person)") }
}

/// A Maildir.
enum MailFolder {
    /// Its messages, oldest first.
    static func files(in folder: String) -> [String] {
        ["new", "cur"].flatMap { part in
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []).sorted()
                .map { "\(folder)/\(part)/\($0)" }
        }
    }
}
