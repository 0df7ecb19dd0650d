import ArgumentParser
import Foundation
import Testing

@testable import sertipos

@Suite("The manual page")
struct ManualPageTests {
    private static let page = Result {
        ManualPage(
            outline: try CommandOutline.read(SertiposCommand._dumpHelp()), date: "November 29, 2026"
        ).text
    }

    @Test("every command that people see has its section with every option it takes")
    func completeness() throws {
        let text = try Self.page.get()
        let outline = try CommandOutline.read(SertiposCommand._dumpHelp())
        #expect(outline.leaves.count >= 30)
        for (name, command) in outline.leaves {
            #expect(text.contains("\n.Ss \(Mdoc.escaped(name))\n"), "\(name)")
            #expect(command.abstract?.isEmpty == false, "\(name) has no abstract")
            for argument in command.ownArguments {
                #expect(argument.abstract?.isEmpty == false, "\(name) \(argument.valueName ?? "")")
            }
        }
        #expect(text.contains(".Op Fl \\-month Ar month\n"))
        #expect(!text.contains("generate"))
    }

    @Test("no line of text can become a macro, and none is long")
    func lines() throws {
        for line in try Self.page.get().split(separator: "\n") {
            #expect(line.utf8.count <= 100, "\(line)")
            guard line.hasPrefix(".") else { continue }
            let name = line.dropFirst().prefix { $0 != " " }
            #expect((2...2).contains(name.count) && name.first?.isUppercase == true, "\(line)")
        }
        var page = Mdoc()
        page.text(".Sh is no macro here. 'tis \\fBnot\\fP either - “never”…")
        #expect(
            page.lines == [
                "\\&.Sh is no macro here.", "\\&'tis \\efBnot\\efP either \\- \\(dqnever\\(dq...",
            ])
        #expect(Mdoc.argument("a b\"c") == "\"a b\\(dqc\"")
        #expect(Mdoc.argument("Sh") == "\\&Sh")
    }

    private static let mandoc = ["/usr/bin/mandoc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test("mandoc finds nothing to warn about", .enabled(if: mandoc != nil))
    func lint() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "sertipos-\(UUID().uuidString).1")
        try Self.page.get().write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Foundation.Process()
        process.executableURL = URL(filePath: Self.mandoc ?? "")
        process.arguments = ["-Tlint", "-Wwarning", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let complaints = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(complaints.isEmpty, "\(complaints)")
    }
}
