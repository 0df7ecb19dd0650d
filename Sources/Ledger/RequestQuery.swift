import Domain
import GRDB

/// A filter of requests as SQL. The text is put together from literals; values are always arguments.
struct RequestQuery {
    let sql: String
    let arguments: StatementArguments

    static let columns = """
        number, mechanism, state, payloadVersion, payload, applicantName, applicant, verifier, agency, \
        openedAt, changedAt, dueAt
        """

    /// The queries whose answers together are the answer: one for each wanted state, or just one.
    ///
    /// `INDEXED BY` pins the index, since SQLite has no statistics to choose by: the narrowest condition that
    /// is given leads, the others are checked on its rows.
    static func all(for filter: RequestFilter) -> [RequestQuery] {
        if filter.states.isEmpty { return [query(filter, state: nil)] }
        // A closed state asked for among the open ones has no answer: its index is not walked for that.
        let states = Set(filter.states).filter { !filter.isOpen || !$0.utf8.starts(with: "closed.".utf8) }
        return states.sorted().map { query(filter, state: $0) }
    }

    /// The order in which requests are listed.
    static func precedes(_ left: RequestRecord, _ right: RequestRecord, byDeadline: Bool) -> Bool {
        let (leftKey, rightKey) = (RequestKey.encode(left.number), RequestKey.encode(right.number))
        if byDeadline { return (left.dueAt ?? .distant, leftKey) < (right.dueAt ?? .distant, rightKey) }
        return (left.openedAt, leftKey) > (right.openedAt, rightKey)
    }

    private static func query(_ filter: RequestFilter, state: String?) -> RequestQuery {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        var index = "request_opened"
        // From the widest to the narrowest: the last one given names the index. Those of open requests hold
        // nothing else, so closed ones cost nothing; a single applicant has few of either kind.
        if filter.isOpen {
            index = "request_open"
            conditions.append("state NOT GLOB 'closed.*'")
        }
        if let mechanism = filter.mechanism {
            if !filter.isOpen { index = "request_mechanism" }
            conditions.append("mechanism = ?")
            arguments += [mechanism.rawValue]
        }
        if let state {
            index = "request_state"
            conditions.append("state = ?")
            arguments += [storable(state)]
        }
        if let verifier = filter.verifier {
            index = filter.isOpen ? "request_openVerifier" : "request_verifier"
            conditions.append("verifier = ?")
            arguments += [verifier.addrSpec]
        }
        if let applicant = filter.applicant {
            index = "request_applicant"
            conditions.append("applicant = ?")
            arguments += [applicant.addrSpec]
        }
        var order = "openedAt DESC, number DESC"
        if let dueBy = filter.dueBy {
            index = "request_due"
            conditions.append("dueAt IS NOT NULL AND dueAt <= ?")
            arguments += [dueBy.seconds]
            order = "dueAt, number"
        }
        narrow(by: filter, &conditions, &arguments)
        arguments += [filter.limit]
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = """
            SELECT \(columns) FROM request INDEXED BY \(index) \(condition) ORDER BY \(order) LIMIT ?
            """
        return RequestQuery(sql: sql, arguments: arguments)
    }

    /// Conditions that never name an index: a span of days lies in the order of most of them, words in none.
    private static func narrow(
        by filter: RequestFilter, _ conditions: inout [String], _ arguments: inout StatementArguments
    ) {
        if let first = filter.openedFrom {
            conditions.append("openedAt >= ?")
            arguments += [first.seconds]
        }
        if let end = filter.openedBefore {
            conditions.append("openedAt < ?")
            arguments += [end.seconds]
        }
        if let words = filter.agency {
            conditions.append("instr(lower(agency), lower(?)) > 0")
            arguments += [storable(words)]
        }
        if let words = filter.applicantName {
            conditions.append("instr(lower(applicantName), lower(?)) > 0")
            arguments += [storable(words)]
        }
    }
}

extension Timestamp {
    /// Later than every deadline.
    fileprivate static let distant = Timestamp(seconds: .max)
}
