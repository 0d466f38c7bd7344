// Package formula is the small language in which an office writes its figures:
// typed, bounded and exact expressions with Chinese names, as in a spreadsheet.
//
//	完成率 ＝ 完成投资 ÷ 年度计划 × 100
//	如果(完成 ≥ 目标, 10 ＋ (完成 − 目标) × 0.5, 完成 ÷ 目标 × 10)
//	求和(项目, 如果(总投资 ≥ 50, 8, 4), 总投资 ≥ 10 且 当年投资 ÷ 总投资 ≥ 5%)
//
// A formula is parsed (Parse), checked against the names it may use and compiled
// to a flat program (Expr.Compile), and then evaluated as often as wanted
// (Program.Eval) over a Frame that holds the values of the names. Nothing in it
// loops, calls itself, or reads anything but the frame.
//
// # Values
//
// A value is a number, a text, a yes or no (是 否), a date, or missing (空).
// Numbers are exact fractions: 1 ÷ 3 × 3 is 1. They are rounded only where the
// formula says so (四舍五入, 截尾, 舍入). So that no formula can fill the memory, a
// fraction whose denominator passes 256 bits is rounded to 60 decimals, and a
// number beyond 512 bits is missing, for that reason (TooLarge).
//
// # Missing is not zero
//
// What was not reported (未填报) is missing, and so is what cannot be computed:
// a division by zero, the mean of nothing. Missing spreads: through arithmetic,
// comparisons, functions and sums over records. It is asked for by name: 缺(x),
// 有(x), and 缺则(x, y), which is y where x is missing. 且 is 否 where one side is
// 否, and 或 is 是 where one side is 是, whatever the other is; 如果 with a missing
// condition is missing; an 如果 reads only the branch it takes. So
// 有(投资) 且 投资 > 3 is never missing.
//
// # Writing
//
// Names are written as they are; 且 或 非 need a space or a bracket beside them,
// since Chinese has none of its own. A name that begins with a figure or holds
// other signs stands in 【】: 【10亿元以上项目】. Texts stand in any pair of quotes.
// Signs may be full or half width: ＋ − × ÷ ％ ≥ ≤ ≠ （ ） ， are + - * / % >= <=
// <> ( ) and the comma. 20% is 0.2, 3万 is 30000, 1.5亿 is 150000000.
//
// Binding, from loose to tight: 或; 且; 非; = ≠ < ≤ > ≥ (one of them, not a
// chain); + −; × ÷; the sign −; %.
//
// # Records
//
// A name may stand for a list of records. Such a name is used only as the first
// argument of 求和 计数 平均 最大 最小 首 末 连续 存在 全部 名单 不同 不重复求和
// 取高求和, whose other
// arguments are evaluated once for each record: there the record's fields come
// before the names outside. The last argument of most is a condition: records for
// which it is 否 are left out, and one for which it is missing makes the result
// missing. Records keep the order they were given in, oldest first.
//
// # Beyond one unit
//
// 名次 归一 组平均 and the like look at all units of a group. The frame of one unit
// cannot answer them: whoever compiles lends a Scope.Group, is given the inner
// formula, and puts the answer into the frame. A scope without it refuses them.
package formula
