/** Retrieval quality of one peer on one suite: a fresh collection a conversation, the ten best asked for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, askQuestions } from '../ask-questions.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import { ndcgAt, recallAt, reciprocalRank } from '../metrics/ranking.ts';
import { halfWidth95, mean } from '../metrics/statistics.ts';
import { chooseUnit, findSuite } from '../suites/catalog.ts';
import type { SuiteConversation } from '../suites/suite.ts';
import { type Absent, isAbsent, type Peer, type PeerSubject } from './peer.ts';
import type { PeerQuality, PeersRequest, QualityScores } from './peer-report.ts';
import { makePeerVectors, type PeerEmbedder } from './peer-vectors.ts';

/** What everybody is asked for: some rank only what they were asked for, so the number must be the same. */
const askedFor = 10;

/** Texts of a conversation that somebody may embed. */
function textsOf({ turns, questions }: SuiteConversation): string[] {
  return [...turns.flatMap((turn) => [baselineText(turn), turn.text]), ...questions.map(({ text }) => text)];
}

/** Asks for ten at most where a turn is the unit; wider units need as many turns as it takes to see ten of them. */
function capped(subject: PeerSubject, byTurn: boolean): PeerSubject {
  if (!byTurn) return subject;
  return { ...subject, recall: (query, k, options) => subject.recall(query, Math.min(k, askedFor), options) };
}

/** Runs the suite until the time limit. */
export async function measureQuality(
  peer: Peer,
  request: PeersRequest,
  embedder: PeerEmbedder,
  onConversation: (done: number) => void = () => {},
): Promise<PeerQuality | Absent> {
  const suite = findSuite(request.suite);
  const unit = chooseUnit(suite, undefined);
  const answers: Answer[] = [];
  const deadline = performance.now() + (request.qualityLimitMs ?? 240_000);
  let conversations = 0;
  let complete = true;
  for await (const conversation of suite.open({ ...request, part: request.part ?? 'all', unit })) {
    if (performance.now() > deadline) {
      complete = false;
      break;
    }
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-peer-'));
    try {
      const vectors = await makePeerVectors(embedder, textsOf(conversation));
      const opened = await peer.open({ folder, vectors });
      if (isAbsent(opened)) return opened;
      const ingest: PeerSubject['ingest'] = async (turns) => {
        for (let start = 0; start < turns.length; start += peer.turnsPerCall) {
          await opened.ingest(turns.slice(start, start + peer.turnsPerCall));
        }
      };
      try {
        const asked = await askQuestions(capped({ ...opened, ingest }, unit === 'turn'), conversation);
        answers.push(...asked.answers);
      } finally {
        await opened.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
    conversations += 1;
    onConversation(conversations);
  }
  const scorable = answers.filter(({ question }) => question.gold.length > 0);
  const categories = [...new Set(scorable.map(({ question }) => question.category))].sort();
  return {
    questions: answers.length,
    scorable: scorable.length,
    conversations,
    complete,
    ...scores(scorable),
    ci95: percent(halfWidth95(scorable.map(({ ranked, question }) => recallAt(ranked, question.gold, 10)))),
    byCategory: Object.fromEntries(
      categories.map((category) => {
        const own = scorable.filter(({ question }) => question.category === category);
        return [category, { scorable: own.length, ...scores(own) }];
      }),
    ),
  };
}

function scores(answers: readonly Answer[]): QualityScores {
  const over = (pick: (answer: Answer) => number): number | null =>
    answers.length === 0 ? null : percent(mean(answers.map(pick)));
  return {
    recall5: over(({ ranked, question }) => recallAt(ranked, question.gold, 5)),
    recall10: over(({ ranked, question }) => recallAt(ranked, question.gold, 10)),
    ndcg10: over(({ ranked, question }) => ndcgAt(ranked, question.gold, 10)),
    mrr: over(({ ranked, question }) => reciprocalRank(ranked, question.gold, 10)),
  };
}

function percent(share: number): number {
  return Number((100 * share).toFixed(2));
}
