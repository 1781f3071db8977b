import { useEffect, useState } from 'react';

/** Long enough that what changes with every step of a drag is said once, at its end. */
const STILL_MS = 1_500;

/** A state of the page for people who hear it: said once it has stood still for a moment. Who shows it too, hides that from them. */
export function Announced({ text }: { readonly text: string }) {
  const [said, setSaid] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), STILL_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}
