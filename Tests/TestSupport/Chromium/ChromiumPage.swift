public import Foundation

/// A page in a ``ChromiumBrowser``.
public final class ChromiumPage {
    private let browser: ChromiumBrowser
    private let session: String
    private let context: String
    private let log: ChromiumLog

    /// Every URL asked for since the page was made, its own document included.
    public var requests: [String] { log.requests }
    /// Errors, warnings and policy violations since the page was made.
    public var complaints: [String] { log.complaints }

    init(browser: ChromiumBrowser, session: String, context: String, log: ChromiumLog) throws {
        self.browser = browser
        self.session = session
        self.context = context
        self.log = log
        for domain in ["Page", "Network", "Runtime", "Log", "Audits"] { _ = try call("\(domain).enable") }
    }

    /// Opens `url` and waits until it has loaded.
    public func navigate(_ url: String) throws {
        let loads = log.loads
        let result = try call("Page.navigate", ["url": url])
        if let error = result["errorText"] as? String { throw ChromiumFailure("\(url): \(error)") }
        // Without a loader only the fragment changed.
        guard result["loaderId"] != nil else { return }
        try browser.wait(for: url) { log.loads > loads }
    }

    /// Writes `html` to the file `name` and opens it from there.
    public func open(html: String, name: String = "page.html", fragment: String = "") throws {
        let file = browser.folder.appending(path: name)
        try Data(html.utf8).write(to: file)
        try navigate("file://\(file.path)\(fragment)")
    }

    /// Runs `script` before any script of the documents that are opened from now on.
    public func runFirst(_ script: String) throws {
        _ = try call("Page.addScriptToEvaluateOnNewDocument", ["source": script])
    }

    /// Switches scripts on or off for documents opened from now on.
    public func setScripts(enabled: Bool) throws {
        _ = try call("Emulation.setScriptExecutionDisabled", ["value": !enabled])
    }

    /// Lets the page read and write the clipboard.
    public func allowClipboard() throws {
        _ = try browser.call(
            "Browser.grantPermissions",
            ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "browserContextId": context])
    }

    /// The value of `expression` as text: a string as it is, everything else as JSON. Promises are awaited.
    public func evaluate(_ expression: String) throws -> String {
        let result = try call(
            "Runtime.evaluate",
            ["expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": false])
        if let failure = result["exceptionDetails"] as? [String: Any] {
            let exception = failure["exception"] as? [String: Any]
            throw ChromiumFailure("\(exception?["description"] ?? failure)")
        }
        let value = (result["result"] as? [String: Any])?["value"]
        if let text = value as? String { return text }
        guard let value else { return "undefined" }
        let octets = try JSONSerialization.data(
            withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: octets, as: UTF8.self)
    }

    /// Waits until `expression` is true, also across a change of the document.
    public func wait(until expression: String) throws {
        let deadline = Date.now.addingTimeInterval(ChromiumBrowser.patience)
        while Date.now < deadline {
            // A document that is just going away answers nothing.
            if let value = try? evaluate("Boolean(\(expression))"), value == "true" { return }
            poll(nil, 0, 2)
        }
        throw ChromiumFailure("never true: \(expression)")
    }

    /// The window's size in CSS pixels, and which colours the person likes.
    public func show(width: Int, height: Int, dark: Bool = false) throws {
        _ = try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
        let scheme = ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]
        _ = try call("Emulation.setEmulatedMedia", ["features": [scheme]])
    }

    /// The whole page as a picture (PNG).
    public func screenshot(width: Int, height: Int, dark: Bool = false) throws -> Data {
        try show(width: width, height: height, dark: dark)
        let result = try call("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true])
        guard let text = result["data"] as? String, let octets = Data(base64Encoded: text) else {
            throw ChromiumFailure("no picture")
        }
        return octets
    }

    /// The page as it is printed (PDF), on the paper its own style asks for.
    public func print() throws -> Data {
        let result = try call("Page.printToPDF", ["preferCSSPageSize": true, "printBackground": true])
        guard let text = result["data"] as? String, let octets = Data(base64Encoded: text) else {
            throw ChromiumFailure("no print")
        }
        return octets
    }

    deinit { browser.close(session: session, context: context) }

    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        try browser.call(method, parameters, session: session)
    }
}
