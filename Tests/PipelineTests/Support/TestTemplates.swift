import Forms
import Foundation
import Notices
import Pipeline
import TestSupport

@testable import sertipos

/// The project's own forms and notices, read once for all tests.
struct TestTemplates: Sendable {
    let forms: FormCatalog
    let faultWording: FaultWording
    let words: Wording
    let notices: NoticeCatalog
    let page: PassphrasePage

    static let shared = Result { try TestTemplates() }

    private init() throws {
        let folder = TemplateFolder(path: Corpora.projectRoot.appending(path: "mail-templates").path)
        forms = try folder.forms()
        faultWording = try folder.faultWording()
        words = try folder.words()
        notices = try folder.notices()
        page = try folder.passphrasePage()
    }
}
