import Foundation
import TestSupport
import Testing

@Suite("House rules")
struct HouseRuleTests {
    @Test("no source file holds more than 300 lines")
    func fileLength() throws {
        for file in try SourceTree.files(under: "Sources") {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 301, "\(file.path) has \(lines) lines: more than one concept?")
        }
    }

    @Test("reducers are exhaustive: no default hides a new state")
    func exhaustive() throws {
        for file in try SourceTree.files(under: "Sources/Workflows") {
            #expect(!file.text.contains("default:"), "\(file.path)")
        }
    }

    @Test("no type bears its module's name")
    func moduleNames() throws {
        for room in ImportTests.arrows.keys {
            for file in try SourceTree.files(under: "Sources/\(room)") {
                for kind in ["struct", "class", "enum", "protocol", "actor"] {
                    let declares = file.text.split(separator: "\n").contains { line in
                        let words = line.split(whereSeparator: { " :{<(".contains($0) }).map(String.init)
                        guard let at = words.firstIndex(of: kind), at + 1 < words.count else { return false }
                        return words[at + 1] == room && !line.contains("//")
                    }
                    #expect(!declares, "\(file.path) declares \(kind) \(room)")
                }
            }
        }
    }

    @Test("nothing reachable from mail traps: no force try, no force cast")
    func traps() throws {
        for file in try SourceTree.files(under: "Sources") {
            for line in file.text.split(separator: "\n")
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(!line.contains("try!") && !line.contains(" as! "), "\(file.path): \(line)")
            }
        }
    }

    @Test("libcurl is never told to talk: its verbose log holds passwords and tokens")
    func verbosity() throws {
        for suffix in [".swift", ".h"] {
            for file in try SourceTree.files(under: "Sources", suffix: suffix) {
                for word in [
                    "CURLOPT_VERBOSE", "CURLOPT_DEBUGFUNCTION", "curl_global_trace", "CURLOPT_STDERR",
                ] {
                    #expect(!file.text.contains(word), "\(file.path): \(word)")
                }
            }
        }
    }

    @Test("every room says what it is for and what it trusts")
    func headers() throws {
        for room in ImportTests.arrows.keys {
            let files = try SourceTree.files(under: "Sources/\(room)")
            #expect(
                files.contains { $0.text.contains("SUMMARY") && $0.text.contains("TRUST") },
                "no file of \(room) has a header with SUMMARY and TRUST")
        }
    }

    @Test("the top level stays as it is")
    func topLevel() throws {
        let allowed: Set<String> = [
            "Package.swift", "Sources", "Tests", "mail-templates", "spool", "cron", "README.md", "scripts",
            "LICENSE", "Package.resolved",
        ]
        let visible = try SourceTree.folders(in: "").filter { !$0.hasPrefix(".") }
        #expect(visible.subtracting(allowed).isEmpty)
    }
}
