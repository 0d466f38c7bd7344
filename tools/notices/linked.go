// What is linked: the modules go list names, with the licence files in them.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A work is somebody else's work that we pass on.
type work struct {
	name, version string
	papers        []paper // its licences and notices, in order of name
}

// A paper is one licence or notice file.
type paper struct{ name, text string }

// paperName matches the files that a licence asks us to pass on.
var paperName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents)([-_.].*)?$`)

// listed is what go list tells of one package.
type listed struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// linked are the works linked into a package, by name; the first is Go's own
// library, whose version is the builder's and so left out.
func linked(of string) ([]work, error) {
	packages, err := list(of)
	if err != nil {
		return nil, err
	}
	found := map[string]*work{}
	for _, p := range packages {
		if p.Module == nil || p.Module.Main {
			continue
		}
		w := found[p.Module.Path]
		if w == nil {
			w = &work{name: p.Module.Path, version: p.Module.Version}
			found[p.Module.Path] = w
		}
		if err := w.gather(p.Module.Dir, p.Dir); err != nil {
			return nil, err
		}
	}
	std, err := standard()
	if err != nil {
		return nil, err
	}
	works := []work{std}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		works = append(works, *found[name])
	}
	return works, nil
}

// list asks go list, for a fixed platform and without cgo, as it is released.
func list(of string) ([]listed, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", of)
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", of, err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		switch err := dec.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

// gather adds the papers of a module's root and of every folder down to a package
// that is linked: a module may hold parts under licences of their own.
func (w *work) gather(root, dir string) error {
	for at := dir; strings.HasPrefix(at, root); at = filepath.Dir(at) {
		papers, err := papersIn(root, at)
		if err != nil {
			return err
		}
		for _, p := range papers {
			if !slices.ContainsFunc(w.papers, func(q paper) bool { return q.name == p.name }) {
				w.papers = append(w.papers, p)
			}
		}
	}
	slices.SortFunc(w.papers, func(a, b paper) int { return strings.Compare(a.name, b.name) })
	return nil
}

// papersIn reads the papers of one folder, named from the root.
func papersIn(root, dir string) ([]paper, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var papers []paper
	for _, e := range entries {
		if e.IsDir() || !paperName.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		name, err := filepath.Rel(root, filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		papers = append(papers, paper{filepath.ToSlash(name), string(text)})
	}
	return papers, nil
}

// standard is Go's own library. Where GOROOT lacks the licence file (some
// distributions move it beside their documents), that is an error to see.
func standard() (work, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return work{}, err
	}
	root := strings.TrimSpace(string(out))
	papers, err := papersIn(root, root)
	if err != nil {
		return work{}, err
	}
	return work{name: "The Go standard library", papers: papers}, nil
}

// vendored are the assets committed as released: a folder each, named with its
// version (htmx-2.0.11), with its papers. No folder is no asset.
func vendored(dir string) ([]work, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var works []work
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		at := filepath.Join(dir, e.Name())
		papers, err := papersIn(at, at)
		if err != nil {
			return nil, err
		}
		name, version := e.Name(), ""
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name, version = name[:i], name[i+1:]
		}
		works = append(works, work{name + " (served asset)", version, papers})
	}
	return works, nil
}
