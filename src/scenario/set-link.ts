/** Whether a hash, or a whole link, holds several scenarios: also one that was mangled on its way. */
export function isSetLink(text: string): boolean {
  return /(?:^|[#&;\s]|%26)set(?:=|%3D)/i.test(text);
}
