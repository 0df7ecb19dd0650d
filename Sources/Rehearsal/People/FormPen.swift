/// How people fill in a form that stands in a mail as text: behind the colon of each label.
public enum FormPen {
    /// `text` with each value behind its label; what stood there goes. A label that is not there is written
    /// on a line of its own above the last line.
    public static func fill(_ text: String, _ answers: [(label: String, value: String)]) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (label, value) in answers {
            let index = lines.firstIndex { line in
                guard let colon = line.firstIndex(of: ":") else { return false }
                return line[..<colon].trimmed.lowercased() == label.lowercased()
            }
            if let index {
                lines[index] = "\(label): \(value)"
            } else {
                let last = lines.lastIndex { !$0.trimmed.isEmpty } ?? lines.endIndex
                lines.insert("\(label): \(value)", at: last)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The form inside the text of a mail: from the line that names its kind to the one that ends it.
    public static func form(in text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("Jenis:") || $0.hasPrefix("Type:") }),
            let last = lines[first...].firstIndex(where: {
                $0 == "(akhir formulir)" || $0 == "(end of form)"
            })
        else { return nil }
        return lines[first...last].joined(separator: "\n") + "\n"
    }

    /// A form that somebody writes from memory: its kind, then a line for each answer.
    static func lines(_ kind: String, _ answers: [(label: String, value: String)]) -> String {
        "Jenis: \(kind)\n" + answers.map { "\($0.label): \($0.value)\n" }.joined()
    }

    /// The form without empty lines and without the lines of help in brackets, as tidy people send it.
    public static func tidied(_ form: String) -> String {
        form.split(separator: "\n").filter { !$0.trimmed.isEmpty && !$0.hasPrefix("(") }.joined(
            separator: "\n")
            + "\n"
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
