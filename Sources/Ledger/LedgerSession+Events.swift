import Domain
import Foundation
import GRDB

extension LedgerSession {
    func append(_ event: EventRecord) throws {
        let tail = try chainTail ?? storedTail()
        let sequence = tail.count + 1
        let request = event.request.map(RequestKey.encode)
        let (name, actor) = (storable(event.name), storable(event.actor))
        let payload = storable(event.payload)
        let link = chain.link(
            after: tail.head, sequence: sequence, at: event.at.seconds, request: request,
            name: Array(name.utf8), actor: Array(actor.utf8), message: event.message?.bytes,
            payload: Array(payload.utf8))
        try change(
            """
            INSERT INTO event (sequence, at, request, name, actor, message, payload, link)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [sequence, event.at.seconds, request, name, actor, event.message?.blob, payload, link.blob])
        try changeOne(
            "UPDATE chain SET count = ?, head = ? WHERE id = 1 AND count = ?",
            [sequence, link.blob, tail.count], or: "end of the event chain")
        chainTail = EventChain.Tail(count: sequence, head: link.bytes)
    }

    func events(of number: RequestNumber) throws -> [ChainedEvent] {
        try all(
            "event",
            """
            SELECT sequence, at, request, name, actor, message, payload, link
            FROM event WHERE request = ? ORDER BY sequence
            """, [RequestKey.encode(number)]
        ) { row in
            let event = EventRecord(
                at: try row.moment(1), request: try row.optionalRequest(2), name: try row.text(3),
                actor: try row.text(4), message: try row.optionalDigest(5), payload: try row.text(6))
            return ChainedEvent(sequence: try row.integer(0), event: event, link: try row.digest(7))
        }
    }

    func chainLink(at sequence: Int64) throws -> Digest? {
        try first("event", "SELECT link FROM event WHERE sequence = ?", [sequence]) { try $0.digest(0) }
    }

    /// Walks every event in constant memory. Values are hashed as the octets that are stored, not as decoded.
    ///
    /// Found: a changed bit in any column, a removed or inserted row, a cut tail, an end (`chain`) that does not
    /// fit. Not found: a whole chain computed anew by somebody who may write the file; against that the head
    /// must be kept outside the desk and compared.
    func verifyChain() throws -> ChainReport {
        let stored = try storedTail()
        var tail = EventChain.Tail(count: 0, head: EventChain.origin)
        var firstBroken: Int64?
        var walked: Int64 = 0
        try each(
            "event",
            """
            SELECT sequence, at, request, name, actor, message, payload, link FROM event ORDER BY sequence
            """, []
        ) { row in
            walked += 1
            let sequence = try row.integer(0)
            let link = try row.bytes(7)
            if firstBroken == nil, !(try isIntact(row, sequence: sequence, link: link, after: tail)) {
                firstBroken = tail.count + 1
            }
            tail = EventChain.Tail(count: sequence, head: link)
        }
        if firstBroken == nil, tail != stored {
            // The walk is whole in itself, but it does not end where the desk wrote last.
            firstBroken = tail.count == stored.count ? stored.count : min(tail.count, stored.count) + 1
        }
        return ChainReport(
            count: walked, head: walked == 0 ? nil : Digest(bytes: tail.head), firstBroken: firstBroken)
    }

    func eventLink(at sequence: Int64) throws -> Digest? {
        try first("event", "SELECT link FROM event WHERE sequence = ?", [sequence]) { try $0.digest(0) }
    }

    private func isIntact(_ row: StoredRow, sequence: Int64, link: [UInt8], after tail: EventChain.Tail)
        throws
        -> Bool
    {
        guard sequence == tail.count + 1 else { return false }
        let computed = chain.link(
            after: tail.head, sequence: sequence, at: try row.integer(1), request: row.optionalInteger(2),
            name: try row.bytes(3), actor: try row.bytes(4), message: try row.optionalBytes(5),
            payload: try row.bytes(6))
        return computed.bytes == link
    }

    private func storedTail() throws -> EventChain.Tail {
        let tail = try first("chain", "SELECT count, head FROM chain WHERE id = 1", []) {
            EventChain.Tail(count: try $0.integer(0), head: try $0.digest(1).bytes)
        }
        guard let tail else { throw LedgerError(.damaged, "the end of the event chain is missing") }
        return tail
    }
}
