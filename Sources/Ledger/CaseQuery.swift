import Domain
import GRDB

/// A filter of cases as SQL. The text is put together from literals; values are always arguments.
struct CaseQuery {
    let sql: String
    let arguments: StatementArguments

    static let columns = """
        number, kind, status, citizen, citizenName, subject, message, laporNumber, openedAt, changedAt, answeredAt
        """

    /// The narrowest condition that is given leads, as for requests; the others are checked on its rows.
    init(_ filter: CaseFilter) {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        var index = "casefile_opened"
        if let kind = filter.kind {
            index = "casefile_kind"
            conditions.append("kind = ?")
            arguments += [kind.rawValue]
        }
        if let status = filter.status {
            index = "casefile_status"
            conditions.append("status = ?")
            arguments += [status.rawValue]
        }
        if let citizen = filter.citizen {
            index = "casefile_citizen"
            conditions.append("citizen = ?")
            arguments += [citizen.addrSpec]
        }
        if let first = filter.openedFrom {
            conditions.append("openedAt >= ?")
            arguments += [first.seconds]
        }
        if let end = filter.openedBefore {
            conditions.append("openedAt < ?")
            arguments += [end.seconds]
        }
        arguments += [filter.limit]
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        self.sql = """
            SELECT \(Self.columns) FROM casefile INDEXED BY \(index) \(condition)
            ORDER BY openedAt DESC, number DESC LIMIT ?
            """
        self.arguments = arguments
    }
}
