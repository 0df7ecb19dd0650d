internal import Domain
internal import Foundation
internal import Ledger
internal import PKI
internal import Spool

/// Checks a bundle: every file against the manifest, the manifest against its digest, every event against its link,
/// and the links against the desk's own audit log if there is one.
struct BundleVerification: Codable, CustomStringConvertible {
    let request: String?
    let files: Int
    let events: Int
    /// Whether the links were compared with a ledger.
    let comparedWithLedger: Bool
    /// Everything that is wrong, one line each. Empty is good.
    let problems: [String]

    /// Checks the bundle in `folder`.
    init(_ folder: String, ledger: (any RequestLedger)?) throws {
        var problems: [String] = []
        comparedWithLedger = ledger != nil
        let octets = try Self.read("\(folder)/\(RequestBundle.manifestName)")
        let seal = try Self.read("\(folder)/\(RequestBundle.seal)")
        let expected = octets.map { "\(OpenSSLDigest().digest($0).hex)  \(RequestBundle.manifestName)\n" }
        if octets == nil { problems.append("\(RequestBundle.manifestName) is missing") }
        if seal == nil { problems.append("\(RequestBundle.seal) is missing") }
        if let seal, let expected, Array(expected.utf8) != seal {
            problems.append("\(RequestBundle.manifestName) was altered, or \(RequestBundle.seal)")
        }
        guard let octets,
            // What is wrong with it is said here; the parser's words would help nobody.
            let manifest = try? JSONDecoder().decode(RequestBundle.Manifest.self, from: Data(octets))
        else {
            if octets != nil { problems.append("\(RequestBundle.manifestName) cannot be read") }
            (request, files, events, self.problems) = (nil, 0, 0, problems)
            return
        }
        var log: [UInt8]?
        for file in manifest.files {
            guard let content = try Self.content(of: file, in: folder) else {
                problems.append("\(file.name) is missing")
                continue
            }
            if Int64(content.count) != file.size || OpenSSLDigest().digest(content).hex != file.sha256 {
                problems.append("\(file.name) was altered")
            }
            if file.name == "events.json" { log = content }
        }
        let known = Set(manifest.files.map(\.name) + [RequestBundle.manifestName, RequestBundle.seal])
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where !known.contains(name) { problems.append("\(name) was added") }
        let chained = log.flatMap { try? JSONDecoder().decode([BundleContent.Event].self, from: Data($0)) }
        if chained == nil { problems.append("events.json cannot be read") }
        problems += try Self.breaks(chained ?? [], manifest, ledger)
        (request, files, events) = (manifest.request, manifest.files.count, chained?.count ?? 0)
        self.problems = problems
    }

    /// Whether all is as it was written.
    var isWhole: Bool { problems.isEmpty }

    var description: String {
        guard isWhole else { return problems.joined(separator: "\n") }
        let origin =
            comparedWithLedger ? "as in the desk's audit log" : "whole in themselves; no desk to compare"
        return "\(request ?? "") whole: \(files.counted("file")), \(events.counted("event")) \(origin)"
    }

    private static func content(of file: ArchivedFile, in folder: String) throws -> [UInt8]? {
        guard !file.name.contains("/"), file.name != "..", file.name != "." else { return nil }
        return try read("\(folder)/\(file.name)")
    }

    private static func read(_ path: String) throws -> [UInt8]? {
        try DurableFile.read(path, limit: 64 << 20)
    }

    private static func breaks(
        _ events: [BundleContent.Event], _ manifest: RequestBundle.Manifest, _ ledger: (any RequestLedger)?
    ) throws -> [String] {
        let links = EventLink(digesting: OpenSSLDigest())
        var breaks: [String] = []
        for event in events {
            let record = EventRecord(
                at: event.at, request: event.request, name: event.name, actor: event.actor,
                message: event.message.flatMap { Digest(hex: $0) }, payload: event.payload)
            let link = links.link(
                of: record, sequence: event.sequence, after: event.previous.flatMap { Digest(hex: $0) })
            if link.hex != event.link { breaks.append("event \(event.sequence) does not fit its link") }
        }
        guard let ledger else { return breaks }
        return try ledger.read { view in
            for event in events where try view.chainLink(at: event.sequence)?.hex != event.link {
                breaks.append("event \(event.sequence) is not the one in the desk's audit log")
            }
            if let head = manifest.chain.head, try view.chainLink(at: manifest.chain.events)?.hex != head {
                breaks.append("the desk's audit log is not the one the bundle was made from")
            }
            return breaks
        }
    }
}
