// Property tests try the same cases for every mutant.
import { configureGlobal } from 'fast-check'

configureGlobal({ seed: 20260302 })
