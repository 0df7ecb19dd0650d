import Foundation
import Testing

/// The memory of a run holds passphrases and keys: nobody finds it in a file, or looks into it.
@Suite(.enabled(if: Program.isPresent))
struct ProcessSecrecyTests {
    private struct Finding: Decodable {
        let coreLimit: String
        let owner: Int
        let signal: Int
        let isDumped: Bool
        let cores: [String]
    }

    /// Starts a command that waits, looks at it, kills it with `signal`, and looks at what is left. `PORT` in its
    /// arguments or its desk's configuration stands for a server that takes connections and says nothing.
    private func examine(_ command: [String], configuration: String, signal: Int32) throws -> Finding {
        let folder = DeskFixture.base + "/core-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let output = try ChildProcess(
            ["python3", "-c", Self.script, folder, configuration, String(signal)] + command,
            environment: Program.environment
        ).wait()
        try #require(output.code == 0, "\(output)")
        // Swift's runtime can print what registers point to; cron would mail it.
        #expect(output.errors.isEmpty, "\(output.errors.prefix(200))")
        return try output.json()
    }

    private static let script = #"""
        import json, os, resource, signal, socket, sys, time
        folder, configuration, number, *command = sys.argv[1:]
        listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(); listener.settimeout(60)
        port = str(listener.getsockname()[1])
        if configuration:
            text = open(configuration).read().replace("PORT", port)
            open(configuration, "w").write(text)
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
            # Files in /proc belong to the group of a process that may be dumped, and to root's if it may not.
            if os.geteuid() == 0: os.setgid(65534)
            os.execv(command[0], command)
        if configuration: connection, _ = listener.accept()
        else: time.sleep(0.3)
        limits = [line for line in open(f"/proc/{child}/limits") if line.startswith("Max core file size")][0]
        status = os.stat(f"/proc/{child}/environ")
        os.kill(child, int(number))
        _, end, _ = os.wait4(child, 0)
        print(json.dumps({
            "coreLimit": " ".join(limits.split()[4:6]), "owner": status.st_gid if os.geteuid() == 0 else status.st_uid,
            "signal": os.WTERMSIG(end), "isDumped": os.WCOREDUMP(end), "cores": os.listdir(folder)}))
        """#

    @Test(arguments: [SIGABRT, SIGSEGV, SIGBUS, SIGQUIT])
    func `a killed run leaves no core, and its memory is not to be looked into`(_ signal: Int32) throws {
        let desk = try DeskFixture(
            DeskFixture.configuration(
                mailbox: """
                    url: "imap://127.0.0.1:PORT/INBOX", tls: none, user: x, password-file: secrets/word
                    """))
        try desk.write("secrets/word", "word\n")
        chmod("\(desk.path)/secrets/word", 0o600)
        let finding = try examine(
            [try Program.required(), "fetch", "--desk", desk.path],
            configuration: "\(desk.path)/cron/desk.yaml",
            signal: signal)
        #expect(finding.coreLimit == "0 0")
        #expect(finding.owner == 0)
        #expect(finding.signal == signal)
        #expect(!finding.isDumped && finding.cores.isEmpty, "\(finding)")
    }

    @Test
    func `the same look at another program does find that it may be dumped`() throws {
        let finding = try examine(["/bin/sleep", "60"], configuration: "", signal: SIGSEGV)
        #expect(finding.owner != 0)
        // Whether it was dumped depends on this machine; the program above must not be, wherever it is.
        print("another program: limit \(finding.coreLimit), dumped \(finding.isDumped)")
    }
}
