import Domain
import Testing

@testable import Notices

/// What the check says about words rather than about tags.
@Suite struct WordingCheckTests {
    private static let path = "sender.too-large.md"

    private static func files(_ indonesian: String, _ english: String) -> [String: String] {
        var files = Templates.files
        files["id/\(path)"] = "---\nsubject: Terlalu besar\n---\n" + indonesian
        files["en/\(path)"] = "---\nsubject: Too large\n---\n" + english
        return files
    }

    @Test func `the project's templates are all translated`() {
        #expect(TranslationCheck.problems(in: Templates.files) == [])
    }

    @Test(arguments: [
        (
            "Email Anda melebihi batas {{limit}}.\n\nMohon kirim ulang dalam beberapa email.",
            "Your mail is over {{limit}}.\n\nMohon kirim ulang dalam beberapa email.", "en/\(path):6:1",
            "id/\(path):6", "English"
        ),
        (
            "Batas {{limit}}.\n\nPlease send it again in several mails.",
            "Limit {{limit}}.\n\n- please SEND it again, in several mails!", "id/\(path):6:1", "en/\(path):6",
            "Indonesian"
        ),
    ])
    func `a sentence that stands in both files is put to the one in the wrong language`(
        indonesian: String, english: String, place: String, twin: String, language: String
    ) {
        let problems = NoticeCatalog.check(files: Self.files(indonesian, english)).map(\.description)
        #expect(
            problems == [
                "\(place): not translated: the same words as \(twin); write it in \(language)"
            ])
    }

    @Test(arguments: [
        "Dinas Komunikasi dan Informatika", "`sertipos status` {{limit}} {{deskName}}",
        "Registration Authority",
        "LAPOR! SP4N Kotak Saran Registration Authority",
    ])
    func `names, commands and tags may be the same in both languages`(words: String) {
        let body = "{{limit}}\n\n\(words)"
        #expect(NoticeCatalog.check(files: Self.files(body, body)) == [])
    }

    @Test func `a subject that no list can show is a mistake, a long one an opinion`() {
        let path = "id/\(Self.path)"
        func subject(_ length: Int) -> [String: String] {
            let text = "---\nsubject: \(String(repeating: "a", count: length))\n---\n{{limit}}"
            return Templates.replacing(path, text)
        }
        #expect(NoticeCatalog.check(files: subject(100)) == [])
        #expect(
            NoticeCatalog.check(files: subject(101)).map(\.description) == [
                "\(path):2:10: the subject has 101 characters with sample values; shorten it to at most 100"
            ])
        #expect(!NoticeCatalog.hints(files: subject(60)).contains { $0.file == path })
        #expect(NoticeCatalog.hints(files: subject(61)).contains { $0.file == path && $0.line == 2 })
    }

    @Test func `sentences that tire are hinted at, with their place`() {
        let long = Array(repeating: "kata", count: 26).joined(separator: " ")
        let files = Self.files(
            "Batas {{limit}}. \(long).\n\nData dikirim, diperiksa, lalu dicatat oleh sistem.",
            "Limit {{limit}}. It is checked.\n\nThe data are sent, were checked and have been recorded.")
        let hints = NoticeCatalog.hints(files: files).filter { $0.file.hasSuffix(Self.path) }
        #expect(
            hints.map(\.description) == [
                "en/\(Self.path):6:1: one sentence with are sent, were checked, been recorded; say who does it",
                "id/\(Self.path):4:18: a sentence of 26 words; make two of it",
                "id/\(Self.path):6:1: one sentence with dikirim, diperiksa, dicatat; say who does it",
            ])
        #expect(NoticeCatalog.check(files: files) == [])
    }
}
