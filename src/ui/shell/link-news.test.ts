import { describe, expect, test } from 'vitest';
import { decodeScenario } from '../../scenario/codec.ts';
import { linkNews } from './link-news.ts';

const newsOf = (hash: string) => linkNews(decodeScenario(hash).notices);

describe('what is told of a link', () => {
  test('a good one: nothing', () => {
    expect(newsOf('v=1&workload.people=7')).toEqual({
      isWarning: false,
      isNewer: false,
      title: null,
      lost: [],
      mended: null,
    });
  });

  test('a mended one: one calm line', () => {
    const mended = 'The link was damaged on its way: line breaks and spaces were taken out. Nothing of it is lost.';
    expect(linkNews([{ field: '', message: mended.replace(' Nothing of it is lost.', ''), kind: 'repaired' }])).toEqual(
      {
        isWarning: false,
        isNewer: false,
        title: null,
        lost: [],
        mended,
      },
    );
  });

  test('one that lost something: a warning with every loss once', () => {
    const loss = { field: 'workload.people', message: 'workload.people must be a whole number.' };
    expect(linkNews([loss, loss, { field: '', message: 'The link was damaged.', kind: 'repaired' }])).toEqual({
      isWarning: true,
      isNewer: false,
      title: 'Not all of the link could be read; the defaults stand in for the rest.',
      lost: ['workload.people must be a whole number.'],
      mended: 'The link was damaged.',
    });
  });

  test('a newer one: which, and how to get it, before what is not known of it', () => {
    const news = newsOf('v=12&workload.people=9&later=1');
    expect(news).toMatchObject({ isWarning: true, isNewer: true, lost: ['later is not known here.'] });
    expect(news.title).toMatch(/newer Tokenhouse \(format 12; this one reads up to 1\)\. Reload the page/);
  });

  test('a version that never was: nothing to reload for', () => {
    expect(newsOf('v=abc&workload.people=9')).toMatchObject({ isNewer: false, isWarning: true });
  });
});
