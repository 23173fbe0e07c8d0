import { canonicalJson } from '../../../widgets/engines/record/canonical-json.ts';
import { connect, settled } from '../../engines/record/fresh-name.ts';

/** Everything that a database holds, as one text: equal texts, equal databases. What is being imported is not part of it. */
export async function storeText(name: string): Promise<string> {
  const database = await connect(name);
  const stores = [...database.objectStoreNames].filter((store) => store !== 'staging');
  const transaction = database.transaction(stores);
  const rows = await Promise.all(stores.map((store) => settled(transaction.objectStore(store).getAll())));
  database.close();
  return canonicalJson([database.version, stores, rows]);
}
