import Foundation

/// A desk in a folder of its own that vanishes with this value. Mail comes from `inbox` and goes to
/// `outbound`, both Maildirs, unless the configuration is replaced.
final class DeskFixture: Sendable {
    /// The desk's folder.
    let path: String

    /// A fresh desk with this configuration, by default one on Maildirs.
    init(_ configuration: String = DeskFixture.configuration(), verifier: String = "siti@kominfo.test") throws
    {
        let original = try Self.original.get()
        path = Self.base + "/desk-" + UUID().uuidString
        try Shell.run(["cp", "-a", original, path])
        try write("cron/desk.yaml", configuration)
        try write(
            "cron/verifiers.csv", "email,name,agency,locale\n\(verifier),Siti Rahma,Dinas Kominfo,id\n")
    }

    /// A copy of a desk, as it stands; inside `folder` if one is given.
    init(copyOf desk: DeskFixture, in folder: String? = nil) throws {
        path = (folder ?? Self.base) + "/desk-" + UUID().uuidString
        try Shell.run(["cp", "-a", desk.path, path])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A folder of this process; in memory if there is enough of it, as the tests are about order and loss,
    /// not about one disk's speed.
    static let base: String = {
        var space = statvfs()
        let isRoomy = statvfs("/dev/shm", &space) == 0 && space.f_bavail * space.f_frsize > 4 << 30
        let isUsable = isRoomy && access("/dev/shm", W_OK) == 0
        let path = (isUsable ? "/dev/shm/" : NSTemporaryDirectory()) + baseName
        _ = mkdir(path, 0o700)
        atexit {
            for parent in ["/dev/shm/", NSTemporaryDirectory()] {
                try? FileManager.default.removeItem(atPath: parent + DeskFixture.baseName)
            }
        }
        return path
    }()

    private static var baseName: String { "sertipos-desks-\(getpid())" }

    /// `init` is run once; every fixture is a copy.
    private static let original: Result<String, any Error> = Result {
        let path = base + "/original"
        let made = try Program.run(["init", path])
        guard made.code == 0 else { throw Shell.Failure(execution: made) }
        for folder in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/inbox/\(folder)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        return path
    }

    /// Whom the desk knows unless a test says otherwise.
    static let people =
        "registration-authority: ra@psre.test, officer: petugas@desk.test, administrator: admin@desk.test"

    /// A configuration with these sections.
    static func configuration(
        mailbox: String = "url: \"maildir:inbox\"", submission: String = "url: \"maildir:outbound\"",
        address: String = "layanan@desk.test", people: String = DeskFixture.people
    ) -> String {
        """
        desk: { name: Layanan SE, address: \(address), locale: id, timezone: Asia/Jakarta, fee: "Rp 0" }
        people: { \(people) }
        mailbox: { \(mailbox), authserv-id: mx.desk.test }
        submission: { \(submission) }
        budget: { address: 100000/day, request: 30/day, day: 1000000 }

        """
    }

    /// Replaces a file of the desk.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// The text of a file of the desk.
    func read(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    /// Puts mails into the Maildir `inbox`; their order is that of the numbers.
    func receive(_ mails: [[UInt8]], from first: Int = 1_000) throws {
        for (offset, octets) in mails.enumerated() {
            let file = "\(path)/inbox/new/\(first + offset).M\(offset).host"
            try Data(octets).write(to: URL(filePath: file))
        }
    }

    /// Runs a command on this desk.
    @discardableResult
    func run(_ arguments: String...) throws -> Execution { try Program.run(arguments + ["--desk", path]) }

    /// Names in a folder of the desk, sorted; none if the folder is absent.
    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }
}
