import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

/** White on the accent is too faint in the dark theme; tokens.css has the ink that goes with it. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled'
    ? { ...colors, background: 'var(--th-accent)', hover: 'var(--th-accent)', color: 'var(--th-accent-ink)' }
    : colors;
};

/** The arrow of a list says nothing to those who hear that it is a list. */
const quietArrow = { defaultProps: { rightSectionProps: { 'aria-hidden': true } } };

/**
 * Colours and type come from tokens.css: the provider writes no style elements, so the Content-Security-Policy needs no
 * 'unsafe-inline'. Only what components read as values is set here.
 */
export const theme = createTheme({
  primaryColor: 'teal',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  variantColorResolver,
  components: { Select: quietArrow, NativeSelect: quietArrow },
});
