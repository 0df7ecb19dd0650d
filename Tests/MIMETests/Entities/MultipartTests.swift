import Domain
import MIME
import Testing

struct MultipartTests {
    private func entity(_ text: String) -> MIMEEntity {
        MessageReader().entity(Mail.octets("Content-Type: multipart/mixed; boundary=b\n\n" + text))
    }

    private func bodies(_ entity: MIMEEntity) -> [String] {
        entity.children.map { String(decoding: $0.decodedBody(), as: UTF8.self) }
    }

    @Test(arguments: [
        ("--b\n\na\n--b\n\nb\n--b--\n", ["a", "b"]), ("pre\n--b\n\na\n--b--\npost", ["a"]),
        ("--b\t \n\na\n--b-- \n", ["a"]), ("--b\n\na\n\n--b--", ["a\r\n"]), ("--b\n--b\n\na\n--b--\n", ["a"]),
        ("--b\n\n--b--\n", [""]), ("--b\n\na --b\n --b\n--bx\n--b--", ["a --b\r\n --b\r\n--bx"]),
        ("--b\n\na\n", ["a\r\n"]), ("--b\n\na\n--b", ["a", ""]),
    ])
    func `delimiters part a body`(text: String, parts: [String]) {
        #expect(bodies(entity(text)) == parts)
    }

    @Test(arguments: [
        ("--b\n\na\n--b--\n--b\n\nz\n--b--\n", "delimiter-after-close"),
        ("--b\n\na\n--b--x\n", "delimiter-with-text"),
        ("--b\n\na\r--b\n\nz\n--b--\n", "bare-cr-at-boundary"),
        ("--b\r\r\na\n--b--\n", "bare-cr-at-boundary"),
        ("nothing", "boundary-not-found"), ("--b\n\na", "missing-close-delimiter"),
        ("--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\na\n--b--\n--b--\n", "boundary-reused"),
        ("--b\nContent-Type: multipart/mixed; boundary=\"b--\"\n\n--b----\n\n--b--\n", "boundary-reused"),
        ("--b\nContent-Type: multipart/mixed; boundary=bc\n\n--bc\n\na\n--bc--\n--b--\n", "boundary-prefix"),
    ])
    func `odd delimiters are reported`(text: String, name: String) {
        #expect(entity(text).allDefects.map(\.name).contains(name))
    }

    @Test func `an outer boundary wins over an inner one`() {
        let tree = entity(
            "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\na\n--b\n\nb\n--c--\n--b--\n")
        #expect(tree.children.count == 2)
        #expect(tree.children[0].children.map { $0.decodedBody() } == [Array("a".utf8)])
        #expect(String(decoding: tree.children[1].decodedBody(), as: UTF8.self) == "b\r\n--c--")
    }

    @Test func `parts of a digest are messages`() {
        let tree = MessageReader().entity(
            Mail.octets("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\ny\n--b--\n"))
        #expect(tree.children[0].contentType.mediaType == "message/rfc822")
        #expect(tree.children[0].children[0].headerFields.map(\.value) == ["x"])
    }

    @Test func `bodies are slices of the message`() {
        let octets = Mail.rich
        let tree = MessageReader().entity(octets)
        for entity in tree.flattened { #expect(Array(octets[entity.body.indices]) == Array(entity.body)) }
        #expect(
            tree.flattened.map(\.contentType.mediaType) == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/jpeg",
                "message/rfc822",
                "text/plain",
            ])
    }
}
