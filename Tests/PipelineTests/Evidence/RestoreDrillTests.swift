import Domain
import Foundation
import Ledger
import PKI
import Pipeline
import Spool
import TestSupport
import Testing
import Trust

@testable import sertipos

@Suite("The restore drill")
struct RestoreDrillTests {
    private static let people = (0..<7).map { "p\($0)@kominfo.example" }

    private static func nik(_ index: Int) -> String { "320101170890" + String(1_000 + index * 7) }

    private func desk() throws -> TestDesk {
        try TestDesk(budget: OutboundBudget(address: 10_000, request: 1_000, day: 100_000))
    }

    private func backup(_ desk: TestDesk, _ name: String) throws -> String {
        let path = desk.folder.appending(path: name).path
        _ = try DeskBackup(folder: DeskFolder(path: desk.folder.path), ledger: desk.sqlite, clock: desk.clock)
            .write(to: path)
        return path
    }

    private func restore(_ archive: String, of desk: TestDesk, seed: UInt64) throws -> TestDesk {
        let target = desk.folder.deletingLastPathComponent().appending(path: "restored-\(UUID().uuidString)")
        _ = try DeskRestore(archive: archive, target: target.path, clock: desk.clock).run()
        return try TestDesk(restored: target, of: desk, seed: seed)
    }

