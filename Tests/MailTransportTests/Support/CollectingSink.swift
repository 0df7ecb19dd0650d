import Domain

/// Keeps what it gets.
struct CollectingSink: MessageSink {
    struct Received: Equatable {
        let uid: UInt32
        let announced: Int
        var octets: [UInt8] = []
        var isComplete: Bool?
    }

    private(set) var messages: [Received] = []

    var whole: [UInt32: [UInt8]] {
        Dictionary(messages.filter { $0.isComplete == true }.map { ($0.uid, $0.octets) }) { first, _ in first
        }
    }

    var cutShort: [UInt32] { messages.filter { $0.isComplete == false }.map(\.uid) }

    mutating func begin(_ entry: MailboxEntry, announced: Int) {
        messages.append(Received(uid: entry.uid.value, announced: announced))
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        messages[messages.count - 1].octets += Array(bytes)
    }

    mutating func end(_ entry: MailboxEntry, isComplete: Bool) {
        messages[messages.count - 1].isComplete = isComplete
    }
}

/// Entries as a caller gets them from the list.
func entries(_ uids: [UInt32], size: Int = 100) -> [MailboxEntry] {
    uids.map { MailboxEntry(uid: UID($0), size: size, internalDate: nil) }
}

/// Octets of `text` with CRLF for every LF.
func wire(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }
