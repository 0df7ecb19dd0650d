internal import Foundation
internal import Glibc

/// How text is written where it goes: with colours and to a certain width on a terminal, plain elsewhere.
struct TerminalStyle: Sendable, Hashable {
    /// What a colour says; the words beside it say the same.
    enum Tint: String, Sendable, Hashable {
        case plain = ""
        case strong = "1"
        case faint = "2"
        case alarm = "31"
        case warning = "33"
        case good = "32"
        case link = "36"
    }

    /// Whether colours are written.
    let isColoured: Bool
    /// Columns of a line; `nil` if there is no limit.
    let width: Int?

    /// No colours, no limit: for pipes and files.
    static let plain = TerminalStyle(isColoured: false, width: nil)

    /// The style of standard output.
    static var output: TerminalStyle {
        TerminalStyle(
            isTerminal: Console.isOutputTerminal, columns: columns(),
            environment: ProcessInfo.processInfo.environment)
    }

    init(isColoured: Bool, width: Int?) {
        self.isColoured = isColoured
        self.width = width
    }

    /// The style that fits; NO_COLOR (https://no-color.org) with any value ends colours.
    init(isTerminal: Bool, columns: Int?, environment: [String: String]) {
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        isColoured = isTerminal && !isPlain
        width = isTerminal ? max(columns ?? 80, 40) : nil
    }

    /// `text` in the colour, if there are colours.
    func tinted(_ text: String, _ tint: Tint) -> String {
        guard isColoured, tint != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m"
    }

    private static func columns() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
