import Foundation
import TestSupport
import Testing

@testable import sertipos

@Suite("Versions of libraries")
struct DebianVersionTests {
    static let samples = [
        "7.88.1-10+deb12u15", "7.88.1-10+deb12u5", "7.88.1-10+deb12u14", "7.88.1-10", "7.88.1",
        "8.14.1-2+deb13u1",
        "8.21.0", "8.21.0-1", "3.0.19-1~deb12u2", "3.0.19-1~deb12u1", "3.0.19-1", "3.0.9-1", "1:2.0-1",
        "2.0-1",
        "1.0~rc1-1", "1.0-1", "1.0+dfsg-1", "1.0a-1", "1.0.0-1", "0.0", "1.010-1", "1.10-1", "1.0-1.1",
        "1.0-1~bpo12+1",
    ]

    @Test(
        "are ordered as dpkg orders them, for every pair of 24",
        .enabled(if: access("/usr/bin/dpkg", X_OK) == 0))
    func order() throws {
        // One shell asks for all pairs: a process for each would take minutes.
        let script = Self.samples.flatMap { left in
            Self.samples.map { right in "dpkg --compare-versions '\(left)' lt '\(right)' && echo y || echo n"
            }
        }.joined(separator: "\n")
        let answers = try ChildProgram(["/bin/sh"]).run(script, seconds: 120).output.split(separator: "\n")
        try #require(answers.count == Self.samples.count * Self.samples.count)
        for (index, answer) in answers.enumerated() {
            let left = Self.samples[index / Self.samples.count]
            let right = Self.samples[index % Self.samples.count]
            #expect((DebianVersion(left) < DebianVersion(right)) == (answer == "y"), "\(left) < \(right)")
        }
    }

    @Test(
        "below the floor fail, at or above it pass, and what cannot be known is said",
        arguments: [
            ("7.88.1", "7.88.1-10+deb12u15", HealthFinding.Level.ok), ("7.88.1", "7.88.1-10+deb12u14", .fail),
            ("7.88.1", nil, .warn), ("7.74.0", "7.74.0-1.3+deb11u15", .fail),
            ("8.14.1", "8.14.1-2+deb13u2", .warn),
            ("8.21.0", nil, .ok), ("8.22.1", "8.22.1-1", .ok), ("8.21.0", "7.88.1-10", .ok),
        ] as [(String, String?, HealthFinding.Level)])
    func curl(running: String, package: String?, level: HealthFinding.Level) {
        let finding = LibraryFloor.curl.judge(running: running, package: package)
        #expect(finding.level == level, "\(finding)")
        if level == .fail { #expect(finding.exit == 78 && finding.remedy?.contains("8.21.0") == true) }
    }

    @Test(
        "of OpenSSL likewise",
        arguments: [
            ("3.0.19", "3.0.19-1~deb12u2", HealthFinding.Level.ok), ("3.0.19", "3.0.19-1~deb12u1", .fail),
            ("3.0.17", "3.0.17-1~deb12u3", .fail), ("3.0.20", nil, .ok), ("3.5.1", "3.5.1-1", .warn),
            ("1.1.1", nil, .fail),
        ] as [(String, String?, HealthFinding.Level)])
    func openSSL(running: String, package: String?, level: HealthFinding.Level) {
        #expect(LibraryFloor.openSSL.judge(running: running, package: package).level == level)
    }
}
