import { describe, expect, test } from 'vitest';
import { element, escaped, textLine, wrapped } from './svg-text.ts';

describe('SVG as text', () => {
  test('a name is text and never markup', () => {
    expect(textLine({ text: '</text><script>alert("1")</script>&', attributes: { x: 1.2345, y: 2 } })).toBe(
      '<text x="1.23" y="2">&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</text>',
    );
    expect(escaped('a\u0000b\u0007')).toBe('ab');
  });

  test('takes shapes only, and no attribute that would run', () => {
    expect(() => element({ tag: 'script', attributes: {} })).toThrow('No SVG shape');
    expect(() => element({ tag: 'foreignObject', attributes: {} })).toThrow('No SVG shape');
    expect(element({ tag: 'rect', attributes: { onload: 'x', fill: '"><x', width: undefined } })).toBe(
      '<rect fill="&quot;&gt;&lt;x"/>',
    );
  });

  test('breaks lines between words', () => {
    const widthOf = (text: string): number => text.length;
    expect(wrapped({ text: 'What does  one workload cost?', most: 10, widthOf })).toEqual([
      'What does',
      'one',
      'workload',
      'cost?',
    ]);
    expect(wrapped({ text: 'unbreakable', most: 3, widthOf })).toEqual(['unbreakable']);
    expect(wrapped({ text: '', most: 3, widthOf })).toEqual([]);
  });
});
