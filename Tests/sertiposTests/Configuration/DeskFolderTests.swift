import Domain
import Testing

@testable import sertipos

@Suite("where a desk is")
struct DeskFolderTests {
    @Test("--desk comes before $SERTIPOS_DESK")
    func order() throws {
        let first = try ScratchFolder()
        let second = try ScratchFolder()
        try first.write("", to: "cron/desk.yaml")
        try second.write("", to: "cron/desk.yaml")
        let environment = ["SERTIPOS_DESK": second.path]
        #expect(try DeskFolder(option: first.path + "/", environment: environment).path == first.path)
        #expect(try DeskFolder(option: nil, environment: environment).path == second.path)
    }

    @Test("what is no desk is refused with the way to make one")
    func none() throws {
        let folder = try ScratchFolder()
        let advice = "it has no cron/desk.yaml; run 'sertipos init"
        let option = #expect(throws: DeskFolderError.self) {
            try DeskFolder(option: folder.path, environment: [:])
        }
        #expect(
            option?.description.hasPrefix(
                "'\(folder.path)' (--desk) is not a desk: \(advice) \(folder.path)'") == true)
        let environment = ["SERTIPOS_DESK": folder.path]
        let variable = #expect(throws: DeskFolderError.self) {
            try DeskFolder(option: nil, environment: environment)
        }
        #expect(
            variable?.description.hasPrefix("'\(folder.path)' ($SERTIPOS_DESK) is not a desk: \(advice)")
                == true)
        // The tests may run in a folder that is a desk: the project itself is one.
        let current = DeskFolderError(path: ".", origin: .currentFolder)
        #expect(current.description.hasPrefix("the current folder is not a desk: \(advice) DIR'"))
        #expect(current.failureClass == .permanent)
    }

    @Test("paths are in the desk unless they are absolute")
    func paths() {
        let desk = DeskFolder(path: "/srv/desk//")
        #expect(desk.configuration == "/srv/desk/cron/desk.yaml")
        #expect(desk.verifiers == "/srv/desk/cron/verifiers.csv")
        #expect(desk.holidays == "/srv/desk/cron/holidays.yaml")
        #expect(desk.schedule == "/srv/desk/cron/sertipos.crontab")
        #expect(desk.templates == "/srv/desk/mail-templates")
        #expect(desk.ledger == "/srv/desk/spool/ledger.sqlite")
        #expect(desk.runLock == "/srv/desk/spool/run.lock")
        #expect(desk.resolve("/etc/x") == "/etc/x")
        #expect(DeskFolder(path: "").configuration == "cron/desk.yaml")
        #expect(DeskFolder(path: "/").configuration == "/cron/desk.yaml")
    }

    @Test("maildir: URLs are in the desk as well")
    func maildirs() throws {
        let desk = DeskFolder(path: "/srv/desk")
        for (url, resolved) in [
            ("maildir:a/b", "maildir:/srv/desk/a/b"), ("maildir:/a", "maildir:/a"),
            ("maildir:///a", "maildir:/a"),
        ] {
            let node = DocumentNode(.scalar(url), file: "f", line: 1, column: 1)
            #expect(try node.serverURL([.maildir]).resolved(in: desk) == resolved)
        }
        let server = DocumentNode(.scalar("IMAPS://mail.id/INBOX"), file: "f", line: 1, column: 1)
        #expect(try server.serverURL([.imaps]).resolved(in: desk) == "imaps://mail.id/INBOX")
    }
}
