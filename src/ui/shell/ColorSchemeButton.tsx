import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Without it the switch would add a style element, which the Content-Security-Policy forbids. */
const KEEP_TRANSITIONS = { keepTransitions: true };

/** Light or dark; the first visit follows the system. */
export function ColorSchemeButton() {
  const { setColorScheme } = useMantineColorScheme(KEEP_TRANSITIONS);
  const shown = useComputedColorScheme('light');
  const other = shown === 'light' ? 'dark' : 'light';
  return (
    <Button variant="default" size="compact-xs" onClick={() => setColorScheme(other)}>
      {other === 'dark' ? 'Dark' : 'Light'} theme
    </Button>
  );
}
