// Command assets builds the pages' style sheets and scripts for the browsers of
// government offices: it lowers and minifies what stands in internal/web/static
// and the released files of internal/web/vendor for Chromium 78, names each
// result by its content, adds a gzip copy, and writes a manifest.
//
//	go run ./tools/assets          rebuild internal/web/dist
//	go run ./tools/assets -check   fail when dist is not what the sources give
//
// The result is committed, so that a build of guatu needs neither this tool nor
// the network; CI runs -check.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	check := flag.Bool("check", false, "compare with what is committed instead of writing")
	root := flag.String("root", "internal/web", "the folder with static, vendor and dist")
	flag.Parse()
	if err := run(*root, *check); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

// run builds and then compares or writes.
func run(root string, check bool) error {
	files, err := build(root)
	if err != nil {
		return err
	}
	if check {
		return compare(root+"/dist", files)
	}
	return write(root+"/dist", files)
}
