// Command notices writes THIRD_PARTY_NOTICES.md: every module that is linked into
// the program and every asset that is served with it, with its licence in full.
//
//	go run ./tools/notices          writes the file
//	go run ./tools/notices -check   fails when the file is not what it would write
//
// What is linked is asked of go list for one fixed platform, so that the file is
// the same wherever it is made.
package main

import (
	"flag"
	"fmt"
	"os"
)

const page = "THIRD_PARTY_NOTICES.md"

func main() {
	check := flag.Bool("check", false, "compare, write nothing")
	of := flag.String("of", "./cmd/guatu", "the package whose parts are listed")
	flag.Parse()
	if err := notices(*of, *check); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

// notices writes or compares the page, from the module's root.
func notices(of string, check bool) error {
	works, err := linked(of)
	if err != nil {
		return err
	}
	served, err := vendored("internal/web/vendor")
	if err != nil {
		return err
	}
	text, err := render(append(works, served...))
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(page, []byte(text), 0o644)
	}
	was, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	if string(was) != text {
		return fmt.Errorf("%s is not current: run go run ./tools/notices", page)
	}
	return nil
}
