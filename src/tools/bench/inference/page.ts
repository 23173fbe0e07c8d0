// What the measuring page offers to the tool that drives it: the course's own client, as a lesson's page has it.
import { InferenceClient } from '../../../../widgets/engines/inference/client.ts';

declare global {
  var measuring: { readonly newClient: () => InferenceClient };
}

globalThis.measuring = { newClient: () => new InferenceClient() };
