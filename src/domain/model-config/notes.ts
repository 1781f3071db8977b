/** What a reader has to say beside its figures. A doubt makes the verdict approximate, a remark does not. */
export class Notes {
  readonly #remarks = new Set<string>();
  readonly #doubts = new Set<string>();

  remark(text: string): void {
    this.#remarks.add(text);
  }

  doubt(text: string): void {
    this.#doubts.add(text);
  }

  get doubted(): boolean {
    return this.#doubts.size > 0;
  }

  /** Doubts first. */
  get all(): readonly string[] {
    return [...this.#doubts, ...this.#remarks];
  }
}
