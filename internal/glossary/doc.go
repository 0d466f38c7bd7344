// Package glossary holds every word that is not on a page: what each code is
// called in Chinese and in English, and the sentence for each fault.
//
// terms.tsv has one line a code: code, 中文, English, its meaning, and the words we
// do not use for it, so that one thing keeps one name on pages, in Excel headings,
// in the API and on the command line. faults.tsv has one line a fault code: the
// sentence says where, what and how to mend it. Tests find the codes without a
// line and the lines without a code; docs/glossary.md is printed from terms.tsv.
package glossary
