internal import Domain
internal import Foundation

/// HTML with its pictures inside (RFC 2397), which a browser shows without the mail around it.
struct InlinedPictures {
    let html: String

    /// Puts those of `files` that have a Content-ID where `html` names them (RFC 2392).
    init(_ html: String, _ files: [OutgoingMail.Attachment]) {
        self.html = files.reduce(html) { html, file in
            guard let name = file.contentID else { return html }
            let picture = Data(file.bytes).base64EncodedString()
            return html.replacing(
                "\"cid:\(name.value)\"", with: "\"data:\(file.mediaType);base64,\(picture)\"")
        }
    }
}
