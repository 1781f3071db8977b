// oxlint has no `no-restricted-syntax`, and banning the global `Date` would also ban `Date.UTC` and
// `new Date(given)`, which are pure.
/**
 * @typedef {{ callee: { type: string, name?: string }, arguments: unknown[] }} Call
 * @typedef {{ report: (problem: { node: Call, message: string }) => void }} Context
 */

const message = 'The core has no clock: take the time as an argument.';
/** @param {Call} node */
const isDate = (node) => node.callee.type === 'Identifier' && node.callee.name === 'Date';

const noClock = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Call} node */
    NewExpression(node) {
      if (isDate(node) && node.arguments.length === 0) context.report({ node, message });
    },
    /** @param {Call} node */
    CallExpression(node) {
      if (isDate(node)) context.report({ node, message });
    },
  }),
};

export default { meta: { name: 'tokenhouse' }, rules: { 'no-clock': noClock } };
