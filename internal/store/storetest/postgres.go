// A PostgreSQL of the test's own.

package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// errAbsent says that there is no PostgreSQL at hand.
var errAbsent = errors.New("no GUATU_TEST_POSTGRES and no initdb under /usr/lib/postgresql or on PATH")

// server finds or starts the server, once a test binary.
var server = sync.OnceValues(func() (string, error) {
	if dsn := os.Getenv("GUATU_TEST_POSTGRES"); dsn != "" {
		return dsn, nil
	}
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	return start(bin)
})

var schemas atomic.Int64

// lifeline keeps the server's input, so that only our own end closes it.
var lifeline = make(chan io.WriteCloser, 1)

// Postgres is the DSN of a new, empty schema; the test is skipped where there is
// no PostgreSQL.
func Postgres(t testing.TB) string {
	t.Helper()
	dsn, err := server()
	required := strings.Contains(os.Getenv("GUATU_TEST_REQUIRE"), "postgres")
	if errors.Is(err, errAbsent) && !required {
		t.Skipf("no PostgreSQL here: %v", err)
	}
	if err != nil {
		t.Fatalf("PostgreSQL: %v", err)
	}
	name := fmt.Sprintf("guatu_test_%d_%d", os.Getpid(), schemas.Add(1))
	if err := command(dsn, "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := command(dsn, "DROP SCHEMA "+name+" CASCADE"); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// command runs one statement on a connection of its own.
func command(dsn, text string) (err error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	_, err = conn.Exec(ctx, text)
	return err
}

// binaries is the folder of initdb and postgres, the newest version first.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errAbsent
	}
	return filepath.Dir(path), nil
}

// script runs the server until its input ends, which happens when the test
// binary does, and leaves nothing behind. Nothing in it is worth keeping, so it
// never waits for a disk.
const script = `
umask 077
dir=$(mktemp -d "${TMPDIR:-/tmp}/guatu-pg.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
"$1/initdb" -D "$dir/data" -U guatu -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
"$1/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB </dev/null >"$dir/log" 2>&1 &
pid=$!
echo "at $dir"
read -r _
kill -INT $pid
wait $pid
`

// start starts a server as somebody who is not root and waits until it answers.
func start(bin string) (string, error) {
	cmd := exec.Command("/bin/sh", "-c", script, "sh", bin)
	cmd.Dir = "/"
	who, err := unprivileged()
	if err != nil {
		return "", err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	lifeline <- in
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	dir, ok := strings.CutPrefix(strings.TrimSpace(line), "at ")
	if !ok {
		return "", fmt.Errorf("the server did not start: %s %w", line, err)
	}
	dsn := "postgres://guatu@/postgres?host=" + url.QueryEscape(dir)
	return dsn, await(dsn)
}

// await asks until the server answers.
func await(dsn string) (err error) {
	for range 200 {
		if err = command(dsn, "SELECT 1"); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// unprivileged is the account the server runs under: ours, or that of the
// installed PostgreSQL when we are root, whom it refuses.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}
