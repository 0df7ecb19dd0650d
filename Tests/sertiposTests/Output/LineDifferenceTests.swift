import Foundation
import TestSupport
import Testing

@testable import sertipos

@Suite("Line differences")
struct LineDifferenceTests {
    @Test("a change is shown with three lines around it")
    func hunk() {
        let old = (1...12).map(String.init).joined(separator: "\n")
        #expect(
            LineDifference(old, old.replacing("\n6\n", with: "\nsix\nsept\n")).lines == [
                "@@ -3,7 +3,8 @@", " 3", " 4", " 5", "-6", "+six", "+sept", " 7", " 8", " 9",
            ])
        #expect(LineDifference(old, old).lines == [])
        #expect(LineDifference("", "a\nb\n").lines == ["@@ -0,0 +1,2 @@", "+a", "+b"])
        #expect(LineDifference("a\n", "").lines == ["@@ -1,1 +0,0 @@", "-a"])
    }

    @Test(
        "patch makes the new text of the old one, whatever was edited",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch")))
    func patch() throws {
        let random = SeededRandom(7)
        for _ in 0..<25 {
            let old = (0..<60).map { _ in "line \(random.next() % 9)" }
            var new = old
            for _ in 0..<(random.next() % 8 + 1) {
                let index = Int(random.next() % UInt64(new.count))
                switch random.next() % 3 {
                case 0: new.remove(at: index)
                case 1: new.insert("new \(random.next() % 5)", at: index)
                default: new[index] = "edited"
                }
            }
            let folder = try ScratchFolder()
            let (before, after) = (old.joined(separator: "\n") + "\n", new.joined(separator: "\n") + "\n")
            try folder.write(before, to: "text")
            let lines = LineDifference(before, after).lines
            try folder.write((["--- text", "+++ text"] + lines).joined(separator: "\n") + "\n", to: "p")
            let patch = Foundation.Process()
            patch.executableURL = URL(filePath: "/usr/bin/patch")
            patch.arguments = ["--silent", folder.path("text"), folder.path("p")]
            if lines.isEmpty { continue }
            try patch.run()
            patch.waitUntilExit()
            #expect(patch.terminationStatus == 0)
            #expect(try folder.text("text") == after)
        }
    }
}
