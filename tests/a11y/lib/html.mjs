// HTML validity: the Nu checker (one JVM for all pages) and html-validate.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import vnuPath from 'vnu-jar';

const run = promisify(execFile);

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    'tel-non-breaking': 'off',
    // Boxes of one question share its name, in HTML as in this service.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
  },
});

/** pages: [{ name, html }]. Returns problems with the page's name on each. */
export async function htmlProblems(pages, { nu = true } = {}) {
  const out = [];
  for (const { name, html } of pages) {
    const report = await validator.validateString(html, `${name}.html`);
    for (const message of report.results.flatMap((result) => result.messages)) {
      if (message.severity >= 2) out.push({ page: name, check: 'html-validate', mode: '-', text: `line ${message.line}: ${message.message} (${message.ruleId})` });
    }
  }
  if (!nu) return out;
  const folder = mkdtempSync(join(tmpdir(), 'html-'));
  try {
    const files = pages.map(({ html }, index) => {
      const file = join(folder, `${index}.html`);
      writeFileSync(file, html);
      return file;
    });
    const { stdout, stderr } = await run('java', ['-Xss1m', '-jar', vnuPath, '--format', 'json', '--exit-zero-always', '--stdout', ...files], { maxBuffer: 64 << 20 });
    const { messages } = JSON.parse(stdout || stderr || '{"messages":[]}');
    for (const message of messages) {
      if (message.type !== 'error' && message.subType !== 'warning') continue;
      const index = Number(message.url.match(/(\d+)\.html$/)?.[1]);
      out.push({ page: pages[index]?.name, check: 'nu', mode: '-', text: `line ${message.lastLine}: ${message.message}` });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return out;
}
