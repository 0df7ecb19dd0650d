import Foundation

/// A mail the desk sent.
struct SentMail: Hashable {
    let recipient: String
    let subject: String
    let messageID: String
    let octets: [UInt8]

    init(recipient: String, octets: [UInt8]) {
        self.recipient = recipient
        self.octets = octets
        subject = Self.field("Subject", in: octets)
        messageID = Self.field("Message-ID", in: octets)
    }

    /// The unfolded value of a header field; empty if it is not there.
    private static func field(_ name: String, in octets: [UInt8]) -> String {
        var value: String?
        for line in octets.split(separator: 10, omittingEmptySubsequences: false) {
            let text = String(decoding: line, as: UTF8.self).trimmingSuffix("\r")
            if text.isEmpty { break }
            if let found = value {
                guard text.hasPrefix(" ") || text.hasPrefix("\t") else { return found }
                value = found + text
            } else if text.lowercased().hasPrefix(name.lowercased() + ":") {
                value = text.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            }
        }
        return value ?? ""
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}

/// One element of `request list --json`.
struct ListedRequest: Decodable, Hashable {
    let number: String
    let mechanism: String
    let state: String
    let applicant: String
    let verifier: String
    let due: String?
}

/// `reconcile --json`.
struct Reconciliation: Decodable {
    struct Message: Decodable, Hashable {
        let uid: UInt32
        let outcome: String
        let reason: String
    }
    let messages: [Message]

    /// How many messages ended in which way.
    var outcomes: [String: Int] { Dictionary(grouping: messages, by: \.outcome).mapValues(\.count) }
}

extension DeskFixture {
    /// Everything delivered to the Maildirs below `outbound`.
    func sentMails() throws -> [SentMail] {
        try names("outbound").flatMap { recipient in
            try names("outbound/\(recipient)/new").map { name in
                let data = try Data(contentsOf: URL(filePath: "\(path)/outbound/\(recipient)/new/\(name)"))
                return SentMail(recipient: recipient, octets: Array(data))
            }
        }
    }

    /// How many mails were delivered, without reading them.
    func sentCount() -> Int { names("outbound").reduce(0) { $0 + names("outbound/\($1)/new").count } }

    /// `request list`.
    func requests(limit: Int = 100_000) throws -> [ListedRequest] {
        let execution = try run("request", "list", "--json", "--limit", "\(limit)")
        guard execution.code == 0 else { throw Shell.Failure(execution: execution) }
        return try execution.json()
    }

    /// `reconcile`.
    func reconciliation() throws -> Reconciliation {
        let execution = try run("reconcile", "--json")
        guard execution.code == 0 || execution.code == 75 else { throw Shell.Failure(execution: execution) }
        return try execution.json()
    }

    /// What lies around that a finished run should have removed. The `tmp` folders of Maildirs count, too.
    func leftovers() throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: path)
        return all.filter { name in
            let parts = name.split(separator: "/")
            let isTemporary = parts.dropLast().contains { $0 == "temporary" || $0 == "tmp" }
            return isTemporary || name.hasSuffix("-journal") || name.hasSuffix(".new")
                || name.hasSuffix(".tmp")
        }.sorted()
    }
}
