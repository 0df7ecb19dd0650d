import Foundation
import Testing

@testable import sertipos

@Suite("sertipos.crontab")
struct ScheduleTests {
    @Test("the shipped schedule holds settings, one active line, and only commands that exist")
    func shipped() throws {
        let text = try EditedFile(path: ShippedFile.path("cron/sertipos.crontab"))
            .text()
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.last == "*/2 * * * * sertipos run")
        #expect(lines.dropLast().allSatisfy { $0.hasPrefix("SERTIPOS_DESK=/") || $0.hasPrefix("PATH=/") })
        let commands = text.split(separator: "\n").filter { $0.contains(" sertipos ") && $0.contains("* ") }
            .compactMap { line in
                line.components(separatedBy: " sertipos ").last?.split(separator: " ").first.map(String.init)
            }
        #expect(commands == ["run", "status", "doctor", "status"])
        #expect(text.hasSuffix("\n"))
    }
}
