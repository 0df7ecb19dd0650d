/// What happened in a page so far.
final class ChromiumLog {
    /// Every URL that was asked for, also those that were refused.
    private(set) var requests: [String] = []
    /// Errors and warnings: thrown, logged, and violations of the page's policy.
    private(set) var complaints: [String] = []
    /// How often a document finished loading.
    private(set) var loads = 0

    func note(_ event: String, _ details: [String: Any]) {
        switch event {
        case "Page.loadEventFired": loads += 1
        case "Network.requestWillBeSent": requests.append(Self.text(details, "request", "url"))
        case "Network.webSocketCreated": requests.append(Self.text(details, "url"))
        case "Runtime.exceptionThrown":
            complaints.append(Self.text(details, "exceptionDetails", "exception", "description"))
        case "Runtime.consoleAPICalled":
            complaints.append("console.\(Self.text(details, "type")): \(details["args"] ?? "")")
        case "Log.entryAdded": complaints.append(Self.text(details, "entry", "text"))
        case "Audits.issueAdded":
            let code = Self.text(details, "issue", "code")
            // Advice on speed is no complaint.
            if code == "PerformanceIssue" { break }
            complaints.append("\(code): \((details["issue"] as? [String: Any])?["details"] ?? "")")
        default: break
        }
    }

    private static func text(_ details: [String: Any], _ path: String...) -> String {
        var value: Any? = details
        for name in path { value = (value as? [String: Any])?[name] }
        return value as? String ?? "\(details)"
    }
}
