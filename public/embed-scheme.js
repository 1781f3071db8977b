// Runs before the first paint. The address says the scheme, else the reader's system; an embedded figure keeps nothing.
(function () {
  const asked = new URLSearchParams(window.location.search).get('theme');
  const system = window.matchMedia && window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const scheme = asked === 'light' || asked === 'dark' ? asked : system;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
