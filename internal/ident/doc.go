// Package ident reads and checks the codes by which offices name things: the
// credit code of an enterprise (统一社会信用代码), the code of a project
// (项目代码), of a division (行政区划代码) and of an industry (国民经济行业分类).
//
// A check says what is wrong and what would be right, as a fault; it never
// guesses a code. Tables of divisions and industries are embedded with their
// sources; parks have no division code, and a code outside the provinces held
// here is unknown, not wrong.
package ident
