/** The same items with ids that differ: where two would share an id, later ones carry `-2`, `-3` … */
export function withDistinctIds<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  const used = new Set<string>();
  return items.map((item) => {
    let id = item.id;
    for (let copy = 2; used.has(id); copy++) id = `${item.id}-${copy}`;
    used.add(id);
    return { ...item, id };
  });
}
