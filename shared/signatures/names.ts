import { Set as AsnSet, fromBER, PrintableString, Sequence, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs';
import { oids } from './oids.ts';

/** What a certificate of this office says about its holder. */
export type CertificateSubject = {
  readonly commonName: string;
  /** The office's name. */
  readonly organisation: string;
  /** The office's id in the directory; '' for the authority itself. */
  readonly officeId: string;
  /** The mediator's certificate number (调解员证号), as printed; '' when there is none. */
  readonly certificateNumber: string;
};

const asText = (value: string) =>
  /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? new PrintableString({ value }) : new Utf8String({ value });

export function writeSubject(subject: CertificateSubject): RelativeDistinguishedNames {
  const entries: readonly (readonly [string, string])[] = [
    [oids.country, 'CN'],
    [oids.organisation, subject.organisation],
    [oids.organisationalUnit, subject.officeId],
    [oids.commonName, subject.commonName],
    [oids.serialNumber, subject.certificateNumber],
  ];
  // One attribute to a set, as readers expect; the library itself would put all of them into one.
  const sets = entries
    .filter(([, value]) => value !== '')
    .map(([type, value]) => {
      const pair = new AttributeTypeAndValue({ type, value: asText(value) });
      return new AsnSet({ value: [pair.toSchema()] });
    });
  const encoded = new Sequence({ value: sets }).toBER();
  return new RelativeDistinguishedNames({ schema: fromBER(encoded).result });
}

export function readSubject(name: RelativeDistinguishedNames): CertificateSubject {
  const find = (type: string): string => {
    const value: unknown = name.typesAndValues.find((one) => one.type === type)?.value.valueBlock.value;
    return typeof value === 'string' ? value : '';
  };
  return {
    commonName: find(oids.commonName),
    organisation: find(oids.organisation),
    officeId: find(oids.organisationalUnit),
    certificateNumber: find(oids.serialNumber),
  };
}
