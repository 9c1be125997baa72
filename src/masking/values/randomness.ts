/** The 220 pairs of letters that make up nine tenths of what stands in words; a third of all pairs. */
const PAIRS_OF_WORDS =
  'aaabacadagaiakalamanaparasatauavaybabebiblbobrbsbucacechcickclcocrcsctcudadedidodrdsdueaebecedeeefegeielemeneperesetevewexfafefffiflfofrgageghgigrgshahehihohrhtiaibicidieifigiliminioipirisitivizkekikslaldlelilllolsltlulymambmemimmmompmunancndnenfngninknnnonsntnvoaobocodogoiokolomonoooporosotouovowpapepiplpoppprpsptpuqurarcrdrergrirkrlrmrnrorrrsrtrurysascseshsislsospssstsutatctethtitltotrtstttutyubucueuguiulumunupurusutvaveviwawewixtypze';

const CASE = 32;
const LETTERS = 26;

/** Marks the pairs of words by the numbers of their letters; made when it is first used. */
let pairs: Uint8Array | undefined;

/**
 * Tells how unlike words a text is: 0 of words, names and numbers; two thirds of random letters and digits. Pairs of letters that are
 * rare in words count, and so does a digit beside a letter; punctuation and pairs of digits do not count at all.
 */
export function randomnessOf(text: string): number {
  pairs ??= pairTable();
  let usual = 0;
  let odd = 0;
  let before = kindOf(text.charCodeAt(0));
  for (let i = 1; i < text.length; i++) {
    const kind = kindOf(text.charCodeAt(i));
    if (before >= 0 && kind >= 0) {
      const isCapital = kind >= CASE;
      const wasCapital = before >= CASE;
      // A capital behind a small letter begins a word.
      if (isCapital && !wasCapital) usual += 0.5;
      else if (pairs[(before % CASE) * LETTERS + (kind % CASE)]) usual++;
      else odd++;
    } else if ((before >= 0 && kind === DIGIT) || (before === DIGIT && kind >= 0)) odd++;
    before = kind;
  }
  return odd + usual === 0 ? 0 : odd / (odd + usual);
}

const DIGIT = -1;
const OTHER = -2;

/** Number of a letter, capitals 32 higher; or what else it is. */
function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65 + CASE;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

function pairTable(): Uint8Array {
  const table = new Uint8Array(LETTERS * LETTERS);
  for (let i = 0; i < PAIRS_OF_WORDS.length; i += 2) {
    table[(PAIRS_OF_WORDS.charCodeAt(i) - 97) * LETTERS + PAIRS_OF_WORDS.charCodeAt(i + 1) - 97] = 1;
  }
  return table;
}
