import Foundation
import TestSupport
import Testing

/// Kills the run that carries out an approval before its calls that change the disk: whatever happens, one
/// certificate is handed over, once. Points are sampled; `SERTIPOS_FULL_SWEEP=1` takes them all.
@Suite(.enabled(if: Program.isPresent && SystemCallTracer.isUsable && ChromiumBrowser.isPresent))
struct ExecutionSweepTests {
    private static let isFull = ProcessInfo.processInfo.environment["SERTIPOS_FULL_SWEEP"] == "1"

    private static let calls = [
        "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "link", "unlink", "ftruncate",
        "mkdir",
    ]

    /// The desk with the approval in its inbox, what an undisturbed run leads to, and its calls.
    private struct Stage: Sendable {
        let desk: DeskFixture
        let applicant: String
        let oracle: DeskOracle
        let counts: [String: Int]
    }

    private static let stage: Result<Stage, any Error> = Result {
        let office = try Office(nil)
        let asked = try office.bringToAuthority(passphrase: Marker().passphrase, on: try Device()).mail
        try office.decide("Setuju", office.authority, asked)
        let calm = try DeskFixture(copyOf: office.desk)
        let counts = try SystemCallTracer.count(calls, ["run", "--desk", calm.path])
        try #require(try calm.requests().map(\.state) == ["closed.issued"])
        return Stage(
            desk: office.desk, applicant: office.applicant.address, oracle: try DeskOracle(of: calm),
            counts: counts)
    }

    @Test(arguments: calls)
    func `an approval is carried out once, wherever the run is killed`(_ call: String) throws {
        let stage = try Self.stage.get()
        let total = stage.counts[call] ?? 0
        let points = Self.points(of: total)
        var killed = 0
        for (index, point) in points.enumerated() {
            let desk = try DeskFixture(copyOf: stage.desk)
            var lists = [try RevocationList(of: desk)]
            // Every other recovery is killed as well.
            for moment in index.isMultiple(of: 2) ? [point] : [point, 1 + index * 5 % total] {
                let run = try SystemCallTracer.run(
                    ["run", "--desk", desk.path], .kill, at: call, .only(moment))
                if run.signal == SIGKILL { killed += 1 } else { #expect(run.isClean, "\(run)") }
                lists.append(try RevocationList(of: desk))
            }
            let recovery = try desk.run("run")
            #expect(recovery.isClean, "killed at \(call) \(point): \(recovery)")
            lists.append(try RevocationList(of: desk))
            let breaches = try stage.oracle.breaches(on: desk) + Self.breaches(on: desk, stage, lists)
            #expect(breaches.isEmpty, "killed at \(call) \(point): \(breaches.joined(separator: "; "))")
        }
        if total > 0 { print("\(call): \(killed) runs killed at \(points.count) points; there are \(total)") }
        #expect(total == 0 || killed > 0)
    }

    /// The points to try: all, or the first, the last, and a few between them.
    private static func points(of total: Int) -> [Int] {
        let limit = 6
        guard total > limit, !isFull else { return Array(0..<total).map { $0 + 1 } }
        return (0..<limit).map { 1 + $0 * (total - 1) / (limit - 1) }
    }

    /// What must hold of certificates beyond what holds of every desk.
    private static func breaches(
        on desk: DeskFixture, _ stage: Stage, _ lists: [RevocationList]
    ) throws -> [String] {
        var breaches: [String] = []
        let states = try desk.requests().map(\.state)
        if states != ["closed.issued"] { breaches.append("states \(states)") }
        let certificates = try desk.run("certificate", "list", "--json").json([Certificate].self)
        let valid = certificates.filter { $0.status == "valid" }
        if valid.count != 1 { breaches.append("\(valid.count) certificates are in force") }
        if certificates.contains(where: { !["valid", "abandoned"].contains($0.status) }) {
            breaches.append("certificates \(certificates)")
        }
        // Copies are equal to the octet, as the oracle sees to; so the first one stands for all.
        let delivered = try desk.sentMails().filter {
            $0.recipient == stage.applicant && $0.subject.contains("telah terbit")
        }
        guard Set(delivered.map(\.messageID)).count == 1 else {
            return breaches + ["\(delivered.count) mails hand a certificate over"]
        }
        let applicant = Correspondent(stage.applicant, name: "", post: FolderPost(folder: desk))
        let mail = try applicant.next("telah terbit")
        if mail.attachments(".p12").count != 1 { breaches.append("no key was handed over") }
        if try IssuedFiles(mail, in: DeskFixture.base).serial() != valid.first?.serial {
            breaches.append("the certificate in force is not the one that was handed over")
        }
        return breaches + RevocationList.breaches(in: lists)
    }

    private struct Certificate: Decodable {
        let serial: String
        let status: String
    }
}

/// The published revocation list at one moment, if there is one.
private struct RevocationList: Hashable {
    let octets: Data?
    let number: Int

    init(of desk: DeskFixture) throws {
        let file = "\(desk.path)/spool/exports/sertipos.crl"
        octets = FileManager.default.contents(atPath: file)
        guard octets != nil else {
            number = 0
            return
        }
        let text = try Shell.run(["openssl", "crl", "-inform", "DER", "-in", file, "-noout", "-crlnumber"])
        number = try #require(
            Int(
                text.trimmingCharacters(in: .whitespacesAndNewlines).replacing("crlNumber=0x", with: ""),
                radix: 16),
            "\(text)")
    }

    /// Numbers only grow, and no two lists bear the same.
    static func breaches(in lists: [RevocationList]) -> [String] {
        zip(lists, lists.dropFirst()).compactMap { earlier, later in
            if later.number < earlier.number || later.octets == nil && earlier.octets != nil {
                return "the list went from number \(earlier.number) to \(later.number)"
            }
            return later.number == earlier.number && later != earlier
                ? "two lists bear the number \(later.number)" : nil
        } + (lists.last?.octets == nil ? ["no list was published"] : [])
    }
}
