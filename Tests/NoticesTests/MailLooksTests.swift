import Domain
import Foundation
import TestSupport
import Testing

@testable import Notices

/// Every mail as people see it, on a telephone and on a desk, by day and by night.
@Suite(.serialized, .enabled(if: ChromiumBrowser.isPresent), .sharedBrowser)
struct MailLooksTests {
    @Test
    func `every mail fits its window, can be read, and has buttons a thumb can press`() throws {
        let page = try #require(SharedBrowser.current).newPage()
        let start = ContinuousClock.now
        var (mails, texts) = (0, 0)
        for name in NoticeName.allCases {
            for locale in Domain.Locale.allCases {
                let notice = try Templates.catalog.get().render(name, locale, name.sampleValues(locale))
                try page.open(html: Self.picturesInside(notice.html))
                mails += 1
                for (width, height) in [(320, 640), (360, 740), (1280, 800)] {
                    // The smallest telephone is about room only.
                    for isDark in width == 320 ? [false] : [false, true] {
                        try page.show(width: width, height: height, dark: isDark)
                        let report = try Self.measure(page)
                        let place =
                            "\(locale.rawValue)/\(name.rawValue), \(width) px, \(isDark ? "dark" : "light")"
                        #expect(report.overflow <= 0, "\(place)")
                        #expect(report.faults == [], "\(place)")
                        #expect(
                            report.language == locale.rawValue && report.title == notice.subject, "\(place)")
                        #expect(report.isDark == isDark, "\(place)")
                        texts += report.texts
                        if let folder = Self.pictures {
                            let file =
                                "\(name.rawValue)-\(locale.rawValue)-\(width)-\(isDark ? "dark" : "light").png"
                            try page.screenshot(width: width, height: height, dark: isDark)
                                .write(to: URL(filePath: folder).appending(path: file))
                        }
                    }
                }
            }
        }
        print("\(mails) mails, \(texts) texts measured in \(ContinuousClock.now - start)")
        #expect(texts > mails * 40)
        #expect(page.complaints == [])
    }

    /// A browser knows no parts of a mail: in their place it is given a picture of one dot.
    private static func picturesInside(_ html: String) -> String {
        html.replacing(/"cid:[^"]*"/, with: "\"\(dot)\"")
    }

    private static let dot =
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

    @Test
    func
        `a pale word, a wide box, a low button, a picture without words and a skipped heading would be noticed`()
        throws
    {
        let page = try #require(SharedBrowser.current).newPage()
        let name = NoticeName.verifierVerificationLink
        let html = try Templates.catalog.get().render(name, .indonesian, name.sampleValues(.indonesian)).html
        let damaged = html.replacing(
            "class=\"desk\" style=\"", with: "class=\"desk\" style=\"color:#8a94a0 !important;"
        )
        .replacing("padding:13px 24px", with: "padding:3px 24px")
        .replacing(
            "<div class=\"foot\"",
            with: "<h4>x</h4><img><div style=\"width:1300px\">x</div><div class=\"foot\"")
        try page.open(html: damaged)
        try page.show(width: 360, height: 740)
        let report = try Self.measure(page)
        #expect(report.overflow > 0)
        for fault in ["contrast", "low", "picture", "heading"] {
            #expect(report.faults.contains { $0.hasPrefix(fault) }, "\(fault): \(report.faults)")
        }
    }

    @Test
    func `the printed guide for verifiers and applicants is one page of paper, and reads well on a screen`()
        throws
    {
        let page = try #require(SharedBrowser.current).newPage()
        try page.open(html: try #require(Templates.files["panduan.html"]))
        for width in [360, 1280] {
            try page.show(width: width, height: 800)
            let report = try Self.measure(page)
            #expect(report.overflow <= 0 && report.language == "id")
            #expect(report.faults.filter { !$0.hasPrefix("tiny") } == [])
        }
        // PDF, Table 30: the root of the tree of pages counts them.
        let print = String(decoding: try page.print(), as: UTF8.self)
        #expect(print.hasPrefix("%PDF-"))
        #expect(print.components(separatedBy: "/Type /Page\n").count == 2)
    }

    /// A folder for pictures, for people who want to look.
    private static let pictures = ProcessInfo.processInfo.environment["SERTIPOS_PICTURES"]

    private struct Report: Decodable {
        /// How much wider the content is than the window.
        let overflow: Int
        let language: String
        let title: String
        /// Whether the page is darker than its text.
        let isDark: Bool
        /// Runs of text that were measured.
        let texts: Int
        let faults: [String]
    }

    private static func measure(_ page: ChromiumPage) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(try page.evaluate(script).utf8))
    }

    /// WCAG 2.2: reflow (1.4.10), contrast (1.4.3, 4.5:1 for every size), target size (2.5.5: 44 px), language
    /// (3.1.1), headings (1.3.1) and words for pictures (1.1.1).
    private static let script = """
        (() => {
          \(ChromiumPage.colours)
          const faults = [];
          let texts = 0;
          let level = 1;
          const name = (e) => `${e.tagName} .${e.className} “${(e.textContent || '').trim().slice(0, 30)}”`;
          for (const element of document.querySelectorAll('body *')) {
            const style = getComputedStyle(element);
            if ([...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) {
              texts += 1;
              const under = background(element);
              const value = ratio(over(parse(style.color), under), under);
              if (value < 4.5) faults.push(`contrast ${value.toFixed(2)} ${name(element)}`);
              if (parseFloat(style.fontSize) < 14) faults.push(`tiny text ${name(element)}`);
            }
            const box = element.getBoundingClientRect();
            if (element.matches('.button, .button2') && box.height < 44) faults.push(`low ${box.height} ${name(element)}`);
            if (element.tagName === 'IMG' && !element.alt) faults.push(`picture without words`);
            const heading = /^H([1-6])$/.exec(element.tagName);
            if (heading) {
              if (Number(heading[1]) > level + 1) faults.push(`heading ${name(element)} after level ${level}`);
              level = Number(heading[1]);
            }
          }
          const page = document.querySelector('.page') ?? document.body;
          const root = document.documentElement;
          return JSON.stringify({
            overflow: root.scrollWidth - innerWidth, language: root.lang, title: document.title,
            isDark: luminance(background(page)) < luminance(parse(getComputedStyle(page).color)), texts, faults });
        })()
        """
}
