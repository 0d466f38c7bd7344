// Package svg draws what must look the same on a screen, on paper and in a
// document: the county map, the timetable, and the small marks and bars of
// tables. It is pure: a drawing is a function of its data, as text, the same
// bytes for the same data; colours stand in the drawing because a printed page
// has no style sheet, and nothing in it needs a script or an inline style.
//
// Every word that comes from outside is escaped by the pen; there is no way to
// write an attribute or a text around it.
package svg
