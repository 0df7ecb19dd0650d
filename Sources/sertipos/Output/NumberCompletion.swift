internal import Domain
internal import Foundation

/// Numbers for the shell's Tab key: open requests, and cases that wait, the newest first.
///
/// The ledger is only read, and whatever is wrong with the desk stays silent: a shell shows no errors there.
enum NumberCompletion {
    private static let most = 50

    @Sendable static func requests(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        numbers(words) { view in
            var filter = RequestFilter()
            filter.isOpen = true
            filter.limit = most
            return try view.requests(filter).map(\.number.description)
        }
    }

    @Sendable static func cases(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        numbers(words) { view in
            var filter = CaseFilter()
            filter.status = .awaitingOfficer
            filter.limit = most
            return try view.cases(filter).map(\.number.description)
        }
    }

    private static func numbers(_ words: [String], _ list: (any LedgerView) throws -> [String]) -> [String] {
        let option = words.lastIndex(of: "--desk").flatMap { words.dropFirst($0 + 1).first }
        do {
            let folder = try DeskFolder(option: option, environment: ProcessInfo.processInfo.environment)
            return try LiveDesk(folder: folder).ledger(readOnly: true).read(list)
        } catch {
            return []
        }
    }
}
