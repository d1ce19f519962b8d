/**
 * How much a memory of strength beta is worth at some age: beta^age, or its sum over the next steps. The same decay is
 * the forgetting curve of the text tier.
 */

/** log(1 - e^x) for x < 0, without cancellation at either end. */
export function log1mExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/**
 * log of the retention summed over `horizon` coming steps: age * log beta + log(1 - beta^n) - log(1 - beta); for a
 * horizon of 1 this is the plain log retention.
 *
 * @param logBeta at most 0; 0 never decays and scores +Infinity minus nothing: log(horizon)
 */
export function logRetentionScore(logBeta: number, age: number, horizon = 1): number {
  if (logBeta === 0) return Math.log(horizon);
  if (horizon === 1) return age * logBeta;
  return age * logBeta + log1mExp(horizon * logBeta) - log1mExp(logBeta);
}
