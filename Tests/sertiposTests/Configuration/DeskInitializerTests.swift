import Domain
import Foundation
import Testing

@testable import sertipos

@Suite("new desks")
struct DeskInitializerTests {
    private let share: ScratchFolder
    private let parent: ScratchFolder

    init() throws {
        share = try ScratchFolder()
        parent = try ScratchFolder()
        for name in ["desk.yaml", "verifiers.csv", "holidays.yaml", "sertipos.crontab"] {
            let original = ShippedFile.path("cron/\(name)")
            try share.write(try EditedFile(path: original).octets(), to: "cron/\(name)", mode: 0o644)
        }
        try share.write("<html>", to: "mail-templates/layout.html", mode: 0o644)
        try share.write("Halo", to: "mail-templates/id/applicant.help.md", mode: 0o644)
        try share.write("x", to: "mail-templates/id/.hidden.swp")
        try share.write("# spool", to: "spool/README.md", mode: 0o644)
    }

    private func initialize(_ name: String = "desk") throws -> DeskInitialization {
        let installation = try Installation(environment: ["SERTIPOS_SHARE": share.path], executable: nil)
        return try DeskInitializer(installation: installation, desk: DeskFolder(path: parent.path(name)))
            .run()
    }

    @Test("a new desk has everything, for its owner alone, and loads")
    func fresh() throws {
        let result = try initialize()
        #expect(
            result.created == [
                "./", "cron/", "mail-templates/", "mail-templates/id/", "secrets/", "spool/",
                "cron/verifiers.csv",
                "cron/holidays.yaml", "cron/sertipos.crontab", "mail-templates/id/applicant.help.md",
                "mail-templates/layout.html", "spool/README.md", "cron/desk.yaml",
            ])
        #expect(result.leftAlone.isEmpty && result.unchanged.isEmpty)
        for name in result.created {
            #expect(try parent.mode("desk/\(name)") == (name.hasSuffix("/") ? 0o700 : 0o600), "\(name)")
        }
        #expect(
            try parent.text("desk/cron/sertipos.crontab").contains("\nSERTIPOS_DESK=\(parent.path)/desk\n"))
        let desk = try DeskFolder(option: parent.path("desk"), environment: [:])
        _ = try Configuration.load(from: desk)
        _ = try VerifierList.load(path: desk.verifiers)
        _ = try Holidays.load(path: desk.holidays)
        #expect(result.description.hasSuffix("Edit cron/desk.yaml there, then run 'sertipos status'."))
    }

    @Test("again, it adds only what is missing and says what it left alone")
    func again() throws {
        _ = try initialize()
        try parent.write("desk: mine", to: "desk/cron/desk.yaml")
        try parent.write("catatan", to: "desk/catatan.txt")
        try FileManager.default.removeItem(atPath: parent.path("desk/mail-templates/id"))
        let result = try initialize()
        #expect(result.created == ["mail-templates/id/", "mail-templates/id/applicant.help.md"])
        #expect(result.leftAlone == ["cron/desk.yaml"])
        #expect(result.unchanged.count == 5)
        #expect(try parent.text("desk/cron/desk.yaml") == "desk: mine")
        #expect(result.description.contains("left alone  cron/desk.yaml\nunchanged   5 files"))
        let third = try initialize()
        #expect(third.created.isEmpty)
        #expect(third.description.hasSuffix("The desk in \(parent.path)/desk is complete."))
    }

    @Test("a folder that holds anything else is refused and stays as it is")
    func foreign() throws {
        for name in ["a.txt", "b.txt", "c.txt", "d.txt"] { try parent.write("x", to: "desk/\(name)") }
        let error = #expect(throws: DocumentError.self) { try initialize() }
        #expect(
            error?.description
                == "\(parent.path)/desk: is no desk, and not empty: it holds a.txt, b.txt, c.txt and 1 more; choose an empty folder, or move these away"
        )
        #expect(!parent.exists("desk/cron"))
    }

    @Test("a file of ours with other content is refused in a folder that is no desk")
    func different() throws {
        try parent.write("email,name\n", to: "desk/cron/verifiers.csv")
        let error = #expect(throws: DocumentError.self) { try initialize() }
        #expect(error?.problem == "is no desk, and not empty: it holds cron/verifiers.csv")
        #expect(try parent.text("desk/cron/verifiers.csv") == "email,name\n")
    }

    @Test("an interrupted init is finished by the next one, hidden files do not matter")
    func interrupted() throws {
        _ = try initialize()
        try FileManager.default.removeItem(atPath: parent.path("desk/cron/desk.yaml"))
        try parent.write("half", to: "desk/cron/desk.yaml.new")
        try parent.write("x", to: "desk/.profile")
        let result = try initialize()
        #expect(result.created == ["cron/desk.yaml"])
        #expect(!parent.exists("desk/cron/desk.yaml.new"))
    }

    @Test("a file in place of a folder, or a missing parent, is named")
    func obstacles() throws {
        try parent.write("x", to: "file")
        #expect(throws: DocumentError(file: parent.path("file"), problem: "is not a folder")) {
            try initialize("file")
        }
        let error = #expect(throws: DocumentError.self) { try initialize("none/desk") }
        #expect(error?.description == "\(parent.path)/none/desk: cannot be made: No such file or directory")
    }

    @Test("the result is JSON as well")
    func json() throws {
        let object =
            try JSONSerialization.jsonObject(with: try JSONEncoder().encode(try initialize()))
            as? [String: Any]
        #expect(Set(object?.keys.map { $0 } ?? []) == ["desk", "created", "unchanged", "leftAlone"])
        #expect(object?["desk"] as? String == parent.path("desk"))
    }
}

