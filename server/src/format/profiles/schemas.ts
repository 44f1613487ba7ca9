import bioLoincAvance from '../../../../schemas/bio-loinc.avance.schema.json';
import bioLoincSolde from '../../../../schemas/bio-loinc.solde.schema.json';
import bioSglAvance from '../../../../schemas/bio-sgl.avance.schema.json';
import bioSglSolde from '../../../../schemas/bio-sgl.solde.schema.json';
import hopDpiAvance from '../../../../schemas/hop-dpi.avance.schema.json';
import hopDpiSolde from '../../../../schemas/hop-dpi.solde.schema.json';
import hopPfiAvance from '../../../../schemas/hop-pfi.avance.schema.json';
import hopPfiSolde from '../../../../schemas/hop-pfi.solde.schema.json';
import hopRiAvance from '../../../../schemas/hop-ri.avance.schema.json';
import hopRiSolde from '../../../../schemas/hop-ri.solde.schema.json';
import mdvLgcAvance from '../../../../schemas/mdv-lgc.avance.schema.json';
import mdvLgcSolde from '../../../../schemas/mdv-lgc.solde.schema.json';
import ms1DuiAvance from '../../../../schemas/ms1-dui.avance.schema.json';
import ms1DuiSolde from '../../../../schemas/ms1-dui.solde.schema.json';
import ms2DuiAvance from '../../../../schemas/ms2-dui.avance.schema.json';
import ms2DuiSolde from '../../../../schemas/ms2-dui.solde.schema.json';
import mssOpeAvance from '../../../../schemas/mss-ope.avance.schema.json';
import mssOpeSolde from '../../../../schemas/mss-ope.solde.schema.json';
import phaLgoAvance from '../../../../schemas/pha-lgo.avance.schema.json';
import phaLgoSolde from '../../../../schemas/pha-lgo.solde.schema.json';
import radRisAvance from '../../../../schemas/rad-ris.avance.schema.json';
import radRisSolde from '../../../../schemas/rad-ris.solde.schema.json';
import sasAgendaAvance from '../../../../schemas/sas-agenda.avance.schema.json';
import sasAgendaSolde from '../../../../schemas/sas-agenda.solde.schema.json';
import couloirs from '../../../../schemas/couloirs.schema.json';
import mdvLgc from '../../../../schemas/mdv-lgc.schema.json';
import parts from '../../../../schemas/parts.schema.json';
import type { ProfileSchema, SchemaLibrary } from './compile.js';

/** Definitions that the profiles' schemas share, by file name. */
export const LIBRARY: SchemaLibrary = {
  'parts.schema.json': parts,
  'mdv-lgc.schema.json': mdvLgc,
  'couloirs.schema.json': couloirs,
};

/** One schema a profile, in the order of the FAQs' couloirs. */
export const SCHEMAS: readonly ProfileSchema[] = [
  mdvLgcAvance,
  mdvLgcSolde,
  hopRiAvance,
  hopRiSolde,
  hopDpiAvance,
  hopDpiSolde,
  hopPfiAvance,
  hopPfiSolde,
  radRisAvance,
  radRisSolde,
  phaLgoAvance,
  phaLgoSolde,
  bioSglAvance,
  bioSglSolde,
  bioLoincAvance,
  bioLoincSolde,
  ms1DuiAvance,
  ms1DuiSolde,
  ms2DuiAvance,
  ms2DuiSolde,
  mssOpeAvance,
  mssOpeSolde,
  sasAgendaAvance,
  sasAgendaSolde,
];
