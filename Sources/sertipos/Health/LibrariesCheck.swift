internal import Domain
internal import Glibc
internal import Ledger
internal import MailTransport
internal import PKI

/// The C libraries under the desk, against the versions whose known faults are mended.
struct LibrariesCheck: HealthCheck {
    static let name = "libraries"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        var findings = [
            (LibraryFloor.curl, TransportLibrary.version),
            (LibraryFloor.openSSL, CryptographyLibrary.version),
        ].map { floor, running in
            floor.judge(
                running: running,
                package: floor.packages.lazy.compactMap { subject.machine.packageVersion($0) }.first)
        }
        guard access(subject.live.folder.ledger, F_OK) == 0 else { return findings }
        let engine = try SQLiteLedger(
            path: subject.live.folder.ledger, digesting: subject.live.digesting, readOnly: true
        ).engine()
        // The fault of versions before 3.51.3 is one of the write-ahead log, which the desk does not use.
        findings.append(.ok(Self.name, "SQLite \(engine.version), journal mode \(engine.journalMode)"))
        return findings
    }
}

/// Debian's package database.
enum PackageDatabase {
    /// The installed version of `package`; `nil` if it is not installed, or this is no Debian.
    static func version(of package: String) -> String? {
        let program = "/usr/bin/dpkg-query"
        guard access(program, X_OK) == 0 else { return nil }
        let arguments = ["--show", "--showformat=${db:Status-Abbrev}\t${Version}\n", package]
        // A database that cannot be asked says nothing; the floor is then judged by the library alone.
        guard let ending = try? ChildProgram([program] + arguments).run(seconds: 10), ending.code == 0
        else { return nil }
        for line in ending.output.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 2, parts[0].hasPrefix("ii") { return String(parts[1]) }
        }
        return nil
    }
}