@Suite("where the originals are")
struct InstallationTests {
    private func tree() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for base in ["usr/share/sertipos", "source"] {
            try folder.write("", to: "\(base)/cron/desk.yaml")
            try folder.write("", to: "\(base)/mail-templates/layout.html")
        }
        try folder.write("", to: "source/Package.swift")
        return folder
    }

    @Test("$SERTIPOS_SHARE comes first, then share beside bin, then the source tree")
    func order() throws {
        let folder = try tree()
        let installed = folder.path("usr/bin/sertipos")
        let built = folder.path("source/.build/x86_64-unknown-linux-gnu/debug/sertipos")
        #expect(
            try Installation(environment: [:], executable: installed).path
                == folder.path("usr/share/sertipos"))
        #expect(try Installation(environment: [:], executable: built).path == folder.path("source"))
        let environment = ["SERTIPOS_SHARE": folder.path("source")]
        #expect(
            try Installation(environment: environment, executable: installed).path == folder.path("source"))
    }

    @Test("a wrong $SERTIPOS_SHARE is an error, not a hint")
    func wrongShare() throws {
        let folder = try tree()
        let environment = ["SERTIPOS_SHARE": folder.path("none")]
        let error = #expect(throws: InstallationError.self) {
            try Installation(environment: environment, executable: folder.path("usr/bin/sertipos"))
        }
        #expect(
            error?.description
                == "the original cron/ and mail-templates/ are not in \(folder.path)/none ($SERTIPOS_SHARE); name the folder that holds them with $SERTIPOS_SHARE"
        )
    }

    @Test("an executable far from its originals says where it looked")
    func lost() throws {
        let folder = try ScratchFolder()
        let error = #expect(throws: InstallationError.self) {
            try Installation(environment: [:], executable: folder.path("opt/.build/debug/sertipos"))
        }
        #expect(error?.tried == [folder.path("opt/.build/share/sertipos"), folder.path("opt")])
        #expect(error?.failureClass == .permanent)
        #expect(Installation.runningExecutable?.hasPrefix("/") == true)
    }
}
