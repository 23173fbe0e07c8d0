import type { Section } from './section-props.ts';

/** The tabs of the dashboard, in their order. */
export const sections: readonly Section[] = [
  { id: 'figures', title: 'Figures', load: () => import('./Figures.svelte') },
  { id: 'views', title: 'Views', load: () => import('../views/Views.svelte') },
  { id: 'cases', title: 'Cases', load: () => import('../cases/Cases.svelte') },
  { id: 'sweeps', title: 'Sweeps', load: () => import('../sweeps/Sweeps.svelte') },
  { id: 'prices', title: 'Prices', load: () => import('../prices/Prices.svelte') },
  { id: 'availability', title: 'Availability', load: () => import('../availability/Availability.svelte') },
  { id: 'urgency', title: 'Now, soon, later', load: () => import('../urgency/Urgency.svelte') },
  { id: 'sharing', title: 'Share and print', load: () => import('../sharing/Sharing.svelte') },
];
