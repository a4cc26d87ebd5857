/**
 * What a scan asks of its tree, and what it is told. A scan sees nothing else of a repository, so where every question has the same
 * answer again, it would end the same way.
 */
import { createHash } from 'node:crypto';
import type { Listing, Tree } from '../discover/tree.ts';

type Table<V> = Readonly<Record<string, V>>;

/** The answers by path, as texts that differ wherever the answers do. */
export interface Answers {
  readonly looks: Table<string>;
  readonly heads: Table<string>;
  readonly names: Table<string>;
  /** The answer, and the name that the content had where it had one. */
  readonly reads: Table<readonly [answer: string, contentName: string | null]>;
}

/** A tree that takes notes. */
export interface ObservedTree {
  /** Lists its files once. */
  readonly tree: Tree;
  /** What was asked up to now; null where a file changed between two questions, or could not be read. */
  readonly answers: () => Answers | null;
}

/** Watches what is asked of a tree. */
export function observe(tree: Tree): ObservedTree {
  const notes = { looks: new Notes(), heads: new Notes(), names: new Notes(), reads: new Notes() };
  let listing: Promise<Listing> | null = null;
  return {
    tree: {
      unusable: tree.unusable,
      contentName: tree.contentName,
      expect: tree.expect,
      list: () => (listing ??= tree.list()),
      look: (path) => notes.looks.take(path, tree.look(path), lookDigest),
      head: (path) => notes.heads.take(path, tree.head(path), headDigest),
      names: (folder) => notes.names.take(folder, tree.names(folder), namesDigest),
      read: (path) => notes.reads.take(path, tree.read(path), readDigest),
    },
    answers: () => {
      const { looks, heads, names, reads } = notes;
      if ([looks, heads, names, reads].some(({ isSteady }) => !isSteady)) return null;
      return {
        looks: Object.fromEntries(looks.taken),
        heads: Object.fromEntries(heads.taken),
        names: Object.fromEntries(names.taken),
        reads: Object.fromEntries([...reads.taken].map(([path, told]) => [path, [told, tree.contentName(path)]])),
      };
    },
  };
}

/** Decides whether a tree would answer every question in the same way. Stops at the first that it would not. */
export function wouldAnswer(tree: Tree, { looks, heads, names, reads }: Answers): boolean {
  // Where contents have names, there is nothing to read to tell that one is the same or another.
  const unnamed = Object.entries(reads).filter(([path, [, name]]) => {
    const now = tree.contentName(path);
    return now === null || now !== name;
  });
  if (unnamed.some(([path, [, name]]) => name !== null && tree.contentName(path) !== null)) return false;
  tree.expect(unnamed.map(([path]) => path));
  return (
    every(looks, (path, told) => lookDigest(tree.look(path)) === told) &&
    every(names, (folder, told) => namesDigest(tree.names(folder)) === told) &&
    every(heads, (path, told) => headDigest(tree.head(path)) === told) &&
    unnamed.every(([path, [told]]) => readDigest(tree.read(path)) === told)
  );
}

/** Stands for what is listed. */
export function listingDigest({ files, problems }: Listing): string {
  return digest(JSON.stringify([files.map(({ path, tracked }) => [path, tracked]), problems]));
}

/** A short text that stands for a long one. */
export function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url');
}

class Notes {
  readonly taken = new Map<string, string>();
  isSteady = true;

  /** `digestOf` gives null for an answer that is none. */
  take<T>(question: string, answer: T, digestOf: (answer: T) => string | null): T {
    const told = digestOf(answer);
    if (told === null || (this.taken.get(question) ?? told) !== told) this.isSteady = false;
    else this.taken.set(question, told);
    return answer;
  }
}

function lookDigest(answer: ReturnType<Tree['look']>): string | null {
  return answer.kind === 'denied' ? null : JSON.stringify(answer);
}

function headDigest(answer: ReturnType<Tree['head']>): string | null {
  return 'denied' in answer ? null : digest(answer);
}

function namesDigest(answer: ReturnType<Tree['names']>): string {
  return digest(JSON.stringify(answer));
}

function readDigest(answer: ReturnType<Tree['read']>): string | null {
  if (answer.kind === 'denied') return null;
  return answer.kind === 'text' ? `${digest(answer.text)}${answer.lossy ? ' lossy' : ''}` : JSON.stringify(answer);
}

function every<V>(table: Table<V>, holds: (key: string, value: V) => boolean): boolean {
  return Object.entries(table).every(([key, value]) => holds(key, value));
}
