package archtest

// Nothing of one machine is committed: no path of somebody's disk in code, no
// host of a package registry anywhere.

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// machinePath is an absolute path of a disk, and no part of an address. The
// folders are spelled so that this file does not find itself.
var machinePath = regexp.MustCompile(`(^|[\s"'=(,:` + "`" + `])/(work|root|home|t` + `mp)/[A-Za-z0-9_.$-]`)

// hosts are registries by name, and whichever this machine uses.
func hosts() []string {
	known := []string{"proxy.golang" + ".org", "sum.golang" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org",
		"goproxy" + ".cn", "goproxy" + ".io", "npmmirror" + ".com", "mirrors.aliyun" + ".com"}
	out, err := run("go", "env", "GOPROXY")
	if err != nil {
		return known
	}
	for _, part := range strings.FieldsFunc(strings.TrimSpace(string(out)), func(r rune) bool { return r == ',' || r == '|' }) {
		if u, err := url.Parse(part); err == nil && u.Hostname() != "" {
			known = append(known, u.Hostname())
		}
	}
	slices.Sort(known)
	return slices.Compact(known)
}

// traces lists the lines of a file that tell of one machine. Tests may name
// paths, since they write about them; nothing may name a registry.
func traces(name string, text []byte, hosts []string) []string {
	if bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	var wrong []string
	for i, line := range strings.Split(string(text), "\n") {
		if m := machinePath.FindString(line); m != "" && !strings.HasSuffix(name, "_test.go") {
			wrong = append(wrong, fmt.Sprintf("%s:%d: a path of one machine: %s…", name, i+1, strings.TrimSpace(m)))
		}
		for _, h := range hosts {
			if strings.Contains(line, h) {
				wrong = append(wrong, fmt.Sprintf("%s:%d: a registry's host: %s", name, i+1, h))
			}
		}
	}
	return wrong
}

func TestNothingOfOneMachineIsCommitted(t *testing.T) {
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("no git repository here: nothing says which files are the project's")
	}
	out, err := run("git", "ls-files", "-z")
	if err != nil {
		t.Fatal(err)
	}
	known, wrong := hosts(), []string(nil)
	for name := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // being removed in this working tree
		}
		if err != nil {
			t.Fatal(err)
		}
		wrong = append(wrong, traces(name, text, known)...)
	}
	report(t, wrong)
}

func TestTracesCatch(t *testing.T) {
	known := hosts()
	catches(t, 1, traces("a.go", []byte(`x := "/work/main"`), known))
	catches(t, 0, traces("a_test.go", []byte(`x := "/work/main"`), known))
	catches(t, 0, traces("a.go", []byte(`// https://example.gov.cn/work/2024/notice.html`), known))
	catches(t, 1, traces("a_test.go", []byte("GOPROXY=https://proxy.golang"+".org"), known))
	catches(t, 0, traces("a.png", []byte("\x00/work/main"), known))
}
