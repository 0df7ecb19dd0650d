internal import Domain
internal import Foundation
internal import Glibc

/// What follows a run: the dead-man file, and the second way to people.
struct RunWatch {
    private let live: LiveDesk
    private let ladderFile: String

    /// The watch over a desk.
    init(_ live: LiveDesk) {
        self.live = live
        ladderFile = live.folder.resolve("spool/alerts.json")
    }

    /// A run was good.
    func succeeded() throws {
        try Heartbeat(live).beat(at: live.clock.now())
        // Nearly always nothing was wrong before: then nothing is read or written.
        guard access(ladderFile, F_OK) == 0 else { return }
        note(.good)
        unlink(ladderFile)
    }

    /// A run failed with `error`. Whatever goes wrong here only adds to what cron's mail says.
    func failed(_ error: any Error) {
        note(.failed(exit: ExitStatus(error).rawValue, text: "\(error)"))
    }

    /// Tells people at once.
    func tell(_ text: String) {
        do { try AlertCommand(words: live.configuration.alerts.command).tell(text) } catch {
            Console.complain("sertipos: \(error)")
        }
    }

    private func note(_ ending: AlertLadder.Ending) {
        let alerts = live.configuration.alerts
        guard !alerts.command.isEmpty else { return }
        var ladder = read()
        let desk = live.configuration.desk.address.addrSpec
        let text = ladder.note(ending, at: live.clock.now(), alerts, desk: desk)
        if case .failed = ending { keep(ladder) }
        if let text { tell(text) }
    }

    /// What was noted before. A file that cannot be read means that nothing was: people are told once too often.
    private func read() -> AlertLadder {
        guard access(ladderFile, F_OK) == 0, let octets = try? EditedFile(path: ladderFile).octets(),
            let ladder = try? JSONDecoder().decode(AlertLadder.self, from: Data(octets))
        else { return AlertLadder() }
        return ladder
    }

    private func keep(_ ladder: AlertLadder) {
        do {
            try NewFile.replace(Array(try OutputSchema.line(ladder).utf8), at: ladderFile)
        } catch {
            Console.complain("sertipos: \(error)")
        }
    }
}
