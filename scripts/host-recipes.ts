import { headersIn } from './headers.ts';

/** Paths of the site that are sent differently, each with one of its addresses; all else is like `/`. */
const PLACES = [
  { nginx: '/', caddy: '', example: '/' },
  { nginx: '/assets/', caddy: '/assets/*', example: '/assets/first.js' },
  { nginx: '= /sw.js', caddy: '/sw.js', example: '/sw.js' },
  { nginx: '= /embed.html', caddy: '/embed.html', example: '/embed.html' },
] as const;

const NOTE =
  '# Made from public/_headers by scripts/host-recipes.ts; after a change: npx vitest run scripts/host-recipes.test.ts --update';

/** `public/_headers` as a server of nginx's. A location that adds headers inherits none, so each has all of its own. */
export function nginxConfig(headers: string): string {
  const locations = PLACES.map(({ nginx, example }) =>
    [
      `    location ${nginx} {`,
      ...Object.entries(headersIn({ text: headers, path: example })).map(
        ([name, value]) => `        add_header ${name} "${value}" always;`,
      ),
      '    }',
    ].join('\n'),
  );
  return `${NOTE}
server {
    listen 443 ssl;
    server_name tokenhouse.example.org;
    # ssl_certificate … and ssl_certificate_key … belong here.
    root /srv/tokenhouse/dist;
    index index.html;

    include mime.types;
    types {
        application/manifest+json webmanifest;
    }

    gzip on;
    gzip_types text/css text/javascript application/javascript application/manifest+json image/svg+xml;

${locations.join('\n\n')}
}
`;
}

/** The same for Caddy, which has certificates by itself. */
export function caddyFile(headers: string): string {
  const handles = PLACES.toSorted((a, b) => b.caddy.length - a.caddy.length).map(({ caddy, example }) =>
    [
      `    handle ${caddy}`.trimEnd() + ' {',
      '        header {',
      ...Object.entries(headersIn({ text: headers, path: example })).map(
        ([name, value]) => `            ${name} "${value}"`,
      ),
      '        }',
      '        file_server',
      '    }',
    ].join('\n'),
  );
  return `${NOTE}
tokenhouse.example.org {
    root * /srv/tokenhouse/dist
    encode gzip zstd

${handles.join('\n\n')}
}
`;
}
