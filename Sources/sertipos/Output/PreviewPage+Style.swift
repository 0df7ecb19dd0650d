extension PreviewPage {
    /// Looks and behaviour of the page; it loads nothing, so both stand in it.
    static let style = """

        :root { --paper: #ffffff; --ground: #eef2f6; --ink: #1c2733; --soft: #4a5866; --line: #d5dde5; --mark: #0b5cad }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #1e242b; --ground: #14181d; --ink: #e4e9ee; --soft: #a9b4c0; --line: #3a4550; --mark: #8ec4f7 }
        }
        * { box-sizing: border-box }
        body { margin: 0; display: grid; grid-template: auto 1fr / minmax(260px, 380px) 1fr; height: 100vh;
          background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
        header { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center;
          padding: 10px 16px; background: var(--paper); border-bottom: 1px solid var(--line) }
        h1 { margin: 0; font-size: 20px }
        h1 small { color: var(--soft); font-weight: 400 }
        h2 { margin: 0 0 8px; font-size: 20px }
        fieldset { display: flex; gap: 12px; border: 0; margin: 0; padding: 0 }
        legend { float: left; color: var(--soft) }
        fieldset legend { margin-right: 12px }
        input[type=search] { font: inherit; width: 260px; padding: 8px 10px; border: 1px solid var(--soft);
          border-radius: 8px; background: var(--paper); color: inherit }
        nav { overflow-y: auto; background: var(--paper); border-right: 1px solid var(--line) }
        ol { list-style: none; margin: 0; padding: 0 }
        li a { display: block; padding: 10px 16px; border-bottom: 1px solid var(--line); color: inherit;
          text-decoration: none; overflow: hidden }
        li a > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
        li .who, li .start, li code, dt { color: var(--soft) }
        li code { font-size: 12px }
        li[aria-current] a { box-shadow: inset 4px 0 var(--mark); background: var(--ground) }
        a:focus-visible, input:focus-visible { outline: 3px solid var(--mark); outline-offset: -3px }
        main { overflow: auto; padding: 20px }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 0 0 16px }
        dd { margin: 0; overflow-wrap: anywhere }
        .screens { display: flex; gap: 24px; align-items: flex-start; flex-wrap: wrap }
        figure { margin: 0 }
        figcaption { color: var(--soft); margin: 0 0 6px }
        .phone iframe { width: 360px; height: 720px; border: 8px solid #2d3640; border-radius: 24px;
          box-sizing: content-box; background: #ffffff }
        .desktop .shrink { width: 768px; height: 736px; overflow: hidden; border: 1px solid var(--line);
          border-radius: 8px }
        .desktop iframe { width: 1280px; height: 1226px; border: 0; transform: scale(.6); transform-origin: 0 0;
          background: #ffffff }
        pre { max-width: 80ch; padding: 16px; background: var(--paper); border: 1px solid var(--line);
          border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 monospace }
        @media (max-width: 800px) { body { display: block; height: auto } nav { max-height: 40vh } }

        """

    /// A frame cannot be told which colours its reader likes, so the mail's own rule is switched instead.
    static let script = """

        'use strict';
        const mails = JSON.parse(document.getElementById('mails').textContent);
        const items = [...document.querySelectorAll('#inbox li')];
        const main = document.getElementById('mail');
        const chosen = name => document.querySelector(`input[name=${name}]:checked`).value;
        let shown = null;

        function element(name, properties, ...children) {
          const made = Object.assign(document.createElement(name), properties);
          made.append(...children);
          return made;
        }
        function frame(title, html) {
          const made = element('iframe', { title, srcdoc: html });
          made.setAttribute('sandbox', '');
          return made;
        }
        function show(item) {
          shown = item;
          for (const other of items) other.removeAttribute('aria-current');
          if (!item) return main.replaceChildren();
          item.setAttribute('aria-current', 'true');
          const mail = mails[item.dataset.mail];
          const media = chosen('scheme') === 'dark' ? 'all' : 'not all';
          const html = mail.html.replaceAll('(prefers-color-scheme: dark)', media);
          const facts = element('dl', {});
          for (const [term, text] of [['From', mail.from], ['To', mail.to], ['Size', mail.size]]) {
            facts.append(element('dt', { textContent: term }), element('dd', { textContent: text }));
          }
          const file = element('a', { href: mail.file, textContent: mail.file });
          facts.append(element('dt', { textContent: 'File' }), element('dd', {}, file));
          const figure = (kind, caption, content) =>
            element('figure', { className: kind }, element('figcaption', { textContent: caption }), content);
          main.replaceChildren(
            element('h2', { textContent: mail.subject, lang: item.dataset.locale }), facts,
            element('div', { className: 'screens' },
              figure('phone', 'Telephone, 360 px', frame('Telephone', html)),
              figure('desktop', 'Desktop, 1280 px, shrunk',
                element('div', { className: 'shrink' }, frame('Desktop', html))),
              figure('text', 'Plain text', element('pre', { textContent: mail.text, lang: item.dataset.locale }))));
          main.scrollTop = 0;
        }
        function filter() {
          const words = document.getElementById('search').value.toLowerCase().split(' ').filter(Boolean);
          const locale = chosen('locale');
          let count = 0;
          for (const item of items) {
            const fits = (!locale || item.dataset.locale === locale)
              && words.every(word => item.dataset.words.includes(word));
            item.hidden = !fits;
            if (fits) count += 1;
          }
          document.getElementById('count').textContent = count;
          if (!shown || shown.hidden) show(items.find(item => !item.hidden) ?? null);
        }
        for (const item of items) {
          item.firstElementChild.addEventListener('click', event => { event.preventDefault(); show(item); });
        }
        document.getElementById('search').addEventListener('input', filter);
        for (const input of document.querySelectorAll('input[name=locale]')) input.addEventListener('change', filter);
        for (const input of document.querySelectorAll('input[name=scheme]')) {
          input.addEventListener('change', () => show(shown));
        }
        filter();

        """
}
