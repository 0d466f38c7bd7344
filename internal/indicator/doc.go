// Package indicator is what is counted and added up of the campaign (指标): the
// definitions, which are data, and the engine that answers them for any unit and
// any day.
//
// # The engine
//
// A base indicator is additive: it is a sum of signed changes, each of one unit on
// one day (Change). A project that starts construction on 3 March adds one project
// to its unit's 开工项目数 on 3 March; a month's report of 5 亿元 after 3 亿元 adds
// 2 亿元 in that month. A Book keeps the changes of every unit and indicator in
// columns, by day and already added up, so that the value as of any day is one
// look-up (a prefix sum).
//
// Nothing is ever edited. When a fact changes (a date corrected, a figure reported
// late, a project moved to another unit or taken out), the changes it made before
// and those it makes now are told apart (Net), and the difference is taken in as
// new changes (Book.With), which leaves the Book as it was to whoever holds it.
// What comes of it is bit for bit what building from scratch gives; a property test
// holds both equal to a sum written without the engine.
//
// The engine answers "as of" only: what is known now of any day. "As known" at a
// journal number is another set of facts (internal/app replays them) and another
// Book; the two never mix, because a Book is a value made from one set of facts.
//
// # Units
//
// A View is a Book as of a day, rolled up along the unit tree: a unit's value is
// its own and what its children hand up. A joint park (共建园区) hands its value up
// by shares. The parts are whole numbers of the smallest unit (yuan; a
// ten-thousandth of a project) by the rule of largest remainders (最大余数法): each
// parent gets its share rounded down, what is left over goes one by one to the
// largest remainders, of equal ones to the first named. So the parts add up to the
// whole with nothing left over, on every day. What falls into a period is the
// difference of two days' parts, and adds up too.
//
// # On reading
//
// What does not add up (ratios, growth, shares, ranks) is worked out from additive
// values on reading and kept nowhere. An indicator nobody reported is missing,
// which is not zero: a value carries how many facts stand behind it and how many
// were asked for and lack the figure.
package indicator
