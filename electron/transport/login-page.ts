import { loginPath } from '../contract/wire.ts';
import { type LoginWords, loginWords } from './login-words.ts';

/** Why the page is shown: first, or with what came of the last try. */
export type LoginNotice =
  | { readonly kind: 'none' | 'wrong' | 'logged-out' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** The page that asks for the password: one form, no script, both themes by the system's wish. */
export function loginPage(language: 'en' | 'fr', notice: LoginNotice): string {
  const words = loginWords[language];
  const wrong = notice.kind === 'wrong' || notice.kind === 'wait';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.lead}</p>
${noticeLine(words, notice)}
<form method="post" action="${loginPath}">
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus${
    wrong ? ' aria-invalid="true" aria-describedby="notice"' : ''
  }>
<button type="submit">${words.enter}</button>
</form>
<section class="plain" aria-labelledby="plain">
<h2 id="plain">${words.plainTitle}</h2>
<p>${words.plain}</p>
</section>
</main>
</body>
</html>
`;
}

function noticeLine(words: LoginWords, notice: LoginNotice): string {
  switch (notice.kind) {
    case 'none':
      return '';
    case 'logged-out':
      return `<p id="notice" role="status">${words.loggedOut}</p>`;
    case 'wrong':
      return `<p id="notice" class="wrong" role="alert">${words.wrong}</p>`;
    case 'wait':
      return `<p id="notice" class="wrong" role="alert">${words.wait(notice.seconds)}</p>`;
  }
}

/** The colours of the console's own themes. */
const style = `
:root{--app:#eceef1;--panel:#fff;--line:#e1e5ea;--ink:#12171e;--on:#fff;--dim:#515c6b;--field:#7a8594;--focus:#0b62d6;
--failed:#b42318;--warn:#7a4a00;--warn-tile:#fff0cc}
@media (prefers-color-scheme:dark){:root{--app:#0b0e12;--panel:#14181e;--line:#262d36;--ink:#e9edf2;--on:#12171e;
--dim:#a3aebc;--field:#6b7787;--focus:#7db7ff;--failed:#ff8a7a;--warn:#ffcb66;--warn-tile:#33270f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--app);color:var(--ink);
font:14px/20px Inter,system-ui,sans-serif}
main{width:100%;max-width:400px;padding:28px;border:1px solid var(--line);border-radius:10px;background:var(--panel)}
h1{margin:0 0 6px;font-size:20px;line-height:26px;font-weight:650}
h2{margin:0 0 4px;font-size:14px;line-height:20px;font-weight:600}
p{margin:0;color:var(--dim)}
form{display:grid;gap:6px;margin:20px 0}
label{font-weight:500}
input{height:38px;padding:0 10px;border:1px solid var(--field);border-radius:6px;background:var(--panel);color:var(--ink);
font:inherit}
input[aria-invalid]{border-color:var(--failed)}
button{height:38px;margin-top:8px;border:0;border-radius:6px;background:var(--ink);color:var(--on);font:inherit;
font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
#notice{margin-top:14px}
#notice.wrong{color:var(--failed);font-weight:500}
.plain{padding:12px 14px;border-radius:6px;background:var(--warn-tile)}
.plain h2,.plain p{color:var(--warn)}
`.replaceAll('\n', '');
