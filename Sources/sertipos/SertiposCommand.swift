// SUMMARY  Commands, configuration and live wiring: the only place where everything meets.
// TRUST    Believes whoever may start it and edit the desk's folder. Thin: no decision about a mail is made here.

internal import ArgumentParser

@main
struct SertiposCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sertipos",
        abstract: "A certificate service desk that works entirely by email.",
        discussion: """
            Cron calls `sertipos run`. Every command works on the desk in the current folder, on --desk DIR, \
            or on $SERTIPOS_DESK. Exit codes follow sysexits: 0 all is well, 64 usage, 65 bad data, \
            69 unavailable, 70 internal, 75 try later, 78 configuration.
            """,
        version: "0.1.0",
        subcommands: [
            Initialize.self, Run.self, Fetch.self, Process.self, Remind.self, Send.self, Purge.self,
            Status.self, Doctor.self, ScheduleCommand.self,
            RequestCommand.self, CaseCommand.self, VerifierCommand.self, CertificateCommand.self,
            AuthorityCommand.self, Explain.self, Reconcile.self, Audit.self, Exposure.self,
            ReportCommand.self,
            Backup.self, Restore.self, EvidenceCommand.self, Template.self, Rehearse.self,
            GenerateManual.self,
        ])

    /// Before anything is read: a program that dies leaves nothing of its memory behind.
    static func main() {
        ProcessSecrecy.begin()
        main(nil)
    }
}
