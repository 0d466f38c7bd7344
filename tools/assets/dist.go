// The committed folder: writing it, comparing it, and the checksums of what
// others made.

package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// built tells whether a file of dist is ours to write and remove; the Go
// package that embeds the others is not.
func built(name string) bool { return !strings.HasSuffix(name, ".go") }

// write puts the files into dir and removes what an earlier build left.
func write(dir string, files map[string][]byte) error {
	old, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range old {
		if _, keep := files[f.Name()]; keep || !built(f.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
			return err
		}
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare lists every file that is missing, left over or different.
func compare(dir string, files map[string][]byte) error {
	old, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, f := range old {
		if _, known := files[f.Name()]; !known && built(f.Name()) {
			errs = append(errs, fmt.Errorf("%s is left over", f.Name()))
		}
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !same(name, got, want) {
			errs = append(errs, fmt.Errorf("%s is not what the sources give", name))
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}

// same compares bytes; of compressed files what is inside, for the compressor
// may change with the Go version.
func same(name string, got, want []byte) bool {
	if strings.HasSuffix(name, ".gz") {
		got, want = inflate(got), inflate(want)
	}
	return got != nil && bytes.Equal(got, want)
}

// inflate gives what is inside, or nil when it is not a whole gzip file.
func inflate(b []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	body, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return body
}

// verify holds the released files to the checksums written down when they were
// taken over (SHA256SUMS, as sha256sum writes it).
func verify(dir string) error {
	list, err := os.Open(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return err
	}
	defer list.Close()
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		want, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok {
			return fmt.Errorf("SHA256SUMS: cannot read %q", lines.Text())
		}
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != want {
			return fmt.Errorf("vendor/%s is not the released file", name)
		}
	}
	return lines.Err()
}
