internal import Domain
internal import Glibc

/// One thing that `doctor` looks at. Looking changes nothing.
protocol HealthCheck {
    /// One word, the first column of the report.
    static var name: String { get }
    /// What is found on the desk. An error that is thrown becomes a failure with its own exit code.
    func findings(_ subject: HealthSubject) throws -> [HealthFinding]
}

/// What checks look at.
struct HealthSubject {
    /// The desk.
    let live: LiveDesk
    /// Whether mail servers are left alone.
    let isOffline: Bool
    /// What only the machine knows.
    let machine: MachineProbes
    /// The moment all checks agree on.
    let now: Timestamp

    /// The desk as it stands.
    init(_ live: LiveDesk, isOffline: Bool = false, machine: MachineProbes = .live) {
        self.live = live
        self.isOffline = isOffline
        self.machine = machine
        now = live.clock.now()
    }
}

/// Questions to the machine, so that tests can give the answers.
struct MachineProbes {
    /// Room on a file system.
    struct Space {
        let freeOctets: Int64
        /// `nil` where the file system does not count them.
        let freeInodes: Int64?
    }

    /// The installed version of a package, as the package database says; `nil` if it says nothing.
    var packageVersion: (String) -> String?
    /// The present user's crontab; `nil` if there is none.
    var userCrontab: () throws -> String?
    /// Room at a path.
    var space: (String) -> Space?
    /// Whether the kernel follows a time server; `nil` if it does not say.
    var isClockSynchronized: () -> Bool?

    /// The machine itself.
    static var live: MachineProbes {
        MachineProbes(
            packageVersion: { PackageDatabase.version(of: $0) }, userCrontab: { try UserCrontab().read() },
            space: { path in
                var status = statvfs()
                guard statvfs(path, &status) == 0 else { return nil }
                let inodes = status.f_files == 0 ? nil : Int64(clamping: status.f_favail)
                return Space(
                    freeOctets: Int64(clamping: status.f_bavail) * Int64(clamping: status.f_frsize),
                    freeInodes: inodes)
            },
            isClockSynchronized: {
                let question = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
                // A machine without that program says nothing.
                guard let ending = try? ChildProgram(question).run(seconds: 10), ending.code == 0 else {
                    return nil
                }
                return ending.output.hasPrefix("yes")
            })
    }
}

/// Looks at a whole desk.
enum HealthExamination {
    /// All checks, in the order in which a person mends things.
    static var checks: [any HealthCheck] {
        [
            ConfigurationCheck(), PermissionsCheck(), DiskCheck(), LibrariesCheck(), ClockCheck(),
            LedgerCheck(),
            FormsCheck(), TemplatesCheck(), KeysCheck(), MailboxCheck(), SubmissionCheck(), TokenCheck(),
            TrustCheck(), ScheduleCheck(), RunsCheck(), BackupCheck(),
        ]
    }

    /// The report on a desk that can be opened.
    static func report(
        _ subject: HealthSubject, progress: (String) -> Void = { _ in }
    ) -> HealthReport {
        var findings: [HealthFinding] = []
        for check in checks {
            let name = type(of: check).name
            progress(name)
            do { findings += try check.findings(subject) } catch { findings.append(.fail(name, error)) }
        }
        return HealthReport(
            desk: subject.live.folder.absolutePath ?? subject.live.folder.path, at: subject.now.description,
            findings: findings)
    }

    /// The report on a desk that cannot even be opened: `error` says why.
    static func report(_ folder: DeskFolder, unopened error: any Error, at now: Timestamp) -> HealthReport {
        let lines = (error as? ConfigurationError)?.problems.map(\.description) ?? ["\(error)"]
        let findings = lines.map { line in
            HealthFinding.fail(
                ConfigurationCheck.name, line, remedy: "mend this first; then everything else is looked at",
                ExitStatus(error))
        }
        return HealthReport(
            desk: folder.absolutePath ?? folder.path, at: now.description, findings: findings)
    }
}
