/** A role's name inside a sentence: Sub-agents → sub-agents, but QA stays QA. */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
