internal import Domain
internal import Foundation

/// Shows a file to whoever sits at the machine.
enum WebBrowser {
    /// Opens `path` with the desktop's own opener.
    static func show(_ path: String) throws(NoWebBrowser) {
        let opener = Foundation.Process()
        opener.executableURL = URL(filePath: "/usr/bin/env")
        opener.arguments = ["xdg-open", path]
        opener.standardOutput = FileHandle.nullDevice
        opener.standardError = FileHandle.nullDevice
        do {
            try opener.run()
        } catch {
            throw NoWebBrowser(path: path)
        }
        opener.waitUntilExit()
        guard opener.terminationStatus == 0 else { throw NoWebBrowser(path: path) }
    }
}

/// There is no desktop to show a file on.
struct NoWebBrowser: ClassifiedError {
    let path: String
    var failureClass: FailureClass { .permanent }
    var description: String {
        "no web browser could be started here (xdg-open); the page is \(path), look at it on another machine"
    }
}
