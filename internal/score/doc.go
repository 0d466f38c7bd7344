// Package score turns the facts of units into points with reasons, ranks, red and
// black lists, lights and classes, by a scoring pack: the office's scheme as data.
//
//	p, err := score.Parse(yaml)        // every mistake with its line; a pack with one never runs
//	f, err := score.ReadFacts(json, p) // every mistake with its path
//	r := p.Run(f)                      // points, ranks, lists
//	r.Unit(i)                          // one unit's sheet: formulas with values, records
//
// What a pack says is in docs/scoring.md; what a formula says in package formula.
//
// A run goes column by column: every formula, every figure about a group, every
// indicator's points, the total, the ranks, the lists, the grades, each for all
// units before the next begins, in the order in which they use each other. That is
// why a formula may look at all units of its group (名次, 归一, 组平均) without a
// loop, and why nothing is computed twice.
//
// A result can be kept up to date: Result.Update takes one unit's new facts and
// computes again only the columns, units and groups that depend on what changed.
//
// Points are exact fractions until they are shown; every indicator's points and
// the total are then rounded once, half away from zero, to four decimals and kept
// as integers. Where rounded parts do not add up to the rounded total, the
// difference stands by itself (Sheet.Rest), so nothing is left over.
package score
