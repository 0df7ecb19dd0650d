import Foundation
import Testing

/// The schedule with Debian's own cron, in a mount namespace of its own: the machine's crontabs stay as they are.
@Suite(.enabled(if: Program.isPresent && CronDaemon.isPresent))
struct ScheduleCommandTests {
    /// A desk whose schedule calls the program under test.
    private func desk(_ lines: String) throws -> DeskFixture {
        let desk = try DeskFixture()
        let folder = URL(filePath: try Program.required()).deletingLastPathComponent().path
        try desk.write(
            "cron/sertipos.crontab",
            "SERTIPOS_DESK=\(desk.path)\nPATH=\(folder):/usr/bin:/bin\nMAILTO=\"\"\n\(lines)")
        return desk
    }

    /// Runs a shell script where cron has nothing but what the script installs.
    private func apart(_ script: String, _ desk: DeskFixture) throws -> Execution {
        let setup = """
            set -e
            mount --make-rprivate /
            mount -t tmpfs -o mode=1730 none /var/spool/cron/crontabs
            chgrp crontab /var/spool/cron/crontabs
            mount -t tmpfs -o mode=755 none /etc/cron.d
            mount -t tmpfs -o mode=755 none /run
            touch /run/empty && mount --bind /run/empty /etc/crontab
            sertipos="$1 --desk $2"; program=$1; desk=$2
            """
        return try ChildProcess(
            [
                "unshare", "--mount", "sh", "-c", "\(setup)\n\(script)", "sh", try Program.required(),
                desk.path,
            ],
            environment: Program.environment
        ).wait()
    }

    @Test
    func `an installed schedule runs the desk: cron itself calls it when it starts`() throws {
        let desk = try desk("@reboot sertipos run\n*/2 * * * * sertipos run\n")
        try desk.receive([SampleMail.submission(1).octets])
        let execution = try apart(
            """
            $program schedule install --desk "$desk"
            cron -f -L 0 & cron=$!
            for i in $(seq 300); do [ -e "$desk/spool/heartbeat" ] && break; sleep 0.1; done
            kill $cron
            """, desk)
        #expect(execution.code == 0, "\(execution)")
        #expect(desk.names("spool").contains("heartbeat"), "\(execution)")
        #expect(try desk.requests().count == 1)
    }

    @Test
    func `install twice, change and remove: other lines stay octet for octet`() throws {
        let desk = try desk("*/2 * * * * sertipos run\n")
        let execution = try apart(
            """
            printf 'FOO=bar\\n# mine\\n5 5 * * * true\\n' | crontab -
            crontab -l >"$desk/before"
            $program schedule install --dry-run --desk "$desk"; crontab -l | cmp - "$desk/before"
            $program schedule install --desk "$desk"; crontab -l >"$desk/once"
            $program schedule install --desk "$desk"; crontab -l | cmp - "$desk/once"
            $program doctor --offline --desk "$desk" | grep -q "installed in the user's crontab"
            sed -i 's/2 \\*/3 */' "$desk/cron/sertipos.crontab"
            $program doctor --offline --desk "$desk" | grep -q "not what the desk's file says"
            $program schedule install --desk "$desk"; crontab -l | grep -q '^\\*/3 \\* \\* \\* \\* sertipos run'
            $program schedule remove --desk "$desk"; crontab -l | cmp - "$desk/before"
            crontab -r
            $program schedule install --desk "$desk"; $program schedule remove --desk "$desk"
            ! crontab -l 2>/dev/null
            """, desk)
        #expect(execution.code == 0, "\(execution)")
        let once = try desk.read("once")
        #expect(once.hasPrefix("FOO=bar\n# mine\n5 5 * * * true\n# >>> sertipos"))
        #expect(once.contains("\n*/2 * * * * sertipos run\n# <<< sertipos \(desk.path) <<<\n"))
    }

    @Test
    func `system crontabs name the user who owns the desk; units pass systemd's own check`() throws {
        let desk = try desk("*/2 * * * * sertipos run\n7 5 * * 1 sertipos status\n")
        let execution = try apart(
            """
            export HOME="$desk/home"
            $program schedule install --system --desk "$desk"
            cp /etc/cron.d/sertipos "$desk/system"; stat -c %a /etc/cron.d/sertipos
            $program schedule remove --system --desk "$desk"; [ ! -e /etc/cron.d/sertipos ]
            echo "# another desk's" >/etc/cron.d/sertipos
            $program schedule install --system --desk "$desk" && exit 9
            $program schedule remove --system --desk "$desk" && exit 9
            grep -q another /etc/cron.d/sertipos
            $program schedule install --systemd --desk "$desk"
            cp -r "$HOME/.config/systemd/user" "$desk/units"
            if command -v systemd-analyze >/dev/null; then systemd-analyze verify --man=no "$desk"/units/*.timer; fi
            $program schedule remove --systemd --desk "$desk"; [ -z "$(ls "$HOME/.config/systemd/user")" ]
            """, desk)
        #expect(execution.code == 0, "\(execution)")
        #expect(execution.output.contains("644\n"))
        #expect(try desk.read("system").contains("\n*/2 * * * * root sertipos run\n"))
        #expect(desk.names("units").count == 4)
    }

    @Test
    func `a schedule with a mistake is refused with its place, and nothing is installed`() throws {
        let desk = try desk("*/2 * * * * sertipos run\n1 1 * * * echo 100%\n")
        let execution = try apart(
            "set +e; $program schedule install --desk \"$desk\"; echo $?; crontab -l", desk)
        #expect(execution.output.hasPrefix("78\n"), "\(execution)")
        #expect(
            execution.errors.contains("sertipos.crontab:5:19: cron ends the command at %"), "\(execution)")
        #expect(execution.errors.contains("no crontab for"))
        let check = try desk.run("schedule", "check")
        #expect(check.code == 78 && check.output.contains(":5:19:"), "\(check)")
        let show = try desk.run("schedule", "show", "--locale", "en")
        #expect(
            show.code == 0 && show.output.contains("every 2 minutes") && show.output.contains("wrong"),
            "\(show)")
    }
}

/// Debian's cron, and the right to run it where nobody else sees it.
enum CronDaemon {
    static let isPresent: Bool = {
        guard geteuid() == 0, access("/usr/sbin/cron", X_OK) == 0 else { return false }
        return (try? Shell.run(["unshare", "--mount", "true"])) != nil
    }()
}
