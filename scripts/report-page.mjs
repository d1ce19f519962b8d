/** A page of docs/ whose marked blocks are filled from saved results, and the check that page and pictures agree with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param name of the page and of the folder beside it: docs/NAME.md, docs/NAME/PART.svg
 * @param parts the pieces by name: `tables[part](saved)` gives its Markdown, `drawn[part](saved)` its picture
 */
export function reportPage({ root, name, tables, drawn, readSaved, formatted }) {
  const file = `docs/${name}.md`;
  const folder = join(root, 'docs', name);

  /** The page with each marked block filled from its saved results. */
  function filled(text, parts) {
    let result = text;
    for (const part of parts) {
      const [open, close] = [`<!-- ${name}:${part} -->`, `<!-- /${name}:${part} -->`];
      const from = result.indexOf(open);
      const to = result.indexOf(close);
      if (from < 0 || to < from) throw new Error(`${file} has no block ${open}`);
      const block = `${open}\n![${part}](${name}/${part}.svg)\n\n${tables[part](readSaved(part))}\n`;
      result = result.slice(0, from) + block + result.slice(to);
    }
    return formatted(file, result);
  }

  function check(parts) {
    const stale = parts.filter(
      (part) => readFileSync(join(folder, `${part}.svg`), 'utf8') !== drawn[part](readSaved(part)),
    );
    const text = readFileSync(join(root, file), 'utf8');
    if (filled(text, parts) !== text) stale.push(file);
    if (stale.length > 0) throw new Error(`not what the saved results give: ${stale.join(', ')}; run with --saved`);
    console.log(`${parts.length} parts are up to date`);
  }

  return { filled, check };
}
