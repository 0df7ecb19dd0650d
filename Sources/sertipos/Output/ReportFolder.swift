internal import Domain
internal import Foundation
internal import Notices
internal import Pipeline

/// A folder that reports are written into, for looking at them without a mail program.
struct ReportFolder {
    let path: String

    /// A new folder for this call only.
    static func temporary() -> ReportFolder {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "sertipos-report-\(UUID().uuidString)")
        return ReportFolder(path: folder.path)
    }

    /// Writes page, text, sheet and mail. Returns their paths.
    func write(_ report: DeskReport) throws -> [String] {
        var paths = [try page(of: report)]
        let text = report.notice.subject + "\n\n" + report.notice.text
        paths.append(try write(Array(text.utf8), "report-\(report.period).txt"))
        for file in report.files where file.contentID == nil {
            paths.append(try write(file.bytes, "report-\(report.period).csv"))
        }
        paths.append(try write(try report.mail(), "report-\(report.period).eml"))
        return paths
    }

    /// Writes the page alone, with its pictures inside. Returns its path.
    func page(of report: DeskReport) throws(UnwritableReport) -> String {
        let html = InlinedPictures(report.notice.html, report.files).html
        return try write(Array(html.utf8), "report-\(report.period).html")
    }

    private func write(_ bytes: [UInt8], _ name: String) throws(UnwritableReport) -> String {
        let file = path.appendingComponent(name)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw UnwritableReport(path: file, detail: error.localizedDescription)
        }
        return file
    }
}

/// A report could not be written where it should go.
struct UnwritableReport: ClassifiedError {
    let path: String
    let detail: String
    var failureClass: FailureClass { .permanent }
    var description: String { "\(path) cannot be written: \(detail); name another folder with --to" }
}
