import Foundation
import TestSupport
import Testing

/// The house as DESIGN.md draws it: which room may import which. Read from the source text, because the
/// compiler lets an executable reach a C module through a transitive path.
@Suite("The arrows of the house")
struct ImportTests {
    /// Our rooms and C modules each room may import.
    static let arrows: [String: Set<String>] = [
        "Domain": [],
        "Forms": ["Domain"],
        "Workflows": ["Domain", "Forms"],
        "Notices": ["Domain", "Mustache", "CCmark"],
        "Trust": ["Domain"],
        "Pipeline": ["Domain", "Forms", "Workflows", "Notices", "Trust"],
        "MIME": ["Domain"],
        "MailTransport": ["Domain", "CCurl"],
        "PKI": ["Domain", "COpenSSL"],
        "Ledger": ["Domain", "GRDB"],
        "Spool": ["Domain"],
        "Rehearsal": [
            "Domain", "Forms", "Workflows", "Notices", "Trust", "Pipeline", "MIME", "MailTransport", "PKI",
            "Ledger", "Spool",
        ],
        "sertipos": [
            "Domain", "Forms", "Workflows", "Notices", "Trust", "Pipeline", "MIME", "MailTransport", "PKI",
            "Ledger", "Spool", "Rehearsal", "ArgumentParser", "Logging", "Yams", "SwiftCSV",
        ],
    ]

    /// Parts of the platform. Rooms that must stay pure get fewer of them.
    static let platform: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
    ]
    static let pure: [String: Set<String>] = [
        "Domain": [], "Forms": [], "Trust": [], "Notices": [], "Workflows": ["FoundationEssentials"],
        // Threads, nothing else of the system.
        "Pipeline": ["Glibc", "Synchronization", "FoundationEssentials"],
    ]

    @Test("every import line is an arrow that the design draws", arguments: arrows.keys.sorted())
    func importLines(room: String) throws {
        let allowed = try #require(Self.arrows[room]).union(Self.pure[room] ?? Self.platform)
        for file in try SourceTree.files(under: "Sources/\(room)") {
            for imported in SourceTree.imports(in: file.text) where !allowed.contains(imported) {
                Issue.record("\(file.path) imports \(imported), which \(room) may not know")
            }
        }
    }

    @Test("every folder of sources is a room of the design")
    func folders() throws {
        let folders = try SourceTree.folders(in: "Sources")
        #expect(folders.subtracting(Self.arrows.keys).subtracting(["CCurl", "COpenSSL", "CCmark"]).isEmpty)
    }

    @Test("the manifest names the same arrows")
    func manifest() throws {
        let text = try SourceTree.text(of: "Package.swift")
        for (room, allowed) in Self.arrows where room != "Rehearsal" && room != "sertipos" {
            guard let line = text.split(separator: "\n").first(where: { $0.contains("room(\"\(room)\"") })
            else {
                Issue.record("Package.swift has no room(\"\(room)\"")
                continue
            }
            for other in Self.arrows.keys where other != room && !allowed.contains(other) {
                #expect(!line.contains("\"\(other)\""), "\(room) → \(other)")
            }
        }
    }

    @Test("a forbidden import would be seen")
    func sensitivity() {
        let text =
            "public import Domain\n  internal import CCurl // x\n@testable import GRDB\n// import Nothing\n"
        #expect(SourceTree.imports(in: text) == ["Domain", "CCurl", "GRDB"])
    }
}
