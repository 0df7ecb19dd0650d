import Foundation
import Testing

@testable import Notices

/// The templates in `mail-templates/`, read once.
enum Templates {
    /// The project's top folder, wherever the tests were started.
    static let project: URL = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder
    }()

    static let files: [String: String] = {
        let root = project.appending(path: "mail-templates")
        var files: [String: String] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? [] {
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
                continue
            }
            files[path] = text
        }
        return files
    }()

    static let catalog = Result { try NoticeCatalog(files: files) }

    /// The files with one of them replaced, or removed.
    static func replacing(_ path: String, _ text: String?) -> [String: String] {
        var copy = files
        copy[path] = text
        return copy
    }
}
