// The disk: what makes a file's name and bytes last, and what its errors mean.

package blob

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"guatu/internal/fault"
)

// full makes a disk without room into a fault; other errors stay what they are.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.New(fault.Unavailable, "blob.full").Because(err)
	}
	return err
}

// closed brings a file's bytes to the disk and closes it, also when something went
// wrong before.
func closed(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir brings a folder's names to the disk: without it a power cut can take a
// whole file's name away.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// makeDir makes a folder that lasts.
func makeDir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err == nil {
		return syncDir(filepath.Dir(dir))
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// writeWhole writes a small file in one step: readers see the old or the new one.
func (s *Store) writeWhole(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Join(s.dir, "incoming"), "write-*")
	if err != nil {
		return full(err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err = closed(f, err); err != nil {
		return full(err)
	}
	if err := makeDir(filepath.Dir(path)); err != nil {
		return full(err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return full(err)
	}
	return syncDir(filepath.Dir(path))
}

// sizeOf is the size of a file, 0 when there is none.
func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// made tells that a text is made of these letters only.
func made(s, letters string) bool {
	return s != "" && strings.Trim(s, letters) == "" && !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(letters, r) })
}
