import Domain
import Testing

@Suite("Edited documents")
struct DocumentNodeTests {
    private func scalar(_ text: String, line: Int = 1) -> DocumentNode {
        DocumentNode(.scalar(text), file: "desk.yaml", line: line, column: 3)
    }

    @Test("an unknown key is named with its place and the nearest known one")
    func unknownKey() {
        let node = DocumentNode(
            .mapping([(scalar("adress", line: 4), scalar("x"))]), file: "desk.yaml", line: 1, column: 1)
        #expect(throws: DocumentError.self) { try node.mapping(allowing: ["address", "name"]) }
        do throws(DocumentError) {
            _ = try node.mapping(allowing: ["address", "name"])
        } catch {
            #expect(error.description == "desk.yaml:4:3: unknown key 'adress'; did you mean 'address'?")
        }
    }

    @Test("a repeated key is refused")
    func repeatedKey() {
        let node = DocumentNode(
            .mapping([(scalar("a"), scalar("x")), (scalar("a"), scalar("y"))]), file: "f", line: 1, column: 1)
        #expect(throws: DocumentError.self) { try node.mapping(allowing: ["a"]) }
    }

    @Test("suggestions are near or not made")
    func nearest() {
        #expect(Spelling.nearest(to: "timzone", among: ["timezone", "address"]) == "timezone")
        #expect(Spelling.nearest(to: "colour", among: ["timezone", "address"]) == nil)
    }
}
