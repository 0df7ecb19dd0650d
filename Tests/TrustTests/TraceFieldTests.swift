import Testing

@testable import Trust

struct TraceFieldTests {
    @Test(
        arguments: [
            ("127.0.0.1", true, true), ("[127.9.9.9]", true, true), ("::1", true, true),
            ("IPv6:::1", true, true), ("::ffff:127.0.0.1", true, true),
            ("10.1.2.3", false, true), ("172.31.0.1", false, true), ("172.32.0.1", false, false),
            ("192.168.0.1", false, true), ("fd00::1", false, true),
            ("2002:a05:7010::1", false, true), ("2002:cb00::1", false, false), ("2001:db8::1", false, false),
            ("8.8.8.8", false, false),
        ])
    func `addresses are told apart`(text: String, isLoopback: Bool, isInternal: Bool) throws {
        let address = try #require(NetworkAddress(text.utf8))
        #expect(address.isLoopback == isLoopback && address.isInternal == isInternal)
    }

    @Test(arguments: [
        "", "localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", "10:15:24x", "::::::::::", "1.2.3.\u{664}",
        "a.b.c.d",
    ])
    func `what is no address is none`(text: String) { #expect(NetworkAddress(text.utf8) == nil) }

    @Test(
        arguments: [
            ("mx.desk.go.id", "desk.go.id"), ("desk.go.id", "desk.go.id"), ("mx.google.com", "google.com"),
            ("mail.x.co.uk", "x.co.uk"), ("x.co.uk", "x.co.uk"),
            ("dinas.test", "dinas.test"), ("localhost", "localhost"),
        ])
    func `the suffix our hosts share never becomes a registry's`(id: String, suffix: String) {
        #expect(OwnHosts.organisationalSuffix(of: Array(id.utf8)) == Array(suffix.utf8))
    }

    @Test func `the clauses of a Received field are read outside its comments`() {
        let field = TraceField(
            "from helo (by evil.test [192.0.2.9]) by MX.Desk.go.id. (Postfix) with ESMTPS id 1 for <a@b.id>; Mon (WIB)"
        )
        #expect(field.by == Array("mx.desk.go.id".utf8))
        #expect(field.with == Array("esmtps".utf8))
        #expect(field.hasFrom && field.addresses.count == 1)
    }

    @Test(arguments: ["", "(", "by", "by a by b", "from x", "(qmail 1 invoked from network)", ";;;", "by (x"])
    func `a field without one writer is the border`(value: String) {
        #expect(
            TraceField(value).isBorder(hosts: OwnHosts(authservID: Array("mx.desk.go.id".utf8), listed: [])))
    }

    @Test(arguments: [
        ("5.1.1", "5.1.1"), (" 4.4.7 (x)", "4.4.7"), ("2.0.0", "2.0.0"), ("5.1.1.", "5.1.1"),
        ("5.7.26 x", "5.7.26"),
    ])
    func `status codes are read`(text: String, code: String) {
        #expect(EnhancedStatusCode(text)?.description == code)
    }

    @Test(arguments: ["", "5", "5.1", "3.1.1", "5.1.1.1", "5.1111.1", "x5.1.1", "5.99.1", "5..1"])
    func `what is no status code is none`(text: String) { #expect(EnhancedStatusCode(text) == nil) }
}
