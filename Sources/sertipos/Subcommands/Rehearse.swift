internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rehearsal

/// A throwaway desk with scripted people.
struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play the whole service on a throwaway desk with scripted people.",
        discussion: """
            Makes a desk of its own, lets scripted people act on it purely by mail, and prints what happened as \
            a story. Every mail can be looked at in transcript.html, and the certificates that people got in the folder \
            people. Years pass in it, on a clock of its own, from the Monday before today. Ends with 70 if something is \
            not as it must be. Real desks, their mail and their people are not touched.
            """)

    @Argument(
        help: "The folder to play in (default: spool/rehearsal of the current desk or of the sources).")
    var folder: String?

    @Flag(name: .long, help: "Play through real mail servers instead of Maildirs.")
    var live = false

    @Option(
        name: .long,
        help: "The servers.env that scripts/mail-servers wrote (default: $SERTIPOS_MAIL_SERVERS).")
    var servers: String?

    @Flag(name: .long, help: "Write JSON to standard output.")
    var json = false

    func run() throws {
        try ExitStatus.reporting {
            let environment = ProcessInfo.processInfo.environment
            let transport = try transport(environment)
            guard let path = folder ?? RehearsalFolder.standard(environment: environment) else {
                throw ValidationError("there is no desk here: name a folder to play in")
            }
            let report = try RehearsalReport(
                playingIn: path, installation: Installation(environment: environment), transport: transport)
            if json { try Console.say(json: report) } else { Console.say(report.description) }
            if !report.timeline.failures.isEmpty { throw ExitCode(ExitStatus.software.rawValue) }
        }
    }

    private func transport(
        _ environment: [String: String]
    ) throws -> RehearsalConfiguration.Transport {
        guard live else {
            guard servers == nil else { throw ValidationError("--servers goes with --live") }
            return .maildir
        }
        guard let path = servers ?? environment["SERTIPOS_MAIL_SERVERS"], !path.isEmpty else {
            throw ValidationError("--live needs --servers FILE or $SERTIPOS_MAIL_SERVERS")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), let list = ServerList(text: text)
        else {
            throw DocumentError(
                file: path, problem: "does not name the mail servers",
                remedy: "run scripts/mail-servers start DIR and name DIR/servers.env")
        }
        return .servers(list)
    }
}
