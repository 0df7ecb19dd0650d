import Domain
import Notices

/// A report's figures as the notice words them.
struct ReportValues {
    let figures: ReportFigures
    let period: ReportPeriod
    let wording: ReportWording
    /// What counts as a working day, in seconds.
    let day: Int64

    /// All values but the common ones and the pictures.
    var all: [String: NoticeValue] {
        let overdue = figures.requests.reduce(0) { $0 + $1.overdue }
        let date = { (date: CivilDate) in NoticeValue.text(DateWording.date(date, wording.locale)) }
        return [
            "period": .text(wording.period(period)), "from": date(figures.from), "until": date(figures.until),
            "isPartial": .flag(figures.isPartial),
            "opened": count(figures.requests.reduce(0) { $0 + $1.opened }),
            "done": count(figures.requests.reduce(0) { $0 + $1.done }),
            "open": count(figures.requests.reduce(0) { $0 + $1.open }),
            "hasOverdue": .flag(overdue > 0), "overdue": count(overdue),
            "requests": .rows(requests), "endings": .rows(endings), "service": .rows(service),
            "waiting": .rows(waiting), "cases": .rows(cases),
            "casesAnswered": count(figures.cases.answered),
            "casesMedian": .text(
                figures.cases.answered > 0
                    ? wording.days(figures.cases.median, of: day) : ValueDash.text),
            "casesWaiting": count(figures.cases.waiting),
            "refused": count(figures.refusals.count), "refusals": .rows(refusals),
            "expiringWeek": count(figures.expiring.week),
            "expiringMonth": count(figures.expiring.month),
            "expiringTwoMonths": count(figures.expiring.twoMonths),
        ]
    }

    private func count(_ number: Int) -> NoticeValue { .text(String(number)) }

    private var requests: [[String: NoticeValue]] {
        figures.requests.filter { $0.opened + $0.done + $0.otherwise + $0.open > 0 }.map { counts in
            [
                "mechanism": .text(wording.mechanism(counts.mechanism)), "opened": count(counts.opened),
                "done": count(counts.done), "otherwise": count(counts.otherwise), "open": count(counts.open),
            ]
        }
    }

    private var endings: [[String: NoticeValue]] {
        figures.endings.map { ending in
            [
                "ending": .text(wording.words.state("closed.\(ending.outcome)", wording.locale)),
                "count": count(ending.count),
            ]
        }
    }

    private var service: [[String: NoticeValue]] {
        figures.service.map { service in
            [
                "mechanism": .text(wording.mechanism(service.mechanism)), "decided": count(service.count),
                "median": .text(wording.duration(service.median, of: service)),
                "ninetieth": .text(wording.duration(service.ninetieth, of: service)),
                "promise": .text(wording.duration(service.promised, of: service)),
                "kept": .text(wording.share(service.kept, of: service.count)),
            ]
        }
    }

    private var waiting: [[String: NoticeValue]] {
        figures.waiting.filter { $0.open + $0.moves > 0 }.map { waiting in
            [
                "actor": .text(wording.role(waiting.role)), "count": count(waiting.open),
                "oldest": .text(waiting.open > 0 ? wording.age(waiting.oldest) : ValueDash.text),
                "moves": count(waiting.moves),
                "median": .text(waiting.moves > 0 ? wording.days(waiting.median, of: day) : ValueDash.text),
            ]
        }
    }

    private var cases: [[String: NoticeValue]] {
        CaseKind.allCases.compactMap { kind in
            figures.cases.opened[kind.rawValue].map { number in
                ["kind": .text(wording.words.caseKind(kind, wording.locale)), "count": count(number)]
            }
        }
    }

    /// The ten domains with most of it; the CSV has all.
    private var refusals: [[String: NoticeValue]] {
        figures.refusals.byDomain.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map { entry in
            ["domain": .text(entry.key), "count": count(entry.value)]
        }
    }
}
