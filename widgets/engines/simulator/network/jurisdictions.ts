/** Regions by whose law holds there, as far as their names say: what is asked when personal data crosses a border. */

/** ISO 3166-1 codes of the European Economic Area, in which the General Data Protection Regulation holds alike (EU 2016/679; EEA Joint Committee 154/2018). */
const EEA = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');

/** Names of cloud regions, the particular before the general; the first that fits. From the lists of regions of AWS, Google Cloud and Azure. */
const NAMES: readonly (readonly [name: RegExp, jurisdiction: string])[] = [
  [/^(?:eu-west-2$|europe-west2$|uk)/, 'GB'],
  [/^(?:eu-central-2$|europe-west6$|switzerland)/, 'CH'],
  [/^(?:eu-|europe-|northeurope|westeurope|germany|france|sweden|poland|italy|spain|norway)/, 'EEA'],
  [/^(?:us-|(?:east|west|central|northcentral|southcentral|westcentral)us\d?$)/, 'US'],
  [/^(?:ca-|northamerica-northeast|canada)/, 'CA'],
  [/^(?:sa-east|southamerica-east1|brazil)/, 'BR'],
  [/^(?:ap-south-|asia-south1|centralindia|southindia|westindia)/, 'IN'],
  [/^(?:ap-northeast-[13]$|asia-northeast[12]$|japan)/, 'JP'],
];

/** The jurisdiction of a region: `EEA`, or the code of a country; a name that is not known is a jurisdiction of its own, named as it is. */
export function jurisdictionOf(region: string): string {
  if (EEA.includes(region)) return 'EEA';
  return NAMES.find(([name]) => name.test(region))?.[1] ?? region;
}
