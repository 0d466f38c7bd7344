// Building: from sources to named, hashed, compressed files.

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// An entry is one file that pages link to, and the source it is made of.
type entry struct{ name, source string }

// entries are all of them; a new one is a line here.
var entries = []entry{
	{"app.css", "static/css/app.css"},
	{"paper-a3.css", "static/css/paper-a3.css"},
	{"paper-a4l.css", "static/css/paper-a4l.css"},
	{"paper-official.css", "static/css/paper-official.css"},
	{"app.js", "static/js/app.js"},
	{"htmx.js", "vendor/htmx-2.0.11/htmx.min.js"},
	{"visit.css", "static/css/visit.css"},
	{"visit.js", "static/js/visit.js"},
	{"visit-worker.js", "static/js/visit-worker.js"},
	{"icon.svg", "static/icon.svg"},
}

// build makes every file of dist in memory, by name. The third-party sources
// must be the released ones: their checksums are looked at first.
func build(root string) (map[string][]byte, error) {
	if err := verify(filepath.Join(root, "vendor")); err != nil {
		return nil, err
	}
	files, manifest := map[string][]byte{}, map[string]string{}
	for _, e := range entries {
		body, err := bundle(filepath.Join(root, e.source))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.source, err)
		}
		name := hashed(e.name, body)
		manifest[e.name] = name
		files[name] = body
		files[name+".gz"] = squeeze(body)
	}
	list, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return nil, err
	}
	files["manifest.json"] = append(list, '\n')
	return files, nil
}

// bundle lowers one source, with what it imports, to Chromium 78; a drawing is
// taken as it is.
func bundle(source string) ([]byte, error) {
	if strings.HasSuffix(source, ".svg") {
		return os.ReadFile(source)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{source},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: "78"}},
		Format:            format(source),
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
	})
	var errs []error
	for _, m := range append(result.Errors, result.Warnings...) {
		errs = append(errs, errors.New(m.Text))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// format keeps our own script out of the global names; a released file that
// sets a global must not be wrapped.
func format(source string) api.Format {
	if strings.HasSuffix(source, ".js") && !strings.Contains(source, "vendor") {
		return api.FormatIIFE
	}
	return api.FormatDefault
}

// hashed puts ten digits of the content's SHA-256 into the name, so that a
// browser may keep the file for ever.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

// squeeze compresses without a time or a name inside, so that the same source
// gives the same bytes. Writing to memory cannot fail.
func squeeze(body []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant of the package
	}
	if _, err := w.Write(body); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
