/** Ids, codes, versions, instants and names of things: nothing that a person's name, number or sentence would fit. */
const plain = /^[A-Za-z0-9][\w.:+/-]{0,79}$/;
/** A telephone, identity or account number by itself. */
const number = /^\d{7,}X?$/i;

/** A text of a log or support file as it may stand there; anything that could be about somebody is withheld. */
export function plainWord(text: string): string {
  return text === '' || (plain.test(text) && !number.test(text)) ? text : '(withheld)';
}
