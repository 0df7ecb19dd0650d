internal import Domain
internal import Glibc

/// The present user's crontab, through the program `crontab`, which alone may write it.
struct UserCrontab {
    /// How long the program may take, in seconds.
    static let patience = 20

    /// The crontab; `nil` if the user has none, or there is no cron.
    func read() throws -> String? {
        let ending: ChildProgram.Ending
        do { ending = try ChildProgram(["crontab", "-l"]).run(seconds: Self.patience) } catch { return nil }
        if ending.code == 0 { return ending.output }
        guard ending.errors.contains("no crontab for") else {
            throw CrontabRefused(detail: ending.errors)
        }
        return nil
    }

    /// Replaces it. The program checks it first, and keeps the old one if it refuses.
    func write(_ text: String) throws {
        let ending = try ChildProgram(["crontab", "-"]).run(text, seconds: Self.patience)
        guard ending.code == 0 else { throw CrontabRefused(detail: ending.errors) }
    }

    /// Removes it whole: when nothing but the desk's block was in it.
    func remove() throws {
        let ending = try ChildProgram(["crontab", "-r"]).run(seconds: Self.patience)
        guard ending.code == 0 else { throw CrontabRefused(detail: ending.errors) }
    }
}

/// The program `crontab` did not do what was asked.
struct CrontabRefused: ClassifiedError {
    let detail: String
    var failureClass: FailureClass { .permanent }
    var description: String {
        let words = detail.split(separator: "\n").joined(separator: "; ")
        return "crontab refused: \(words.isEmpty ? "it said nothing" : words); nothing was changed"
    }
}