    /// Whoever has to move in `request` does so, by the latest mail that asks.
    private func act(_ request: RequestRecord, _ desk: TestDesk) throws {
        let state = try #require(WaitingState.all.first { $0.name == request.state }, "\(request.state)")
        let mover = state.mover == TestDesk.budi ? request.applicant.addrSpec : state.mover
        let mails = desk.allMail(for: mover).filter { RequestNumber.first(in: $0.subject) == request.number }
        switch request.state {
        case "awaitingIdentity":
            let index = try #require(Self.people.firstIndex(of: mover))
            let mail = try #require(mails.last { !TestDesk.links(in: $0).isEmpty })
            try desk.answerIdentity(mail, nik: Self.nik(index), from: mover)
        case "awaitingPassphrase":
            let mail = try #require(mails.last { $0.attachments.contains { $0.mediaType == "text/html" } })
            try desk.sendSeal(
                try desk.certificates.seal(TestDesk.passphrase, for: mail), for: mail, from: mover)
        default:
            let mail = try #require(
                mails.last { TestDesk.links(in: $0).contains { $0.body.hasPrefix("Setuju") } })
            try desk.decide("Setuju", in: mail, from: mover)
        }
    }

    private func openRequests(_ desk: TestDesk) throws -> [RequestRecord] {
        try desk.requests().filter { !$0.state.hasPrefix("closed.") }
    }

    /// Everybody moves until nothing is open.
    private func finish(_ desk: TestDesk) throws {
        for _ in 0..<12 {
            let open = try openRequests(desk)
            guard !open.isEmpty else { return }
            for request in open { try act(request, desk) }
            try desk.run()
        }
        Issue.record("still open: \(try openRequests(desk).map(\.state))")
    }

    @Test(
        "36 backups along the life of a desk: each restores, loses no request and makes no certificate twice")
    func drill() throws {
        let desk = try desk()
        var archives = [try backup(desk, "backup-0.tar")]
        for (index, person) in Self.people.enumerated() {
            desk.submit(applicant: person, nik: Self.nik(index))
            try desk.run()
            while let request = try openRequests(desk).first {
                archives.append(try backup(desk, "backup-\(archives.count).tar"))
                try act(request, desk)
                desk.wait(60)
                try desk.run()
                try desk.rest()
            }
            archives.append(try backup(desk, "backup-\(archives.count).tar"))
        }
        #expect(archives.count == 36)
        let issued = Set(try desk.certificateRecords().map(\.serial))
        #expect(issued.count == 7)
        for (index, archive) in archives.enumerated() {
            let restored = try restore(archive, of: desk, seed: UInt64(1_000 + index))
            defer { try? FileManager.default.removeItem(at: restored.folder) }
            try expectDeadLinks(restored)
            try restored.run()
            _ = try DeskRestoration.renewLinks(
                desk: restored.desk, ledger: restored.ledger, spool: restored.spool)
            try restored.run()
            try finish(restored)
            try expectWhole(restored, "backup \(index)")
        }
    }

    /// No link of before lives.
    private func expectDeadLinks(_ desk: TestDesk) throws {
        for request in try desk.requests() {
            let tokens = try desk.ledger.read { try $0.tokens(of: request.number) }
            #expect(tokens.allSatisfy { $0.spentAt != nil || $0.closedAt != nil })
        }
        #expect(
            try desk.ledger.read { try $0.figures(at: desk.clock.now(), runs: 0) }.outbox[.queued] ?? 0 == 0)
    }

    private func expectWhole(_ desk: TestDesk, _ name: String) throws {
        let requests = try desk.requests()
        #expect(requests.map(\.applicant.addrSpec).sorted() == Self.people, "\(name)")
        #expect(requests.allSatisfy { $0.state == "closed.issued" }, "\(name)")
        let valid = try desk.certificateRecords().filter { $0.status == .valid }
        #expect(valid.count == 7 && Set(valid.compactMap(\.request)).count == 7, "\(name)")
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil, "\(name)")
        try desk.sqlite.checkIntegrity()
        let messages = try desk.ledger.read {
            try $0.messages(mailbox: desk.mailbox.name, uidValidity: UIDValidity(desk.mailbox.uidValidity))
        }
        #expect(messages.count == desk.mailbox.messages.count, "\(name)")
        #expect(messages.allSatisfy { $0.message.outcome != .pending }, "\(name)")
        for digest in try desk.spool.sealedDigests() { _ = try desk.spool.read(digest) }
    }

    @Test("a request that changed in the very second of the restore gets its fresh link, once")
    func sameSecond() throws {
        let desk = try desk()
        desk.submit(applicant: Self.people[0], nik: Self.nik(0))
        try desk.run()
        let restored = try restore(try backup(desk, "now.tar"), of: desk, seed: 5)
        defer { try? FileManager.default.removeItem(at: restored.folder) }
        #expect(try restored.requests().map(\.changedAt) == [restored.clock.now()])
        try restored.run()
        for expected in [1, 0] {
            let renewed = try DeskRestoration.renewLinks(
                desk: restored.desk, ledger: restored.ledger, spool: restored.spool)
            #expect(renewed == expected)
        }
        let number = try restored.request().number
        let tokens = try restored.ledger.read { try $0.tokens(of: number) }
        #expect(tokens.contains { $0.spentAt == nil && $0.closedAt == nil })
    }

    @Test("no number of a revocation list comes twice after a restore")
    func numbers() throws {
        let desk = try desk()
        desk.submit(applicant: Self.people[0], nik: Self.nik(0))
        try desk.run()
        try finish(desk)
        let archive = try backup(desk, "early.tar")
        let before = try #require(try desk.ledger.read { try $0.fact("crl-number") }.flatMap { Int64($0) })
        for _ in 0..<40 {
            desk.wait(60)
            try RevocationListing(desk: desk.desk, ledger: desk.ledger, exports: desk.spool).publish()
        }
        let used = try #require(try desk.ledger.read { try $0.fact("crl-number") }.flatMap { Int64($0) })
        #expect(used == before + 40)
        let restored = try restore(archive, of: desk, seed: 77)
        defer { try? FileManager.default.removeItem(at: restored.folder) }
        try restored.run()
        let next = try #require(try restored.ledger.read { try $0.fact("crl-number") }.flatMap { Int64($0) })
        #expect(next > used)
    }

    @Test("a backup with one changed octet is refused, and nothing is laid out")
    func damage() throws {
        let desk = try desk()
        desk.submit(applicant: Self.people[0], nik: Self.nik(0))
        try desk.run()
        try desk.rest()
        let archive = try backup(desk, "whole.tar")
        let whole = try Data(contentsOf: URL(filePath: archive))
        let target = desk.folder.appending(path: "target").path
        let places = stride(from: 0, to: whole.count, by: max(1, whole.count / 199)).map { $0 }
        for place in places {
            var octets = whole
            octets[place] ^= 0x20
            try octets.write(to: URL(filePath: archive))
            #expect(throws: (any Error).self, "octet \(place)") {
                _ = try DeskRestore(archive: archive, target: target, clock: desk.clock).run()
            }
            #expect(!FileManager.default.fileExists(atPath: target))
            #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
        }
        #expect(places.count >= 199)
        try whole.write(to: URL(filePath: archive))
        _ = try DeskRestore(archive: archive, target: target, clock: desk.clock).run()
    }

    @Test(
        "a folder that holds something is left alone; with --replace it moves aside, a dry run changes nothing"
    )
    func places() throws {
        let desk = try desk()
        desk.submit(applicant: Self.people[0], nik: Self.nik(0))
        try desk.run()
        let archive = try backup(desk, "b.tar")
        let target = desk.folder.appending(path: "target").path
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        let trial = try DeskRestore(archive: archive, target: target, clock: desk.clock, isTrial: true).run()
        #expect(trial.isDryRun && trial.settled.links == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
        _ = try DeskRestore(archive: archive, target: target, clock: desk.clock).run()
        #expect(throws: BackupError(.occupied, target)) {
            _ = try DeskRestore(archive: archive, target: target, clock: desk.clock).run()
        }
        let report = try DeskRestore(archive: archive, target: target, clock: desk.clock, replaces: true)
            .run()
        let aside = try #require(report.movedAside)
        #expect(FileManager.default.fileExists(atPath: aside + "/spool/ledger.sqlite"))
        #expect(FileManager.default.fileExists(atPath: target + "/spool/ledger.sqlite"))
    }

    @Test("secrets and opened bundles stay out unless asked for")
    func secrets() throws {
        let desk = try desk()
        desk.submit(applicant: Self.people[0], nik: Self.nik(0))
        try desk.run()
        try desk.rest()
        let bundle = desk.folder.appending(path: "spool/exports/SE-2026-000001-1-20261123T020000Z").path
        try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: false)
        try Data("rahasia-bundel".utf8).write(to: URL(filePath: bundle + "/a.eml"))
        let key = try Data(contentsOf: desk.folder.appending(path: "secrets/evidence-key"))
        let plain = try Data(contentsOf: URL(filePath: try backup(desk, "plain.tar")))
        #expect(plain.range(of: key) == nil)
        #expect(plain.range(of: Data("rahasia-bundel".utf8)) == nil)
        let path = desk.folder.appending(path: "full.tar").path
        var full = DeskBackup(
            folder: DeskFolder(path: desk.folder.path), ledger: desk.sqlite, clock: desk.clock)
        full.hasSecrets = true
        #expect(try full.write(to: path).hasSecrets)
        #expect(try Data(contentsOf: URL(filePath: path)).range(of: key) != nil)
    }
}
