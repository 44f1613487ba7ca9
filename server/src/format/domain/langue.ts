export type { Lang } from '../../texts/typeset.js';
