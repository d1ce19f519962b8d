/**
 * TinyLlama: a decoder in the layout in which Llama models are published (config.json, model.safetensors,
 * tokenizer.json) that answers questions about facts as this library words them. `palimpsest kv model` hands it out.
 *
 * Nothing is trained: the circuit that small models learn for such a task is written down. Layer 0 looks one to two tokens
 * back for a word that names a kind of fact (by rotary phase) and copies the kind to values and question marks; layer 1
 * takes a question mark to the value of the same kind; the head reads the value, then a full stop, then the end.
 */
const seed = 'tiny-llama-1';
const sizes = { layers: 2, hidden: 128, heads: 1, headSize: 64, mlp: 8, ropeBase: 1e6 };
/** Width of the codes of values; where things stand in the residual stream. */
const codeWidth = 32;
const at = {
  constant: 0,
  kindFlag: 1,
  valueFlag: 2,
  stopFlag: 3,
  filler: 4,
  nothingFlag: 5,
  kind: 8,
  found: 32,
  value: 56,
  answer: 92,
};
/** Logits of attention: being near, naming a kind; being of the kind that is asked for, being a value. */
const pull = { near: 60, names: 12, match: 40, value: 20 };
/** Rotary pairs that tell distances apart, and where they point. */
const phases = 8;
const distance = 1.5;

function build({ vocabulary, idOf, slots, values, unknown, nothing, codes }) {
  const { hidden, headSize, layers, mlp, ropeBase } = sizes;
  const matrix = (rows, columns) => ({ shape: [rows, columns], data: new Float32Array(rows * columns) });
  const put = (to, row, column, value) => {
    to.data[row * to.shape[1] + column] = value;
  };
  const parameters = { embedding: matrix(vocabulary, hidden), head: matrix(vocabulary, hidden) };
  const ones = () => ({ shape: [hidden], data: new Float32Array(hidden).fill(1) });
  parameters.norm = ones();
  for (let layer = 0; layer < layers; layer++) {
    const own = {
      ...{ attentionNorm: ones(), mlpNorm: ones(), output: matrix(hidden, headSize) },
      ...{ query: matrix(headSize, hidden), key: matrix(headSize, hidden), value: matrix(headSize, hidden) },
      ...{ gate: matrix(mlp, hidden), up: matrix(mlp, hidden), down: matrix(hidden, mlp) },
    };
    for (const [name, array] of Object.entries(own)) parameters[`layers.${layer}.${name}`] = array;
  }

  // Embeddings: flags and codes, and as much filler as gives every token the same length.
  const norm2 = 4;
  const token = (id, parts) => {
    const row = new Float32Array(hidden);
    row[at.constant] = 1;
    for (const [place, value] of parts) row[place] += value;
    const length2 = row.reduce((sum, x) => sum + x * x, 0);
    row[at.filler] = Math.sqrt(norm2 - length2);
    parameters.embedding.data.set(row, id * hidden);
  };
  const coded = (id) => [...codes.get(id)].map((x, i) => [at.value + i, x]);
  for (let id = 0; id < vocabulary; id++) token(id, []);
  slots.forEach(({ words }, kind) => {
    for (const word of words)
      token(idOf(word), [
        [at.kindFlag, 1],
        [at.kind + kind, 1],
      ]);
  });
  for (const id of [...values, unknown]) token(id, [[at.valueFlag, 1], ...coded(id)]);
  token(idOf('?'), coded(nothing));
  token(idOf('.'), [[at.stopFlag, 1]]);
  token(nothing, [[at.nothingFlag, 1]]);

  // After the norm a part of size 1 in an embedding of length 2 is sqrt(hidden) / 2.
  const unit = Math.sqrt(hidden / norm2);
  const half = headSize / 2;
  const root = Math.sqrt(headSize);
  const [zeroth, first] = [0, 1].map((layer) => (name) => parameters[`layers.${layer}.${name}`]);
  for (let pair = 0; pair < phases; pair++) {
    const angle = -distance * ropeBase ** (-pair / half);
    const size = Math.sqrt((root * pull.near) / phases) / unit;
    put(zeroth('key'), pair, at.constant, size);
    put(zeroth('query'), pair, at.constant, size * Math.cos(angle));
    put(zeroth('query'), pair + half, at.constant, size * Math.sin(angle));
  }
  // Pairs that hardly turn: places of contents.
  const slow = (n) => (n % 2 === 0 ? half - 1 - n / 2 : headSize - 1 - (n - 1) / 2);
  const names = Math.sqrt(root * pull.names) / unit;
  put(zeroth('key'), slow(0), at.kindFlag, names);
  put(zeroth('query'), slow(0), at.constant, names);
  slots.forEach((_, kind) => {
    put(zeroth('value'), kind, at.kind + kind, 1 / unit);
    put(zeroth('output'), at.found + kind, kind, 1);
    const match = Math.sqrt(root * pull.match) / unit;
    put(first('key'), slow(2 + kind), at.found + kind, match);
    put(first('query'), slow(2 + kind), at.found + kind, match);
  });
  const isValue = Math.sqrt(root * pull.value) / unit;
  put(first('key'), slow(0), at.valueFlag, isValue);
  put(first('query'), slow(0), at.constant, isValue);
  for (let i = 0; i < codeWidth; i++) {
    put(first('value'), i, at.value + i, 1 / unit);
    put(first('output'), at.answer + i, i, 1);
  }
  for (const id of [...values, unknown, nothing]) {
    codes.get(id).forEach((x, i) => {
      put(parameters.head, id, at.answer + i, 4 * x);
    });
  }
  for (const flag of [at.valueFlag, at.nothingFlag]) put(parameters.head, idOf('.'), flag, 16);
  put(parameters.head, idOf('\n'), at.stopFlag, 16);
  return parameters;
}

