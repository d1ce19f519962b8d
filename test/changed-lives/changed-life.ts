/** A conversation of a few sittings in which something about the speaker changes, and what must be known after it. */
export type ChangedLife = {
  /** One text a sitting, in order. */
  readonly say: readonly string[];
  /** The slot that changes; left out where no fact is kept of it. */
  readonly slot?: string;
  /** What holds in the end, by its telling word; `null`: nothing of what was said before. */
  readonly now?: string | null;
  /** A value that holds no longer. */
  readonly was?: string;
  readonly ask: string;
  /** What the answer has to match. */
  readonly answer: RegExp;
  /** Why it does not hold yet; it is left out of the test. */
  readonly open?: string;
  /** Days between sittings. Default 9. */
  readonly apart?: number;
};
