/** Evaluates `list` filters over turns and records. */
import { MemoryError } from '../errors/index.ts';
import { toInstant } from '../kernel/time.ts';
import type { Condition, Filter, Item } from './memory.ts';

const operators = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'contains', 'icontains', 'exists']);
/** Fields that hold instants: ISO text in a condition is read as a moment there. */
const instantFields = new Set([
  'at',
  'valid.from',
  'valid.to',
  'recorded.at',
  'recorded.until',
  'data.when.from',
  'data.when.to',
]);
const deepest = 32;

/** Compiles a filter. Errors: `invalid_input` for an unknown operator or a malformed part. */
export function compileFilter(filter: Filter, depth = 0): (item: Item) => boolean {
  if (depth > deepest) throw malformed('the filter is nested too deeply');
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw malformed('a filter must be an object');
  const tests: ((item: Item) => boolean)[] = [];
  for (const [field, part] of Object.entries(filter)) {
    if (part === undefined) continue;
    if (field === 'and' || field === 'or') {
      if (!Array.isArray(part)) throw malformed(`${field} takes a list of filters`);
      const parts = (part as readonly Filter[]).map((inner) => compileFilter(inner, depth + 1));
      tests.push(
        field === 'and' ? (item) => parts.every((test) => test(item)) : (item) => parts.some((test) => test(item)),
      );
    } else if (field === 'not') {
      const inner = compileFilter(part as Filter, depth + 1);
      tests.push((item) => !inner(item));
    } else {
      const test = compileCondition(field, part as Condition);
      const path = field.split('.');
      tests.push((item) => test(valueAt(item, path)));
    }
  }
  return (item) => tests.every((test) => test(item));
}

function valueAt(item: unknown, path: readonly string[]): unknown {
  let value = item;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function compileCondition(field: string, condition: Condition): (value: unknown) => boolean {
  if (condition === null || typeof condition !== 'object') return (value) => (value ?? null) === condition;
  const tests = Object.entries(condition).map(([operator, operand]) => {
    if (!operators.has(operator)) {
      throw malformed(`unknown operator ${operator.slice(0, 30)} on ${field.slice(0, 60)}`);
    }
    return compileOperator(field, operator, operand);
  });
  return (value) => tests.every((test) => test(value));
}

function compileOperator(field: string, operator: string, operand: unknown): (value: unknown) => boolean {
  const read = (raw: unknown): unknown =>
    instantFields.has(field) && typeof raw === 'string' ? toInstant(raw, field) : raw;
  switch (operator) {
    case 'eq':
    case 'ne': {
      const wanted = read(operand) ?? null;
      return (value) => ((value ?? null) === wanted) === (operator === 'eq');
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const bound = read(operand);
      if (typeof bound !== 'number' && typeof bound !== 'string') throw malformed(`${operator} takes a number or text`);
      return (value) => {
        if (typeof value !== typeof bound) return false;
        const order = (value as number) < (bound as number) ? -1 : (value as number) > (bound as number) ? 1 : 0;
        return operator === 'gt'
          ? order > 0
          : operator === 'gte'
            ? order >= 0
            : operator === 'lt'
              ? order < 0
              : order <= 0;
      };
    }
    case 'in':
    case 'nin': {
      if (!Array.isArray(operand)) throw malformed(`${operator} takes a list`);
      const wanted = new Set(operand.map((entry) => read(entry) ?? null));
      return (value) => wanted.has(value ?? null) === (operator === 'in');
    }
    case 'exists':
      return (value) => (value !== undefined && value !== null) === (operand === true);
    default: {
      if (typeof operand !== 'string') throw malformed(`${operator} takes text`);
      const fold = operator === 'icontains' ? (text: string) => text.toLowerCase() : (text: string) => text;
      const wanted = fold(operand);
      return (value) =>
        typeof value === 'string'
          ? fold(value).includes(wanted)
          : Array.isArray(value) && value.some((entry) => typeof entry === 'string' && fold(entry) === wanted);
    }
  }
}

function malformed(message: string): MemoryError {
  return new MemoryError('invalid_input', message, {
    hint: `operators are ${[...operators].join(', ')}; and, or, not combine filters`,
  });
}
