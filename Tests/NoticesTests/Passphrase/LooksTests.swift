import Domain
import Foundation
import TestSupport
import Testing

@testable import Notices

extension PassphraseInBrowser {
    /// Every face of the page in both languages, on a small telephone and on a desk, by day and by night.
    @Suite struct LooksTests {
        /// What the page can show, and how to get there.
        enum Face: String, CaseIterable {
            case empty, faulty, ready, sealed, expired, blocked, incomplete
        }

        @Test(arguments: Face.allCases)
        func `nothing needs sideways scrolling, everything can be read and pressed`(face: Face) throws {
            let visit = try Visit()
            try Self.turn(visit, to: face)
            var measured = 0
            for locale in Domain.Locale.allCases {
                for (width, height) in [(320, 640), (360, 740), (1280, 800)] {
                    for isDark in [false, true] {
                        try visit.page.show(width: width, height: height, dark: isDark)
                        let report = try Self.measure(visit.page)
                        let place = "\(face) at \(width), \(isDark ? "dark" : "light")"
                        #expect(report.overflow <= 0, "\(place)")
                        #expect(report.faults == [], "\(place)")
                        #expect(report.texts >= 5)
                        measured += report.texts
                        let name = "\(face)-\(locale)-\(width)-\(isDark ? "dark" : "light").png"
                        try Self.pictures.map {
                            try visit.page.screenshot(width: width, height: height, dark: isDark)
                                .write(to: URL(filePath: $0).appending(path: name))
                        }
                    }
                }
                try visit.page.click("#language")
            }
            #expect(measured >= 50)
            #expect(visit.page.complaints == [])
        }

        @Test func `light and dark pictures have the asked width and differ`() throws {
            let visit = try Visit()
            try Self.turn(visit, to: .ready)
            var pictures: Set<Data> = []
            for width in [360, 1280] {
                for isDark in [false, true] {
                    let picture = try visit.page.screenshot(width: width, height: 800, dark: isDark)
                    // PNG: signature, then IHDR with the width in octets 16 to 19.
                    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                    #expect(picture[16..<20].reduce(0) { $0 << 8 | Int($1) } == width)
                    pictures.insert(picture)
                }
            }
            #expect(pictures.count == 4)
        }

        @Test func `a pale word, a wide box and a tiny button would be noticed`() throws {
            let visit = try Visit()
            try Self.turn(visit, to: .empty)
            _ = try visit.page.evaluate(
                """
                document.querySelector('.desk').style.color = '#8a94a0';
                document.querySelector('#language').style.padding = '0';
                document.querySelector('#language').style.lineHeight = '10px';
                document.querySelector('dl').style.width = '1300px'; 0
                """)
            try visit.page.show(width: 360, height: 740)
            let report = try Self.measure(visit.page)
            #expect(report.overflow > 0)
            #expect(report.faults.contains { $0.hasPrefix("contrast") })
            #expect(report.faults.contains { $0.hasPrefix("small") })
        }

        private static func turn(_ visit: Visit, to face: Face) throws {
            if face == .blocked {
                try visit.page.runFirst(UnusableTests.missing[0])
            }
            if face == .incomplete {
                let html = try PassphraseSample.page.get().renderStatic(
                    try PassphraseSample.desk(), locale: .indonesian, digesting: CoreutilsDigest())
                try visit.page.open(html: html)
                return
            }
            try visit.open(
                try PassphraseSample.settings(
                    holder: "Siti Nurhaliza Kusumaningtyas Prawirodirdjo, S.Kom., M.Kom.",
                    address: "siti.nurhaliza.kusumaningtyas.prawirodirdjo@diskominfo.kabupaten.example",
                    deskName: "Meja Layanan Sertifikat Elektronik Dinas Komunikasi dan Informatika",
                    expiresIn: face == .expired ? -1 : 3600))
            switch face {
            case .empty, .expired, .blocked, .incomplete: break
            case .faulty: try visit.fill("siti password", "x")
            case .ready: try visit.fill(Visit.passphrase)
            case .sealed:
                try visit.fill(Visit.passphrase)
                try visit.seal()
            }
        }

        /// A folder for pictures of all faces, for people who want to look.
        private static let pictures = ProcessInfo.processInfo.environment["SERTIPOS_PICTURES"]

        struct Report: Decodable {
            /// How much wider the content is than the window.
            let overflow: Int
            /// Runs of text that were measured.
            let texts: Int
            let faults: [String]
        }

        /// WCAG 2.2: reflow (1.4.10), contrast of text (1.4.3, 4.5:1 for every size) and of the edges of what can
        /// be used (1.4.11, 3:1), size of targets (2.5.8).
        private static func measure(_ page: ChromiumPage) throws -> Report {
            try JSONDecoder().decode(Report.self, from: Data(try page.evaluate(script).utf8))
        }

        private static let script = """
            (() => {
              \(ChromiumPage.colours)
              const faults = [];
              let texts = 0;
              const name = (e) => `${e.tagName} #${e.id} .${e.className} “${(e.textContent || e.value || '').trim().slice(0, 30)}”`;
              for (const element of document.querySelectorAll('body *')) {
                if (!element.checkVisibility() || ['SCRIPT', 'NOSCRIPT'].includes(element.tagName)) continue;
                const style = getComputedStyle(element);
                const holdsText = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || element.value;
                if (holdsText && !element.matches('.unseen')) {
                  texts += 1;
                  const value = ratio(over(parse(style.color), background(element)), background(element));
                  if (value < 4.5) faults.push(`contrast ${value.toFixed(2)} ${name(element)}`);
                  if (parseFloat(style.fontSize) < 14 && !element.matches('.mark')) faults.push(`tiny text ${name(element)}`);
                }
                if (element.matches('input, textarea, button, a')) {
                  const box = element.getBoundingClientRect();
                  if (box.width < 24 || box.height < 24) faults.push(`small ${name(element)}`);
                  const edge = ratio(parse(style.borderTopColor), background(element.parentElement));
                  if (edge < 3) faults.push(`edge ${edge.toFixed(2)} ${name(element)}`);
                  const label = element.labels && element.labels.length ? element.labels[0].innerText : element.innerText;
                  if (!label) faults.push(`no label ${name(element)}`);
                }
              }
              const root = document.documentElement;
              return JSON.stringify({ overflow: root.scrollWidth - innerWidth, texts, faults });
            })()
            """
    }
}
