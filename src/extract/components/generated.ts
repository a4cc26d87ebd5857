/** A program text that is put together from slices of a file and words of our own, and knows where each part of it stands in the file. */
import type { Module } from '../../lower/module.ts';

/** A piece of the file that is replaced by other words. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Segment {
  /** Where it begins in the generated text. */
  readonly at: number;
  /** Where it begins in the file. */
  readonly origin: number;
  /** A slice runs along with the file; words of our own all stand at one place. */
  readonly isSlice: boolean;
}

export class Generated {
  readonly #file: string;
  readonly #always: readonly Edit[];
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  /** `file` is the text of the file that slices are taken from, `always` what is replaced in each of them. */
  constructor(file: string, always: readonly Edit[] = []) {
    this.#file = file;
    this.#always = always;
  }

  get text(): string {
    return this.#parts.join('');
  }

  get length(): number {
    return this.#length;
  }

  /** Words of our own, which stand for what is at a place of the file. */
  write(text: string, origin: number): this {
    return this.#add(text, origin, false);
  }

  /** A slice of the file, with some of it replaced; edits outside of it, and inside of another one, are none of its. */
  copy(start: number, end: number, edits: readonly Edit[] = []): this {
    const all = [...edits, ...this.#always].toSorted((left, right) => left.start - right.start);
    let from = start;
    for (const edit of all) {
      if (edit.start < from || edit.end > end) continue;
      this.#add(this.#file.slice(from, edit.start), from, true);
      this.write(edit.text, edit.start);
      from = edit.end;
    }
    return this.#add(this.#file.slice(from, end), from, true);
  }

  /** The place in the file of an offset in the generated text. */
  originOf(offset: number): number {
    const segment = this.#segmentAt(offset);
    return segment.isSlice ? segment.origin + offset - segment.at : segment.origin;
  }

  /** The place in the file at which something ends that ends there in the generated text. */
  #endOf(offset: number): number {
    const segment = this.#segmentAt(Math.max(0, offset - 1));
    return segment.isSlice ? segment.origin + offset - segment.at : segment.origin;
  }

  #segmentAt(offset: number): Segment {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low] ?? { at: 0, origin: 0, isSlice: false };
  }

  /** A module that was lowered from the generated text, with the offsets of the file. */
  placed(module: Module): Module {
    const starts = module.starts.map((start) => this.originOf(start));
    const ends = module.ends.map((end, id) => Math.max(starts[id] ?? 0, this.#endOf(end)));
    return { ...module, starts, ends };
  }

  #add(text: string, origin: number, isSlice: boolean): this {
    if (text === '') return this;
    this.#segments.push({ at: this.#length, origin, isSlice });
    this.#parts.push(text);
    this.#length += text.length;
    return this;
  }
}
