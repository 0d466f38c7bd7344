// The packs that come with the program: published rules, each with its source and
// what of it is not known.

package score

import (
	"embed"
	"slices"
	"strings"

	"guatu/internal/fault"
)

//go:embed packs/*.yaml
var shipped embed.FS

// Shipped lists the names of the shipped packs.
func Shipped() []string {
	files, err := shipped.ReadDir("packs")
	if err != nil { // embedded: it is there, or the program was not built
		panic(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	slices.Sort(names)
	return names
}

// ShippedText is a shipped pack as YAML, to begin one's own from. Fault:
// pack.not_shipped.
func ShippedText(name string) (string, error) {
	body, err := shipped.ReadFile("packs/" + name + ".yaml")
	if err != nil {
		return "", fault.New(fault.NotFound, "pack.not_shipped", "name", name, "known", Shipped())
	}
	return string(body), nil
}
