// Command guatu runs a major-project campaign (重特大项目攻坚): one binary that
// serves the pages, keeps the data and answers on the command line.
package main

import (
	"os"

	"guatu/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
