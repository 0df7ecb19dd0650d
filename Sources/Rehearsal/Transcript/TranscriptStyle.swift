/// The look of the transcript: light and dark, from phone to desk.
enum TranscriptStyle {
    static let sheet = """
        :root { color-scheme: light dark; --page: #eef2f6; --card: #fff; --ink: #1c2733; --soft: #55636f;
          --line: #d8e0e8; --ours: #0b5cad; --person: #a8560a; --verifier: #7a4fb0;
          --authority: #0a7d72; --officer: #b0316e; --good: #14763a; --bad: #b3261e; --well: #f4f7fa }
        @media (prefers-color-scheme: dark) { :root { --page: #14181d; --card: #1e242b; --ink: #e4e9ee;
          --soft: #a3b0bc; --line: #34404b; --ours: #8ec4f7; --person: #f0b46c; --verifier: #c6a5f2;
          --authority: #62d2c4; --officer: #f49ac1; --good: #6fd39a; --bad: #ff9b92;
          --well: #171c22 } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif }
        .top, main { max-width: 48rem; margin: 0 auto; padding: 0 1rem }
        .top { padding-top: 2rem }
        .desk { margin: 0; color: var(--ours); font-weight: 700 }
        h1 { margin: .2rem 0 .6rem; font-size: 2rem; line-height: 1.2 }
        h2 { margin: 0; font-size: 1.45rem; line-height: 1.25 }
        h2 span { color: var(--soft); font-weight: 400; margin-right: .3rem }
        section { padding-top: 3rem }
        .synopsis { margin: .5rem 0 0; color: var(--soft) }
        .day { margin: 1.6rem 0 .6rem; font-size: .85rem; font-weight: 600; color: var(--soft); letter-spacing: .02em }
        nav ol { padding-left: 1.4rem } nav li { margin: .25rem 0 }
        a { color: var(--ours) } small { color: var(--soft); font-size: .85em }
        .good { color: var(--good) } .bad { color: var(--bad); font-weight: 700 }
        .legend { color: var(--soft); font-size: .9rem }
        .key { display: inline-block; width: .8em; height: .8em; border-radius: 3px; margin: 0 .15em 0 .6em }
        .key:first-child { margin-left: 0 }
        .key.person { background: var(--person) } .key.ours { background: var(--ours) }
        .key.verifier { background: var(--verifier) } .key.authority { background: var(--authority) }
        .key.officer { background: var(--officer) } .legend .good { margin-left: .6em }
        .mail { margin: .8rem 0; padding: .9rem 1rem; background: var(--card); border: 1px solid var(--line);
          border-left: 5px solid var(--person); border-radius: 10px; overflow-wrap: anywhere; scroll-margin-top: .5rem }
        .mail.ours { border-left-color: var(--ours) }
        .mail.verifier { border-left-color: var(--verifier) } .mail.authority { border-left-color: var(--authority) }
        .mail.officer { border-left-color: var(--officer) }
        .mail.person { margin-right: 2.5rem } .mail.ours { margin-left: 2.5rem }
        .mail:target { outline: 2px solid var(--ours) }
        .way, .remark { margin: 0 } .way { font-size: .95rem }
        .number { display: inline-block; min-width: 1.7em; padding: 0 .35em; border-radius: 1em; background: var(--well);
          color: var(--soft); text-align: center; text-decoration: none; font-size: .8rem }
        time { color: var(--soft); font-variant-numeric: tabular-nums }
        .kind { float: right; color: var(--soft); font-size: .8rem; padding-top: .15rem }
        .remark { color: var(--soft) } .remark::first-letter { text-transform: capitalize }
        h4 { margin: .6rem 0 .5rem; font-size: 1.05rem; line-height: 1.3 }
        iframe { display: block; width: 100%; height: var(--wide); border: 1px solid var(--line); border-radius: 8px }
        .person iframe { background: #fff; color-scheme: light }
        pre { margin: .4rem 0; padding: .7rem .8rem; background: var(--well); border-radius: 8px; white-space: pre-wrap;
          overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, Menlo, Consolas, monospace; max-height: 30rem;
          overflow-y: auto }
        .empty { margin: .3rem 0; color: var(--soft); font-style: italic }
        .files { margin: .6rem 0 0; padding: 0; list-style: none }
        details { margin-top: .5rem; font-size: .95rem } summary { cursor: pointer; color: var(--soft) }
        summary b { color: var(--ink) }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .5rem 0; font-size: .85rem }
        dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
        .check { margin: .25rem 0 .25rem 2.5rem } .check b { margin-right: .3rem }
        .failed { padding: .6rem .8rem; border: 2px solid var(--bad); border-radius: 8px }
        .pause { margin: 1.2rem 0; text-align: center; color: var(--soft); font-style: italic }
        .note { margin: 1rem 0; padding: .7rem 1rem; border-left: 5px solid var(--good); background: var(--card);
          border-radius: 8px }
        main { padding-bottom: 4rem }
        @media (max-width: 40rem) {
          .mail { padding: .8rem .75rem } .mail.person { margin-right: .5rem } .mail.ours { margin-left: .5rem }
          .check { margin-left: .5rem } iframe { height: var(--narrow) } .kind { float: none; display: block }
          dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .35rem } h1 { font-size: 1.6rem }
        }
        @media print { body { background: #fff } .mail { break-inside: avoid } }
        """
}
