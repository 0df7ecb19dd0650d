import Domain
import Testing

@testable import MIME

struct FormatFlowedTests {
    private func decode(_ text: String, delSp: Bool = false) -> String {
        String(decoding: FormatFlowed.decode(Array(text.utf8), deletesSpace: delSp), as: UTF8.self)
    }

    @Test(arguments: [
        ("a \nb\nc\n", "a b\nc\n"), ("a\n\nb", "a\n\nb"), (" From x\n", "From x\n"),
        ("-- \nsig\n", "-- \nsig\n"),
        ("a \n-- \nsig\n", "a \n-- \nsig\n"), ("> a \n> b\nc\n", "> a b\nc\n"),
        (">> a \n> b\n", ">> a \n> b\n"),
        (">a \n> b \n>c\n", "> a b c\n"), ("a ", "a "), (">\n> x\n", ">\n> x\n"), ("  two\n", " two\n"),
        ("a \n \nb\n", "a \nb\n"),
    ])
    func `soft breaks are undone`(text: String, decoded: String) {
        #expect(decode(text) == decoded)
    }

    @Test func `DelSp takes the space away`() {
        #expect(decode("ab \ncd\n", delSp: true) == "abcd\n")
        #expect(decode("ab  \ncd\n", delSp: true) == "ab cd\n")
    }

    @Test func `a wrapped value is one value`() {
        let message = MessageReader().receivedMessage(
            Mail.octets(
                header: "Content-Type: text/plain; format=flowed\n",
                body: "Nama: Budi \nSantoso\nNIK: 1\n"))
        #expect(message.body == "Nama: Budi Santoso\nNIK: 1\n")
    }
}
