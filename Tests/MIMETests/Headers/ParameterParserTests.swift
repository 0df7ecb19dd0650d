import Domain
import MIME
import Testing

struct ParameterParserTests {
    private func parse(_ text: String) -> ParameterList {
        ParameterParser.parse(Array(text.utf8), maximum: 50)
    }

    @Test(arguments: [
        ("a/b; name=x", "x"), ("a/b;NAME=\"x y\"", "x y"), ("a/b; name=\"x\\\"y\\\\z\"", "x\"y\\z"),
        ("a/b; name=my file (1).pdf", "my file (1).pdf"), ("a/b; name=x other=y", "x"),
        ("a/b (comment; name=no) ; name=x", "x"), ("a/b name=x", "x"), ("a/b;; ; name = x ;", "x"),
        ("a/b; name*=utf-8''%C3%B6.pdf", "ö.pdf"), ("a/b; name*=iso-8859-1'de'%F6", "ö"),
        ("a/b; name*0=ab; name*1=cd", "abcd"), ("a/b; name*1=cd; name*0=ab", "abcd"),
        ("a/b; name*0*=utf-8''%C3; name*1*=%B6; name*2=\"%41\"", "ö%41"),
        ("a/b; name=plain; name*=utf-8''better", "better"), ("a/b; name=\"=?utf-8?q?=C3=B6?=\"", "ö"),
        ("a/b; name*0=a; name*2=c", "a"), ("a/b; name=\"open", "open"), ("a/b; name*=utf-8''%zz%4", "%zz%4"),
        ("a/b; name==?utf-8?B?w7Y=?=", "ö"), ("a/b; name=\"C:\\dir\\x\"", "C:\\dir\\x"),
    ])
    func `a name is read`(value: String, name: String) {
        #expect(parse(value)["name"] == name)
    }

    @Test func `the leading value has no comments and no white space`() {
        #expect(parse("(a) text (b) / plain ; x=y").leading == Array("text/plain".utf8))
    }

    @Test func `more parameters than permitted are a limit`() {
        let text = "a/b" + (0..<60).map { "; p\($0)=v" }.joined()
        #expect(parse(text).parameters.count == 50)
        #expect(parse(text).faults == [.tooManyParameters])
        let message = MessageReader().receivedMessage(Mail.octets(header: "Content-Type: \(text)\n"))
        #expect(message.disqualifyingDefect?.severity == .limit)
    }

    @Test func `conflicting sections are ambiguous`() {
        #expect(parse("a/b; name*0=a; name*0=b").faults.contains(.conflictingParameter))
    }

    @Test(arguments: ["text", "text/", "/plain", "", ";", "te xt/pl@in"])
    func `what is no type is none`(value: String) {
        #expect(ContentType(parsing: Array(value.utf8))?.mediaType == nil)
    }
}
