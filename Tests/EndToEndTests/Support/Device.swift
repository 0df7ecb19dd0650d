import Domain
import Foundation
import TestSupport
import Testing

/// The applicant's own computer: a browser and a folder. What lies here never reached the desk.
final class Device {
    let browser: ChromiumBrowser

    init() throws { browser = try ChromiumBrowser() }

    /// Its folder, with the browser's profile in it.
    var folder: String { browser.folder.path }

    /// Saves a file and returns where.
    func save(_ name: String, _ octets: some Sequence<UInt8>) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(octets).write(to: URL(filePath: path))
        return path
    }

    /// Opens the attached page as people do, types the passphrase into both fields, seals it and takes the
    /// answer that the page offers.
    func seal(_ passphrase: String, on attachment: OpenedMail.Part) throws -> MailtoLink {
        let page = try browser.newPage()
        try page.navigate("file://" + save(attachment.name ?? "page.html", attachment.content))
        try page.type(passphrase, into: "#passphrase")
        try page.type(passphrase, into: "#repeat")
        try page.wait(until: "!document.querySelector('#seal').disabled")
        try page.click("#seal")
        try page.wait(until: "!document.querySelector('#sealed').hidden")
        #expect(page.complaints.isEmpty, "\(page.complaints)")
        #expect(page.requests.filter { !$0.hasPrefix("file://\(folder)/") }.isEmpty, "\(page.requests)")
        let url = try page.evaluate("document.querySelector('#open').href")
        return try #require(MailtoLink(url: url), "\(url)")
    }
}
