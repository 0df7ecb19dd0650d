internal import Domain

/// The second way to people: a program that an administrator chose, run without a shell.
struct AlertCommand {
    /// How long it may take, in seconds.
    static let patience = 30

    /// The program and its arguments; empty for none.
    let words: [String]

    /// Gives it `text` on its standard input. Throws ``AlertUndelivered`` if it does not end with 0 in time.
    func tell(_ text: String) throws {
        guard let program = words.first else { return }
        let ending: ChildProgram.Ending
        do {
            ending = try ChildProgram(words).run(text, seconds: Self.patience)
        } catch {
            throw AlertUndelivered(detail: "\(error)")
        }
        guard ending.code == 0 else {
            let how = ending.code.map { "ended with \($0)" } ?? "did not end within \(Self.patience) s"
            throw AlertUndelivered(detail: "\(program) \(how)")
        }
    }
}

/// Nobody could be told by the second way.
struct AlertUndelivered: ClassifiedError {
    let detail: String
    var failureClass: FailureClass { .permanent }
    var description: String { "alerts.command told nobody: \(detail); see cron/desk.yaml" }
}
