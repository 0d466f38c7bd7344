package xlsx

// The package (ECMA-376 part 2): a zip of named parts with relationships. All
// bounds on size are judged here, before anything is unpacked; reading a part
// then holds it to the size its directory entry states.

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"guatu/internal/fault"
)

// A pack is an opened package.
type pack struct {
	parts map[string]*zip.File // by key, see partKey
	lim   Limits
}

// unreadable is a failure of our own reading, not of the file.
func unreadable(err error) error {
	return fault.New(fault.Unavailable, codeUnreadable).Because(err)
}

// openPack lists the parts of a zip and judges their sizes.
func openPack(r io.ReaderAt, size int64, lim Limits) (*pack, error) {
	if size > lim.File {
		return nil, tooLarge(codeFileTooLarge, "bytes", size, "limit", lim.File)
	}
	if err := refuseForm(r, size); err != nil {
		return nil, err
	}
	if err := countEntries(r, size, lim.Parts); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, invalid(codeZip, "part", "").Because(err)
	}
	p := &pack{parts: make(map[string]*zip.File, len(z.File)), lim: lim}
	return p, p.list(z.File)
}

// countEntries bounds the directory before archive/zip builds a list of it: the
// signature of a directory entry cannot stand often in compressed data.
func countEntries(r io.ReaderAt, size int64, limit int) error {
	sign, src := []byte("PK\x01\x02"), io.NewSectionReader(r, 0, size)
	buf := make([]byte, 64<<10)
	for have, count := 0, 0; ; {
		n, err := io.ReadFull(src, buf[have:])
		have += n
		if count += bytes.Count(buf[:have], sign); count > limit {
			return tooLarge(codeParts, "limit", limit)
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
		have = copy(buf, buf[have-len(sign)+1:have])
	}
}

// list takes the parts up. Names that climb (..) cannot be reached by any
// relationship and are left out; two parts of one name are refused, because
// readers disagree on which counts.
func (p *pack) list(files []*zip.File) error {
	var sum uint64
	for _, f := range files {
		key, ok := partKey(f.Name)
		if !ok {
			continue
		}
		if p.parts[key] != nil {
			return invalid(codePartTwice, "part", f.Name)
		}
		p.parts[key] = f
		if !isXML(key) {
			continue // pictures and fonts are never unpacked
		}
		if sum += f.UncompressedSize64; sum > uint64(p.lim.Unpacked) || f.UncompressedSize64 > uint64(p.lim.Unpacked) {
			return tooLarge(codeUnpacked, "bytes", sum, "limit", p.lim.Unpacked)
		}
		if err := p.suspect(f); err != nil {
			return err
		}
	}
	return nil
}

// suspect refuses a part packed tighter than any ledger packs.
func (p *pack) suspect(f *zip.File) error {
	ratio := f.UncompressedSize64 / max(1, f.CompressedSize64)
	if f.UncompressedSize64 > ratioFrom && ratio > uint64(p.lim.Ratio) {
		return tooLarge(codeBomb, "part", f.Name, "ratio", ratio, "limit", p.lim.Ratio)
	}
	return nil
}

// partKey normalises a part's name: names count without case (part 2, 6.2.2.3),
// and some generators write backslashes or a leading slash.
func partKey(name string) (string, bool) {
	name = strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/")
	if name == "" || strings.HasSuffix(name, "/") || slices.Contains(strings.Split(name, "/"), "..") {
		return "", false
	}
	return strings.ToLower(path.Clean(name)), true
}

func isXML(key string) bool {
	return strings.HasSuffix(key, ".xml") || strings.HasSuffix(key, ".rels")
}

// has tells whether a part exists.
func (p *pack) has(name string) bool {
	key, ok := partKey(name)
	return ok && p.parts[key] != nil
}

// scan opens a part for scanning; close it with the function given.
func (p *pack) scan(name string) (*scanner, func(), error) {
	key, _ := partKey(name)
	f := p.parts[key]
	if f == nil {
		return nil, nil, invalid(codePartMissing, "part", name)
	}
	if f.Flags&1 != 0 {
		return nil, nil, invalid(codeEncrypted)
	}
	if f.UncompressedSize64 > uint64(p.lim.Unpacked) || !isXML(key) && p.suspect(f) != nil {
		return nil, nil, tooLarge(codeUnpacked, "bytes", f.UncompressedSize64, "limit", p.lim.Unpacked)
	}
	raw, err := f.Open()
	if err != nil {
		return nil, nil, invalid(codeZip, "part", name).Because(err)
	}
	src, err := utf8Reader(name, raw)
	if err != nil {
		_ = raw.Close() // the fault stands; the inflater holds nothing
		return nil, nil, err
	}
	return newScanner(name, src, p.lim), func() { _ = raw.Close() }, nil
}

// A relation is one relationship of a part: kind is the last element of its
// type, the same in the transitional and the strict namespaces.
type relation struct{ id, kind, target string }

// relations reads the relationships of a part ("" for the package itself); a
// part without any has none.
func (p *pack) relations(part string) ([]relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return nil, nil
	}
	s, closing, err := p.scan(name)
	if err != nil {
		return nil, err
	}
	defer closing()
	var out []relation
	for ok := s.root(); ok && s.child(); s.skip() {
		if string(s.name) != "Relationship" || s.attr("TargetMode") == "External" {
			continue
		}
		if len(out) >= p.lim.Parts {
			return nil, tooLarge(codeParts, "limit", p.lim.Parts)
		}
		r := relation{id: s.attr("Id"), kind: path.Base(s.attr("Type"))}
		if r.target = strings.ReplaceAll(s.attr("Target"), `\`, "/"); !strings.HasPrefix(r.target, "/") {
			r.target = path.Join(dir, r.target)
		}
		r.target = strings.TrimLeft(r.target, "/")
		out = append(out, r)
	}
	return out, s.finish()
}

// targets gives the parts a part relates to by kind.
func targets(rels []relation, kind string) []string {
	var out []string
	for _, r := range rels {
		if r.kind == kind {
			out = append(out, r.target)
		}
	}
	return out
}
