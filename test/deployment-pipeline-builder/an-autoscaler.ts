/** An autoscaler of one to six replicas that start in 20 s, by the use of the processor. */
export const sixReplicas = {
  policy: 'hpa',
  minReplicas: 1,
  maxReplicas: 6,
  metrics: [{ name: 'cpu', averageUtilization: 60 }],
  coldStart: { distribution: 'deterministic', meanSeconds: 20 },
};
