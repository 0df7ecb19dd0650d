import Domain
import MIME
import Testing

struct AddressParserTests {
    private func parse(_ text: String) -> AddressList { AddressParser.parse(Array(text.utf8), maximum: 100) }

    @Test(arguments: [
        ("budi@x.id", nil, "budi@x.id"), ("Budi <budi@x.id>", "Budi", "budi@x.id"),
        ("\"Santoso, Budi\" <budi@x.id>", "Santoso, Budi", "budi@x.id"),
        ("budi@x.id (Budi)", "Budi", "budi@x.id"),
        ("Joe Q. Public <a@x.id>", "Joe Q. Public", "a@x.id"), ("<a@x.id>", nil, "a@x.id"),
        ("=?utf-8?q?B=C3=B6?= <a@x.id>", "Bö", "a@x.id"), ("a@x.id <a@X.id>", "a@x.id", "a@X.id"),
        ("\"a\\\"b\" <a@x.id>", "a\"b", "a@x.id"), ("a@x.id,", nil, "a@x.id"),
        ("Büdi <a@x.id>", "Büdi", "a@x.id"),
    ])
    func `one plain mailbox is read without complaint`(value: String, name: String?, address: String) {
        let list = parse(value)
        #expect(list.mailboxes.map(\.displayName) == [name])
        #expect(list.mailboxes.map(\.addrSpec) == [address])
        #expect(list.irregularities.isEmpty)
    }

    @Test(arguments: [
        ("Team: a@x.id, b@x.id;", "group-in-from"), ("<@relay.id:a@x.id>", "route-in-from"),
        ("a@x.id, b@x.id", "multiple-originators"), ("a@x.id <b@x.id>", "malformed-from"),
        ("<a@x.id> <b@x.id>", "malformed-from"), ("<a@x.id> b", "malformed-from"),
        ("<a@x.id", "malformed-from"),
        ("a(c)@x.id b", "malformed-from"), ("<a(c)@x.id>", "malformed-from"), ("budi", "malformed-from"),
        ("\"open <a@x.id>", "malformed-from"), ("<\"a b\"@x.id>", "malformed-from"),
        ("a@[192.0.2.1]", "malformed-from"),
        ("=?utf-8?q?a=40x.id?=@y.id", "encoded-word-in-address"), ("a@x.id,,b@x.id", "malformed-from"),
        ("=?utf-8?q?Budi_=3Ca=40x=2Eid=3E?=", "malformed-from"), ("a\u{01}@x.id", "control-in-header"),
        ("<>", "malformed-from"), ("a @x.id", "malformed-from"), ("a@xn--p\u{0430}ypal.id", "malformed-from"),
    ])
    func `any From but one plain mailbox is ambiguous`(value: String, defect: String) {
        let message = MessageReader().receivedMessage(Mail.octets("From: \(value)\n\nx"))
        #expect(message.disqualifyingDefect != nil)
        #expect(message.defects.map(\.name).contains(defect))
    }

    @Test func `a From without a domain is nobody, and tolerable`() {
        let message = MessageReader().receivedMessage(Mail.octets("From: Mail <MAILER-DAEMON>\n\nx"))
        #expect(message.originator == nil)
        #expect(message.defects.map(\.name) == ["malformed-address"])
        #expect(message.disqualifyingDefect == nil)
    }

    @Test func `groups in To give their members`() {
        let list = parse("Team: a@x.id, \"B\" <b@x.id>; c@x.id; Nobody:;")
        #expect(list.mailboxes.map(\.addrSpec) == ["a@x.id", "b@x.id", "c@x.id"])
    }

    @Test func `more addresses than permitted are a limit`() {
        let header = "To: " + (0..<101).map { "a\($0)@x.id" }.joined(separator: ",\n ") + "\n"
        let message = MessageReader().receivedMessage(Mail.octets(header: header))
        #expect(message.to.count == 100)
        #expect(message.disqualifyingDefect?.name == "too-many-addresses")
    }

    @Test func `delivery addresses keep their order`() {
        let message = MessageReader().receivedMessage(
            Mail.octets("X-Original-To: a+t@x.id\nDelivered-To: <b@x.id>\nDelivered-To: c@x.id\n\n"))
        #expect(message.deliveredTo.map(\.addrSpec) == ["a+t@x.id", "b@x.id", "c@x.id"])
    }

    @Test func `the topmost Return-Path counts`() {
        let reader = MessageReader()
        #expect(
            reader.receivedMessage(Mail.octets("Return-Path: <>\nReturn-Path: <a@x.id>\n\n")).reversePath
                == .null)
        #expect(reader.receivedMessage(Mail.octets("A: b\n\n")).reversePath == .absent)
        let message = reader.receivedMessage(Mail.octets("Return-Path: <a@x.id>\n\n"))
        guard case .address(let address) = message.reversePath else { return #expect(Bool(false)) }
        #expect(address.addrSpec == "a@x.id")
    }
}
