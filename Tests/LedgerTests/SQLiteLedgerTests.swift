import Domain
import GRDB
import Glibc
import Testing

@testable import Ledger

struct SQLiteLedgerTests {
    @Test func `a new ledger is a private file in rollback mode with synchronous EXTRA`() throws {
        let fixture = try LedgerFixture()
        var status = stat()
        #expect(stat(fixture.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let pragmas = try fixture.ledger.queue.read { database in
            try ["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete"].map {
                try String.fetchOne(database, sql: "PRAGMA \($0)")
            }
        }
        #expect(pragmas == ["delete", "3", "1", "0", "1"])
        #expect(try fixture.rawNumber("PRAGMA application_id") == Schema.applicationID)
        #expect(try fixture.rawNumber("PRAGMA user_version") == Int64(Schema.latest))
        #expect(try fixture.rawNumber("PRAGMA cell_size_check") == 1)
    }

    @Test func `what was written is there after reopening`() throws {
        let folder = ScratchFolder()
        let path = folder.file("ledger.sqlite")
        do {
            let ledger = try SQLiteLedger(path: path, digesting: SHA256())
            try ledger.write { try $0.setFact("clock", "42") }
        }
        let again = try SQLiteLedger(path: path, digesting: SHA256())
        #expect(try again.read { try $0.fact("clock") } == "42")
    }

    @Test func `the engine names itself, and a damaged page is found by the quick check`() throws {
        let folder = ScratchFolder()
        let path = folder.file("ledger.sqlite")
        do {
            let ledger = try SQLiteLedger(path: path, digesting: SHA256())
            let engine = try ledger.engine()
            #expect(engine.journalMode == "delete" && engine.version.hasPrefix("3."))
            try ledger.write { transaction in
                for number in 0..<500 {
                    try transaction.setFact("fact-\(number)", String(repeating: "x", count: 100))
                }
            }
            try ledger.checkQuickly()
        }
        let file = try #require(fopen(path, "r+"))
        fseek(file, -4096, SEEK_END)
        for _ in 0..<200 { fputc(0xFF, file) }
        fclose(file)
        let damaged = try SQLiteLedger(path: path, digesting: SHA256())
        #expect(code { try damaged.checkQuickly() } == .damaged)
    }

    @Test func `a foreign SQLite file is refused and left alone`() throws {
        let folder = ScratchFolder()
        let path = folder.file("other.sqlite")
        let other = try DatabaseQueue(path: path)
        try other.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE note (text TEXT)") }
        try other.close()
        chmod(path, 0o600)
        #expect(code { _ = try SQLiteLedger(path: path, digesting: SHA256()) } == .foreignFile)
        let after = try DatabaseQueue(path: path)
        #expect(try after.read { try $0.tableExists("grdb_migrations") } == false)
    }

    @Test func `a file that is no database is refused`() throws {
        let folder = ScratchFolder()
        let path = folder.file("text")
        let file = try #require(fopen(path, "w"))
        for _ in 0..<200 { fputs("this is not a database\n", file) }
        fclose(file)
        chmod(path, 0o600)
        #expect(code { _ = try SQLiteLedger(path: path, digesting: SHA256()) } == .foreignFile)
    }

    @Test func `a ledger of a later version is refused with advice`() throws {
        let fixture = try LedgerFixture()
        try fixture.raw("PRAGMA user_version = \(Schema.latest + 1)")
        do {
            _ = try SQLiteLedger(path: fixture.path, digesting: SHA256())
            Issue.record("it was opened")
        } catch {
            #expect(error.code == .newerSchema)
            #expect(error.failureClass == .permanent)
            #expect(error.remedy.contains("newer sertipos"))
        }
    }

    @Test func `a looser mode and a symbolic link are refused`() throws {
        let fixture = try LedgerFixture()
        chmod(fixture.path, 0o640)
        #expect(code { _ = try SQLiteLedger(path: fixture.path, digesting: SHA256()) } == .unsafePermissions)
        chmod(fixture.path, 0o600)
        let link = fixture.folder.file("link")
        #expect(symlink(fixture.path, link) == 0)
        #expect(code { _ = try SQLiteLedger(path: link, digesting: SHA256()) } == .unsafePermissions)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root to give a file away"))
    func `a file of another user is refused`() throws {
        let fixture = try LedgerFixture()
        chown(fixture.path, 65534, 65534)
        #expect(code { _ = try SQLiteLedger(path: fixture.path, digesting: SHA256()) } == .unsafePermissions)
    }

    @Test func `a missing folder is named`() {
        let result = code { _ = try SQLiteLedger(path: "/nowhere/ledger.sqlite", digesting: SHA256()) }
        #expect(result == .cannotOpen)
    }

    @Test func `a reader sees everything and changes nothing`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.setFact("key", "value") }
        let reader = try SQLiteLedger(path: fixture.path, digesting: SHA256(), readOnly: true)
        #expect(try reader.read { try $0.fact("key") } == "value")
        #expect(code { try reader.write { try $0.setFact("key", "other") } } == .readOnly)
        // Even a view that is cast back to a transaction cannot write.
        let result = code {
            try reader.read { view in try (view as? any LedgerTransaction)?.setFact("key", "other") }
        }
        #expect(result == .readOnly)
    }

    @Test func `what a killed writer left half done is rolled back, by a reader too`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...300 { _ = try transaction.enqueue(try mail(index, size: 2000)) }
        }
        let killed = fixture.folder.file("killed.sqlite")
        try fixture.ledger.queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 5")
            try database.execute(sql: "BEGIN IMMEDIATE")
            try database.execute(sql: "UPDATE outboxContent SET bytes = zeroblob(2000)")
            // The small cache has forced pages into the file: this is the disk as a kill would leave it.
            try PrivateCopy.copy(fixture.path, to: killed)
            try PrivateCopy.copy(fixture.path + "-journal", to: killed + "-journal")
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try FileOctets.read(killed) != FileOctets.read(fixture.path))
        let reader = try SQLiteLedger(path: killed, digesting: SHA256(), readOnly: true)
        let due = try reader.read { try $0.dueOutbox(at: moment(), after: 0, limit: 1000, octets: .max) }
        #expect(due.count == 300)
        #expect(due.first?.record.bytes == (try mail(1, size: 2000)).bytes)
        #expect(due.last?.record.bytes == (try mail(300, size: 2000)).bytes)
        try reader.checkIntegrity()
        #expect(access(killed + "-journal", F_OK) == -1)
    }

    @Test func `a reader creates nothing and upgrades nothing`() throws {
        let folder = ScratchFolder()
        let path = folder.file("ledger.sqlite")
        #expect(
            code { _ = try SQLiteLedger(path: path, digesting: SHA256(), readOnly: true) } == .needsMigration)
        #expect(access(path, F_OK) == -1)
        let fixture = try LedgerFixture()
        try fixture.raw("PRAGMA user_version = 3")
        let result = code { _ = try SQLiteLedger(path: fixture.path, digesting: SHA256(), readOnly: true) }
        #expect(result == .needsMigration)
    }

    @Test func `a ledger is finished from whatever migration a kill left it at`() throws {
        for steps in 0...Schema.migrations.count {
            let folder = ScratchFolder()
            let path = folder.file("ledger.sqlite")
            let queue = try DatabaseQueue(path: path)
            chmod(path, 0o600)
            try queue.writeWithoutTransaction { try $0.execute(sql: Schema.claim) }
            if steps > 0 { try Schema.migrator.migrate(queue, upTo: Schema.migrations[steps - 1].name) }
            try queue.close()
            let ledger = try SQLiteLedger(path: path, digesting: SHA256())
            try ledger.write { _ = try $0.enqueue(try mail(1)) }
            try ledger.checkIntegrity()
        }
    }

    @Test func `a ledger with mail and requests of the sixth version keeps them all`() throws {
        let folder = ScratchFolder()
        let path = folder.file("ledger.sqlite")
        let queue = try DatabaseQueue(path: path)
        chmod(path, 0o600)
        try queue.writeWithoutTransaction { try $0.execute(sql: Schema.claim) }
        try Schema.migrator.migrate(queue, upTo: "0006CreateRuns")
        try queue.writeWithoutTransaction { database in
            for index in 1...3 {
                try database.execute(
                    sql: """
                        INSERT INTO outbox (messageID, notice, recipient, queuedAt, status, nextAttemptAt)
                        VALUES ('m\(index)@x.id', 'n', 'a@x.id', 0, 'queued', 0);
                        INSERT INTO outboxContent (outbox, bytes) VALUES (\(index), x'0\(index)');
                        INSERT INTO request VALUES (1202600000000\(index), 'issuance',
                            '\(index == 2 ? "closed.issued" : "awaitingIdentity")', 1, '{}', 'A', 'a@x.id',
                            'v@x.id', 'Dinas', \(index), \(index), NULL);
                        """)
            }
        }
        try queue.close()
        let ledger = try SQLiteLedger(path: path, digesting: SHA256())
        try ledger.write { _ = try $0.enqueue(try mail(4, isUrgent: true)) }
        let due = try ledger.read { try $0.dueOutbox(at: moment(), after: 0, limit: 9, octets: .max) }
        #expect(due.map(\.id) == [4, 1, 2, 3])
        #expect(due.map(\.record.isUrgent) == [true, false, false, false])
        #expect(due.last?.record.bytes == [3])
        var open = RequestFilter()
        open.isOpen = true
        #expect(try ledger.read { try $0.requests(open) }.map(\.number.sequence) == [3, 1])
        try ledger.checkIntegrity()
    }

    @Test func `migrations are numbered without gaps and named after their number`() {
        for (index, migration) in Schema.migrations.enumerated() {
            #expect(migration.version == index + 1)
            let digits = String(index + 1)
            #expect(migration.name.hasPrefix(String(repeating: "0", count: 4 - digits.count) + digits))
            #expect("\(migration)" == "Migration\(migration.name)")
            #expect(migration.sql.contains("PRAGMA user_version = \(index + 1);"))
        }
    }

    @Test func `an intact ledger passes the check, a damaged one does not`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...200 { _ = try transaction.enqueue(try mail(index)) }
        }
        try fixture.ledger.checkIntegrity()
        try fixture.raw("UPDATE tally SET count = count + 1 WHERE subject = 'outbox'")
        #expect(code { try fixture.ledger.checkIntegrity() } == .damaged)
        try fixture.raw("UPDATE tally SET count = count - 1 WHERE subject = 'outbox'")
        try fixture.raw("DELETE FROM outboxContent WHERE outbox = 7")
        #expect(code { try fixture.ledger.checkIntegrity() } == .damaged)
    }

    @Test func `a certificate without its octets does not pass the check`() throws {
        for damage in [
            "DELETE FROM certificateContent", "UPDATE certificate SET isOurs = 0",
            "PRAGMA foreign_keys = OFF; DELETE FROM certificate",
        ] {
            let fixture = try LedgerFixture()
            try fixture.ledger.write { try $0.insert(try certificate(try serial(1))) }
            try fixture.ledger.checkIntegrity()
            try fixture.raw(damage)
            #expect(code { try fixture.ledger.checkIntegrity() } == .damaged, "\(damage)")
        }
    }

    @Test func `strings that mail could carry come back as they were, up to U+0000`() throws {
        let fixture = try LedgerFixture()
        let hostile = [
            "'; DROP TABLE fact; --", "\u{202E}bidi", "e\u{301}", String(repeating: "x", count: 9000),
        ]
        try fixture.ledger.write { transaction in
            for (index, text) in hostile.enumerated() { try transaction.setFact("\(index)", text) }
            try transaction.setFact("nul", "before\0after")
        }
        for (index, text) in hostile.enumerated() {
            let stored = try fixture.ledger.read { try $0.fact("\(index)") }
            #expect(stored?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
        }
        #expect(try fixture.ledger.read { try $0.fact("nul") } == "before\u{FFFD}after")
    }
}
