// Package archtest holds the shape of the tree with tests: which package may
// import which (docs/architecture.md), what the pure core may not touch, that
// every package and exported name says what it is for, how long a function and a
// file may grow, and that nothing of one machine is committed.
//
// It has no code of its own. Every test gathers all violations and prints them
// as "file:line: what", so that one run shows everything there is to mend; the
// check behind each test is tried on a small bad example as well, so that a check
// that has gone blind fails too.
package archtest
