// Admit: whether a file is what its name says.

package photo

import "guatu/internal/fault"

// Admit judges a file by the name it came with, its size and its true kind, before
// it is attached to anything. A wrong ending among pictures or among documents is
// a slip and passes; the true kind is what counts from there on. Not admitted:
//
//   - file.empty: nothing in it.
//   - file.program: a program or a script, by its bytes or by its name.
//   - file.lies: the name says one kind and the bytes are another, such as a page
//     named as a photo, or the table of HTML that some systems export as .xls.
//   - file.unreadable: the name says a kind that is well known and the bytes are
//     none at all: cut off, or under the encryption that offices put on their disks.
func Admit(name string, size int64, k Kind) error {
	says := Named(name)
	switch said, is := natures[says].group, natures[k].group; {
	case size == 0:
		return fault.New(fault.Invalid, "file.empty", "name", name)
	case said == active || is == active:
		return fault.New(fault.Invalid, "file.program", "name", name)
	case says == Unknown || said == is || says == Zip && is == document:
		return nil // a .zip that is a document was one before it was renamed
	case k == Unknown && said == plain:
		return nil // a log with odd bytes; it is sent as a download
	case k == Unknown:
		return fault.New(fault.Invalid, "file.unreadable", "name", name, "says", string(says))
	}
	return fault.New(fault.Invalid, "file.lies", "name", name, "says", string(says), "is", string(k))
}
