import book from './price-book.json' with { type: 'json' };
import type { PriceBook } from './price-book-schema.ts';

export type { Dated, PriceBook, PriceChanges } from './price-book-schema.ts';

/** The dated list prices and energy constants that costs are computed from; a test holds it against its schema. */
export const priceBook: PriceBook = book;

/** Names that a compute component's `instance` may have. */
export const instanceNames: readonly string[] = Object.keys(book.instances);

/** Names that the `product` of functions may have. */
export const functionProducts: readonly string[] = Object.keys(book.functions);

/** Names that the `product` of something stored may have. */
export const storageProducts: readonly string[] = Object.keys(book.storage);
