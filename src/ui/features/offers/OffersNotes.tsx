import styles from './OffersPage.module.css';

/** How to read the table, and what its prices leave out. */
export function OffersNotes() {
  return (
    <ul className={styles.notes}>
      <li>
        Point at a price, or reach it with Tab and the arrow keys, for its source and day. A dashed line marks an
        assumption. “Not sold” and “unknown” are never counted as 0.
      </li>
      <li>
        Costs are this scenario’s workload in a month: under the best caching policy the seller sells today, and at the
        same prices with a token warehouse. Long prompts pay the rates of their band, request by request. A cache life
        whose write price is unknown is not costed, so a cheaper policy may exist there. Storage in the warehouse is
        reckoned from the model’s KV geometry where that is known, else from a stand-in.
      </li>
      <li>
        Effective prices are the month’s bill over its prompt tokens: input, cache reads, writes and pings, or all in
        with output. Tokens are counted by each model’s own tokenizer. Roles with an offer of their own keep it, and are
        part of every bill here.
      </li>
      <li>
        Prices by the hour are averaged over the working hours, prices in other currencies need a rate of exchange, and
        batch, modifiers and discounts count as set under Buying; what is on sale beside the standard price stands in
        each offer’s details. Left out: taxes, minimum charges, credits.
      </li>
    </ul>
  );
}
