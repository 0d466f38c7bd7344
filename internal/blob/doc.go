// Package blob keeps files outside the database, each under the SHA-256 of what it
// holds: the same file handed in by ten people lies there once, nothing is ever
// changed in place, and whether a file is still whole can be asked of itself. What
// a file is called, who handed it in and what it proves are facts and stand in the
// database; here is only content.
//
//	files/ab/cdef…        content, by hash; read only
//	views/ab/cdef….jpg    the small picture of it; made when first asked for
//	parts/ID.part, .json  uploads under way: the bytes so far, and what was promised
//	incoming/…            files on their way in
//
// What is on disk is the truth; memory holds no more than a sum of sizes. A file is
// written aside, synced, and given its name in one step, so that a process killed
// at any moment leaves whole files or none. An upload is as far as its part is
// long. A name is only ever made from a hash or an id that was checked letter by
// letter, so no path leads out of the folder.
package blob
