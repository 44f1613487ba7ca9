import { createHash } from 'node:crypto';
import { PAD, rc4 } from './rc4.js';

export interface PdfOptions {
  /** One text per page, `\n` between its lines; an empty text gives a page without text, like a scan. */
  readonly pages: readonly string[];
  readonly title?: string;
  /** ISO day. */
  readonly date?: string;
  /** A signature field with its byte range; there is no certificate behind it. */
  readonly signed?: boolean;
  /** `open`: opening it needs a password (« secret »); `owner`: it opens in any reader, which forbids changing it. */
  readonly encrypted?: 'open' | 'owner';
  /** Width and height in points; A4 otherwise. */
  readonly size?: readonly [number, number];
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Bytes of incompressible filler, for large files. */
  readonly weight?: number;
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const WIN_ANSI: Readonly<Record<string, number>> = {
  '€': 0x80,
  '…': 0x85,
  Œ: 0x8c,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
};

/** In Windows-1252, which is what the standard fonts can show; `?` for the rest. */
const winAnsi = (text: string): Buffer =>
  Buffer.from(Array.from(text, char => WIN_ANSI[char] ?? (char.charCodeAt(0) < 256 ? char.charCodeAt(0) : 0x3f)));

const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

/** A small PDF, the same bytes for the same options. */
export function makePdf(options: PdfOptions): Buffer {
  const { pages, size: [width, height] = [595.28, 841.89], rotate = 0 } = options;
  const id = createHash('md5').update(JSON.stringify(options)).digest();
  const lock = options.encrypted === undefined ? undefined : lockOf(options.encrypted, id);
  const bodies: Buffer[] = [];
  /** If an object is built before those that it points at, its number is reserved first. */
  const put = (number: number, ...parts: readonly (string | Buffer)[]): void => {
    bodies[number] = Buffer.concat(parts.map(part => (typeof part === 'string' ? latin(part) : part)));
  };
  const stream = (number: number, content: Buffer): void => {
    const data = lock?.encrypt(number, content) ?? content;
    put(number, `<< /Length ${String(data.length)} >>\nstream\n`, data, '\nendstream');
  };
  const FIRST = 8;
  const pageNumber = (index: number): number => FIRST + 2 * index;
  const signature = options.signed === true && pages.length > 0;
  put(1, `<< /Type /Catalog /Pages 2 0 R${signature ? ' /AcroForm << /Fields [4 0 R] /SigFlags 3 >>' : ''} >>`);
  put(
    2,
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${String(pageNumber(i))} 0 R`).join(' ')}] /Count ` +
      `${String(pages.length)} >>`,
  );
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  if (signature) {
    put(4, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /V 5 0 R /P 8 0 R /Rect [0 0 0 0] /F 132 >>');
    put(
      5,
      '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:20220301120000Z) /ByteRange ' +
        `${RANGE_SPACE} /Contents ${CONTENTS} >>`,
    );
  }
  const info = [
    ...(options.title === undefined
      ? []
      : [`/Title ${hex(lock?.encrypt(6, utf16(options.title)) ?? utf16(options.title))}`]),
    ...(options.date === undefined
      ? []
      : [`/CreationDate ${hex(lock?.encrypt(6, latin(dateOf(options.date))) ?? latin(dateOf(options.date)))}`]),
  ];
  put(6, `<< ${info.join(' ')} >>`);
  if (options.weight !== undefined) stream(7, filler(options.weight));
  pages.forEach((text, index) => {
    const number = pageNumber(index);
    put(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${String(width)} ${String(height)}] /Rotate ${String(rotate)} ` +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${String(number + 1)} 0 ` +
        `R${signature && index === 0 ? ' /Annots [4 0 R]' : ''} >>`,
    );
    stream(number + 1, text === '' ? latin('0 0 100 100 re f') : contentOf(text, height));
  });
  return assemble(
    bodies,
    `/Root 1 0 R /Info 6 0 R /ID [${hex(id)} ${hex(id)}]${lock === undefined ? '' : ` /Encrypt ${lock.dictionary}`}`,
  );
}

const contentOf = (text: string, height: number): Buffer =>
  Buffer.concat([
    latin(`BT /F1 11 Tf 14 TL 50 ${String(Math.round(height) - 60)} Td\n`),
    ...text.split('\n').map(line => latin(`${hex(winAnsi(line))} Tj T*\n`)),
    latin('ET'),
  ]);

const dateOf = (day: string): string => `D:${day.replaceAll('-', '')}120000Z`;

/** Bytes that look random and are always the same. */
function filler(length: number): Buffer {
  const block = Array.from({ length: 32 }, (_, i) => createHash('sha512').update(String(i)).digest());
  return Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, i) => block[(i * 7) % 32] ?? Buffer.alloc(64)),
  ).subarray(0, length);
}

const RANGE_SPACE = '[0 0000000000 0000000000 0000000000]';
const CONTENTS = `<${'0'.repeat(1024)}>`;

/** A PDF of these objects, the first being its catalog, for what `makePdf` can't express. */
export const rawPdf = (...objects: readonly string[]): Buffer =>
  assemble([undefined, ...objects.map(latin)], '/Root 1 0 R');

/**
 * Header, objects, cross-reference table and trailer; a signature's byte range is filled in once everything is in
 * place.
 */
function assemble(bodies: readonly (Buffer | undefined)[], trailer: string): Buffer {
  const parts = [latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  let at = 15;
  const rows = Array.from(bodies, (body, number) => {
    if (body === undefined) return `0000000000 ${number === 0 ? '65535' : '00000'} f \n`;
    const object = Buffer.concat([latin(`${String(number)} 0 obj\n`), body, latin('\nendobj\n')]);
    parts.push(object);
    at += object.length;
    return `${String(at - object.length).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(
    latin(
      `xref\n0 ${String(rows.length)}\n${rows.join('')}trailer\n<< /Size ${String(rows.length)} ${trailer} ` +
        `>>\nstartxref\n${String(at)}\n%%EOF\n`,
    ),
  );
  const bytes = Buffer.concat(parts);
  const range = bytes.indexOf(RANGE_SPACE);
  if (range < 0) return bytes;
  const start = bytes.indexOf(CONTENTS, range);
  const end = start + CONTENTS.length;
  const padded = [start, end, bytes.length - end].map(value => String(value).padEnd(10));
  bytes.write(`[0 ${padded.join(' ')}]`, range, 'latin1');
  return bytes;
}

interface Lock {
  readonly dictionary: string;
  readonly encrypt: (number: number, content: Uint8Array) => Buffer;
}

/** The standard's oldest encryption (RC4, 40 bits): every reader knows it. */
function lockOf(kind: 'open' | 'owner', id: Uint8Array): Lock {
  const md5 = (...parts: readonly Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
  const padded = (password: string): Buffer => Buffer.concat([latin(password), PAD]).subarray(0, 32);
  const user = padded(kind === 'open' ? 'secret' : '');
  const owner = rc4(md5(padded('proprietaire')).subarray(0, 5), user);
  const permissions = -44;
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions);
  const key = md5(user, owner, flags, id).subarray(0, 5);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, PAD))} /P ${String(permissions)} >>`,
    encrypt: (number, content) =>
      rc4(
        md5(key, Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0])).subarray(0, 10),
        content,
      ),
  };
}
