import Domain
import Foundation
import TestSupport
import Testing

@testable import sertipos

@Suite("Installing a schedule")
struct ScheduleInstallationTests {
    private let block = CrontabBlock(desk: "/srv/desk")
    private let content = "A=b\n*/2 * * * * sertipos run\n"

    @Test(
        "the block comes last, twice changes nothing, and removing it gives back every octet",
        arguments: ["", "MAILTO=x\n5 * * * * backup\n", "# only a comment\n", "5 * * * * a\n\n\n"])
    func blocks(rest: String) {
        let installed = block.installing(content, into: rest)
        #expect(installed.hasPrefix(rest) && block.content(of: installed) == content)
        #expect(block.installing(content, into: installed) == installed)
        let newer = block.installing("C=d\n", into: installed)
        #expect(block.content(of: newer) == "C=d\n" && newer.hasPrefix(rest))
        #expect(block.removing(from: newer) == rest)
        #expect(block.removing(from: rest) == rest)
    }

    @Test("two desks do not disturb each other, and a lost mark takes nothing of others")
    func others() throws {
        let other = CrontabBlock(desk: "/srv/desk2")
        let both = other.installing("X=y\n", into: block.installing(content, into: "5 * * * * a\n"))
        #expect(block.content(of: both) == content && other.content(of: both) == "X=y\n")
        #expect(other.content(of: block.removing(from: both)) == "X=y\n")
        let end = try #require(both.range(of: "# <<< sertipos /srv/desk <<<\n"))
        let damaged = both.replacingCharacters(in: end, with: "")
        #expect(other.content(of: block.removing(from: damaged)) == "X=y\n")
        #expect(block.removing(from: damaged).hasPrefix("5 * * * * a\n"))
    }

    @Test("the doctor finds it wherever it is")
    func found() {
        func find(_ user: String? = nil, _ system: String? = nil, _ units: [String] = []) -> InstalledSchedule
        {
            InstalledSchedule.find(
                desk: "/srv/desk", text: content, userCrontab: user, systemCrontab: system, units: units)
        }
        #expect(find() == .nowhere)
        #expect(find(block.installing(content, into: "")) == .userBlock(isCurrent: true))
        #expect(find(block.installing("A=c\n", into: "")) == .userBlock(isCurrent: false))
        #expect(find("SERTIPOS_DESK=/srv/desk\n* * * * * /usr/bin/sertipos run\n") == .userLines)
        #expect(find("SERTIPOS_DESK=/srv/other\n* * * * * sertipos run\n") == .nowhere)
        let crontab = Crontab("SERTIPOS_DESK=/srv/desk\n" + content, file: "t")
        let system = SystemCrontab.text(
            "SERTIPOS_DESK=/srv/desk\n" + content, crontab, desk: "/srv/desk", user: "layanan")
        #expect(find(nil, system) == .system(isCurrent: true))
        #expect(system.contains("*/2 * * * * layanan sertipos run\n"))
        let units = SystemdUnits.units(crontab, desk: "/srv/desk", user: nil).map(\.text)
        #expect(find(nil, nil, units) == .timers)
    }

    @Test("units run the same command with the same settings")
    func units() throws {
        let crontab = Crontab(
            "SERTIPOS_DESK=/srv/a b\nPATH=/bin\nWORD=a$b%c\n30 7 1 * 1-5 sertipos status > \"$HOME/x\" 100\\%\n",
            file: "t")
        let units = SystemdUnits.units(crontab, desk: "/srv/a b", user: "layanan")
        #expect(units.map(\.name) == ["sertipos-4.service", "sertipos-4.timer"])
        let service = try #require(units.first?.text)
        #expect(
            service.contains("User=layanan\n") && service.contains("Environment=\"SERTIPOS_DESK=/srv/a b\"\n")
        )
        // A variable's value is taken as it stands but for specifiers; a command's words are not.
        #expect(service.contains("Environment=\"WORD=a$b%%c\"\n"), "\(service)")
        #expect(
            service.contains(#"ExecStart=/bin/sh -c "sertipos status > \"$$HOME/x\" 100%%""#), "\(service)")
        let timer = try #require(units.last?.text)
        #expect(timer.contains("OnCalendar=*-*-01 07:30:00\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 07:30:00"))
    }

    @Test(
        "systemd finds the same next run as we do, for 60 random lines",
        .enabled(if: access("/usr/bin/systemd-analyze", X_OK) == 0))
    func calendar() throws {
        let random = SeededRandom(21)
        let server = ServerZone.fixed(.utc)
        let now = Timestamp(seconds: 1_795_399_200)
        let lines = (0..<60).map { _ in CrontabSample.line(random) }
        for line in lines {
            guard case .pattern(let pattern)? = Crontab("\(line) x\n", file: "t").entries.first?.time else {
                continue
            }
            let events = SystemdUnits.events(.pattern(pattern)).map {
                String($0.dropFirst("OnCalendar=".count)) + " UTC"
            }
            let ending = try ChildProgram(
                ["systemd-analyze", "calendar", "--base-time=@\(now.seconds)"] + events
            ).run(seconds: 60)
            #expect(ending.code == 0, "\(line): \(ending.errors)")
            let next = pattern.upcoming(1, after: server.local(now)).first.map(server.moment)
            // The earlier of both lines, as a timer with two does it.
            let found = Self.elapses(ending.output).min()
            if let next {
                #expect(found == next.description, "\(line): \(ending.output)")
            } else {
                // Ours looks no further than eight years.
                let horizon = (now + Int64(CronPattern.horizon) * 86_400).description
                #expect(found.map { $0 >= horizon } ?? true, "\(line): \(ending.output)")
            }
        }
    }

    /// The moments in UTC that systemd-analyze names.
    private static func elapses(_ output: String) -> [String] {
        output.split(separator: "\n").compactMap { row -> String? in
            guard row.contains("(in UTC):") || row.contains("Next elapse:") else { return nil }
            let words = row.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(where: { $0.count == 10 && $0.contains("-") }),
                at + 1 < words.count
            else { return nil }
            return "\(words[at])T\(words[at + 1])Z"
        }
    }
}
