internal import Forms
internal import Notices
internal import Pipeline
internal import Synchronization

/// What staff edit, read once: the stages of a run share it, and none sees half of an edit.
final class TemplateShelf: Sendable {
    /// Everything below `mail-templates`.
    struct Content: Sendable {
        let forms: FormCatalog
        let faultWording: FaultWording
        let words: Wording
        let notices: NoticeCatalog
        let page: PassphrasePage
    }

    private let folder: TemplateFolder
    private let content = Mutex<Content?>(nil)

    init(_ folder: TemplateFolder) { self.folder = folder }

    /// The content; read at the first call, and again only if that failed.
    func read() throws -> Content {
        try content.withLock { content in
            if let content { return content }
            let read = Content(
                forms: try folder.forms(), faultWording: try folder.faultWording(), words: try folder.words(),
                notices: try folder.notices(), page: try folder.passphrasePage())
            content = read
            return read
        }
    }
}
