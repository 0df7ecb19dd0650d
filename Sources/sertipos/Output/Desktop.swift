internal import Foundation

/// The desktop of whoever sits in front of the machine, if somebody does.
enum Desktop {
    /// Opens the file at `path` with the program people chose for its kind. False if there is no desktop.
    static func open(_ path: String) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return false }
        let folders = environment["PATH", default: "/usr/local/bin:/usr/bin:/bin"].split(separator: ":")
        let programs = folders.map { "\($0)/xdg-open" }
        guard let program = programs.first(where: FileManager.default.isExecutableFile) else { return false }
        let opener = Foundation.Process()
        opener.executableURL = URL(filePath: program)
        opener.arguments = [path]
        do {
            try opener.run()
            opener.waitUntilExit()
            return opener.terminationStatus == 0
        } catch {
            return false
        }
    }
}
