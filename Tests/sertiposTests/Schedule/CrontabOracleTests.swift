import Domain
import Foundation
import TestSupport
import Testing

@testable import sertipos

/// Debian's own crontab as the judge: `crontab -n` says whether it would take a file.
@Suite("Debian's crontab", .enabled(if: CrontabOracle.isPresent))
struct CrontabOracleTests {
    @Test("agrees on 400 lines, but for those that it takes and misreads")
    func lines() throws {
        let random = SeededRandom(9)
        var refused = 0
        var misread = 0
        for index in 0..<400 {
            let line = index % 4 == 0 ? CrontabSample.line(random) : CrontabSample.doubtful(random)
            let text = "\(line) true\n"
            let ours = Crontab(text, file: "t")
            let isTaken = try CrontabOracle.takes(text)
            if isTaken {
                guard let fault = ours.faults.first else { continue }
                #expect(fault.problem.contains("say nothing"), "\(line): \(fault)")
                misread += 1
            } else {
                #expect(!ours.faults.isEmpty, "cron refuses '\(line)'")
                refused += 1
            }
        }
        #expect(refused > 100 && misread > 5)
    }

    @Test(
        "takes what we take, and refuses nothing else",
        arguments: [
            ("A=b\n* * * * * x\n", true), ("A = \"b c\"\n* * * * * x\n", true),
            ("MAILTO=\n* * * * * x\n", false),
            ("MAILTO=\"\"\n@daily x\n", true), ("@dail x\n", false), ("@DAILY x\n", false), ("foo\n", false),
            ("* * * * * x", false), ("  # c\n\n\t* * * * * x\n", true), ("* * * *\n", false),
            ("@reboot x\n", true),
        ])
    func files(text: String, isGood: Bool) throws {
        #expect(Crontab(text, file: "t").faults.isEmpty == isGood)
        #expect(try CrontabOracle.takes(text) == isGood)
    }

    @Test("takes the shipped schedule")
    func shipped() throws {
        let text = try EditedFile(path: ShippedFile.path("cron/sertipos.crontab")).text()
        #expect(Crontab(text, file: "t").faults.isEmpty)
        #expect(try CrontabOracle.takes(text))
    }
}

enum CrontabOracle {
    static let path = "/usr/bin/crontab"
    static var isPresent: Bool { access(path, X_OK) == 0 }

    /// Whether Debian's crontab would take this file.
    static func takes(_ text: String) throws -> Bool {
        let folder = try ScratchFolder()
        let file = try folder.write(text, to: "crontab")
        return try ChildProgram([path, "-n", file]).run(seconds: 20).code == 0
    }
}
