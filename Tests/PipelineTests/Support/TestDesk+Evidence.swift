import Domain
import Foundation
import PKI
import Pipeline
import Testing

extension TestDesk {
    /// What a run does last: seals what was concluded before.
    @discardableResult
    func rest() throws -> RestStage.Report {
        if !evidenceKey.exists { try evidenceKey.create() }
        return try RestStage(ledger: ledger, spool: spool, cipher: try evidenceKey.open(), clock: clock)
            .run(try RestStage.waiting(ledger))
    }

    static let day: Int64 = 86_400

    /// A day, two, three … in the order of the fields.
    static let periods = RetentionPeriods(
        incoming: 30 * day, quarantine: 90 * day, evidence: 732 * day, requests: 2562 * day, cases: 732 * day,
        exports: 7 * day)

    @discardableResult
    func purge(isTrial: Bool = false) throws -> PurgeStage.Report {
        try PurgeStage(ledger: ledger, spool: spool, periods: Self.periods, clock: clock).run(
            isTrial: isTrial)
    }

    /// Erases a request as a command does.
    @discardableResult
    func erase(_ number: RequestNumber, isForced: Bool = false) throws -> EvidenceErasure.Outcome {
        try ledger.write {
            try EvidenceErasure(spool: spool, now: clock.now())
                .erase(number, reason: "permintaan pemilik data", isForced: isForced, $0)
        }
    }

    /// Files of the spool below this folder.
    func files(_ name: String) throws -> [String] {
        let path = folder.appending(path: "spool/\(name)").path
        return try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.contains(".") }
    }

    /// Names of the files below the desk that hold one of these texts: as it is, in base64 at any place, or with
    /// every octet in quoted-printable. A database counts as it lies, free pages and all.
    func holders(of texts: [String]) throws -> [String] {
        let needles = texts.flatMap { text in
            let octets = Array(text.utf8)
            let printable = octets.map { "=" + String($0, radix: 16, uppercase: true) }.joined()
            return [text, printable]
                + (0..<3).map { shift in
                    let whole = Data([UInt8](repeating: 0, count: shift) + octets).base64EncodedString()
                    return String(whole.prefix((shift + octets.count) * 8 / 6).dropFirst((shift * 8 + 5) / 6))
                }
        }
        var holders: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                continue
            }
            let text = data.filter { $0 != 10 && $0 != 13 }
            for needle in needles where text.range(of: Data(needle.utf8)) != nil {
                holders.append("\(name): \(needle)")
            }
        }
        return holders
    }
}
