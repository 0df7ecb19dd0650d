import Foundation

/// Files of the project itself, found from this file (symbolic links resolved).
enum ShippedFile {
    static func path(_ name: String) -> String {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.appending(path: name).path
    }
}