export async function train({ library, log }) {
  const { normalArray, seededRandom, writeSafetensors } = await library('tensor/index.js');
  const { openTokenizer } = await library('models/tokenizer/open-tokenizer.js');
  const { publishedNames } = await library('models/checkpoint.js');
  const { makeTransformer } = await library('models/transformer.js');
  const { transformerConfig } = await library('models/transformer-config.js');
  const { denseMemory } = await library('models/attention-memory.js');
  const { argmax } = await library('models/matrix.js');
  const { toldFacts, toldNothing, toldSlots, toldTokenizer, toldValues } = await library(
    'activation/tasks/told-facts.js',
  );

  const described = toldTokenizer();
  const { encode } = openTokenizer(described);
  const idOf = (word) => encode(word)[0];
  const vocabulary = Object.keys(described.model.vocab).length;
  const random = seededRandom(seed);
  const [unknown, nothing] = [described.model.vocab[described.model.unk_token], idOf(toldNothing)];
  const values = toldValues.map((value) => idOf(` ${value}`));
  const codes = new Map(
    [...values, unknown, nothing].map((id) => {
      const code = normalArray(random, codeWidth, 1);
      const length = Math.hypot(...code);
      return [id, code.map((x) => x / length)];
    }),
  );
  const config = transformerConfig({ ...sizes, vocabulary, activation: 'swiglu' });
  const parameters = build({ vocabulary, idOf, slots: toldSlots, values, unknown, nothing, codes });
  const model = makeTransformer(config, parameters);
  const ask = (text) =>
    argmax(model.forward({ tokens: encode(text), memory: denseMemory(model.layout, model.rope) }).data);
  const measured = {};
  for (const facts of [4, 10, 18]) {
    const held = random.split(`evaluation ${facts}`);
    let [right, asked] = [0, 0];
    for (let n = 0; n < 16; n++) {
      const { lines, questions } = toldFacts(held, facts);
      for (const { text, answer } of questions) {
        asked++;
        if (ask(lines.join('') + text) === idOf(answer)) right++;
      }
    }
    measured[`${facts} facts`] = right / asked;
  }
  log(JSON.stringify(measured));
  const published = {};
  for (const [ours, theirs] of publishedNames(Object.keys(parameters))) published[theirs] = parameters[ours];
  const settings = {
    ...{ architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_act: 'silu', torch_dtype: 'float32' },
    ...{ hidden_size: config.hidden, num_hidden_layers: config.layers, intermediate_size: config.mlp },
    ...{ num_attention_heads: config.heads, num_key_value_heads: config.kvHeads, head_dim: config.headSize },
    ...{ vocab_size: config.vocabulary, rms_norm_eps: config.normEpsilon, rope_theta: config.ropeBase },
    ...{ tie_word_embeddings: config.tiedHead, max_position_embeddings: 2048 },
    eos_token_id: idOf('\n'),
  };
  return {
    files: {
      'model.safetensors': writeSafetensors(published),
      'config.json': `${JSON.stringify(settings, null, 2)}\n`,
      'tokenizer.json': `${JSON.stringify(described)}\n`,
    },
    provenance: {
      what: 'two-layer transformer in the published layout of Llama models that answers from facts in English',
      seed,
      recipe:
        'weights written down by scripts/train/tiny-llama.mjs; only the codes of the values are drawn; nothing was trained',
      rightAnswers: measured,
    },
  };
}
