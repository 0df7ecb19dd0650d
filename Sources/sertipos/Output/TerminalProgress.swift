internal import Glibc
internal import Pipeline

/// Draws one line of progress on a terminal; nobody sees it under cron.
struct TerminalProgress: ProgressObserver {
    /// The observer that fits: drawing on a terminal, silent elsewhere.
    static var fitting: any ProgressObserver {
        Console.isTerminal ? TerminalProgress() : SilentProgress()
    }

    /// Clears the line when the work is over.
    static func finish() {
        if Console.isTerminal { draw("") }
    }

    func progress(_ activity: String, done: Int, total: Int) {
        guard total > 0 else { return Self.draw("\(activity) \(done)") }
        let width = 24
        let filled = min(width, done * width / max(total, 1))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        Self.draw("\(activity) [\(bar)] \(done)/\(total)")
    }

    private static func draw(_ text: String) {
        let line = Array("\r\u{1B}[K\(text)".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
