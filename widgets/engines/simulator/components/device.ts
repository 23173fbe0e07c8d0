import * as z from '../../../kit/zod.ts';
import { confidenceParameters, confidenceSchema } from '../devices/confidence-schema.ts';
import { splitSchema } from '../devices/split-plan.ts';
import { updateParameters, updateSchema } from '../devices/update-schema.ts';
import { choiceParameter, integerParameter, numberParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { DeviceStation } from '../stations/device-station.ts';
import { HybridDeviceStation } from '../stations/hybrid-device-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';
import { quality, qualityShape } from './quality-parameter.ts';

const devices = integerParameter({
  label: 'Devices',
  unit: 'devices',
  minimum: 1,
  maximum: 1_000_000,
  default: 1,
  meaning: 'Devices in the fleet, each with its own model; a request belongs to one of them, by its key or by chance.',
  source: 'Scenario format.',
});

const queueCapacity = integerParameter({
  label: 'Queue capacity',
  unit: 'requests',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning: 'Waiting places of each device; a request that finds none is rejected. Left out: unbounded.',
  source: 'Scenario format.',
});

const machine = choiceParameter({
  label: 'Device',
  choices: instance.info.choices as readonly [string, ...string[]],
  default: 'edge-device',
  meaning: 'What each device is, for price and power.',
  source: 'Price book: cost/price-book.json.',
});

const timeoutSeconds = numberParameter({
  label: 'Patience with the larger model',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: null,
  meaning: 'How long the device waits for the larger model. Left out: for ever.',
  source: 'Scenario format.',
});

const otherwise = choiceParameter({
  label: 'Without the larger model',
  choices: ['ownAnswer', 'fail'],
  default: 'ownAnswer',
  meaning: 'What a request gets of which the device was unsure and which the larger model did not answer.',
  source: 'Park et al. 2015, Big/LITTLE deep neural network: the little model has answered already.',
});

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('device'),
    devices: z._default(devices.schema, 1),
    queueCapacity: z.optional(queueCapacity.schema),
    serviceTime: serviceTimeSchema,
    ...qualityShape,
    /** Left out: it answers all requests itself, or passes all on along `to`. */
    escalation: z.optional(
      z.strictObject({
        confidence: confidenceSchema,
        timeoutSeconds: z.optional(timeoutSeconds.schema),
        otherwise: z._default(otherwise.schema, 'ownAnswer'),
      }),
    ),
    split: z.optional(splitSchema),
    update: z.optional(updateSchema),
    instance: z._default(machine.schema, 'edge-device'),
    ...toShape,
  })
  .check(
    z.refine((device) => device.split === undefined || device.serviceTime.distribution === 'carried', {
      message: '"carried" beside "split" | Set it to "carried": the layers of a split network say how long they take.',
      path: ['serviceTime', 'distribution'],
    }),
    z.refine((device) => device.split === undefined || device.escalation === undefined, {
      message: 'no "split" beside "escalation" | Remove one of the two.',
      path: ['split'],
    }),
  );
export type DeviceSettings = z.output<typeof schema>;

const ranged = { devices, queueCapacity, quality, instance: machine };
const escalation = { 'escalation.timeoutSeconds': timeoutSeconds, 'escalation.otherwise': otherwise };

/** Devices with a model of their own. */
export const device = defineComponent({
  kind: 'device',
  label: 'Devices',
  family: 'compute',
  meaning:
    'A fleet of devices, each with a model of its own: it answers all requests, those it is sure of, or the first layers of a split network.',
  parameters: [
    ...placeParameters(ranged, { optional: Object.keys(ranged) }),
    ...serviceTimeParameters('exponential', 'Time of one request on one device.'),
    ...confidenceParameters,
    ...placeParameters(escalation, { optional: Object.keys(escalation) }),
    ...updateParameters,
  ],
  example: { kind: 'device', devices: 1, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  schema,
  build: (settings, context) =>
    settings.escalation
      ? new HybridDeviceStation(settings, settings.escalation, context)
      : new DeviceStation(settings, context),
  makesCalls: true,
});
