package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"guatu/internal/fault"
)

func begin(t testing.TB, s *Store, b []byte) string {
	t.Helper()
	id, err := s.Begin(Promise{Name: "现场.jpg", Size: int64(len(b)), Hash: hashed(b), Owner: "u1"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAnUploadGoesOnAfterTheProcessWasReplaced(t *testing.T) {
	dir, file := t.TempDir(), noise(1, 1_000_000)
	id := begin(t, open(t, dir, Limits{}), file)
	for at := 0; at < len(file); {
		s := open(t, dir, Limits{}) // another process each time
		st, err := s.State(id)
		if err != nil || st.Offset != int64(at) || st.Name != "现场.jpg" || st.Owner != "u1" || st.Done != nil {
			t.Fatalf("%+v, %v, want offset %d", st, err, at)
		}
		_, err = s.Finish(id)
		wantFault(t, err, "upload.unfinished")
		end := min(at+123_457, len(file))
		got, err := s.Append(id, int64(at), bytes.NewReader(file[at:end]))
		if err != nil || got != int64(end) {
			t.Fatalf("at %d, %v, want %d", got, err, end)
		}
		at = end
	}
	s := open(t, dir, Limits{})
	for range 2 { // the answer got lost, the client asks again
		if kept, err := s.Finish(id); err != nil || kept != (Stored{hashed(file), 1_000_000}) {
			t.Fatalf("%v, %v", kept, err)
		}
		s = open(t, dir, Limits{})
	}
	if st, err := s.State(id); err != nil || st.Done == nil || st.Offset != 1_000_000 {
		t.Errorf("%+v, %v", st, err)
	}
	if s.used != 1_000_000 || s.promised != 0 || s.uploads != 0 {
		t.Errorf("counts %d, %d, %d", s.used, s.promised, s.uploads)
	}
	holds(t, s, file)
}

func TestAPieceThatDoesNotFollowIsToldWhereToGoOn(t *testing.T) {
	s, file := open(t, t.TempDir(), Limits{}), noise(1, 1000)
	id := begin(t, s, file)
	if _, err := s.Append(id, 0, bytes.NewReader(file[:400])); err != nil {
		t.Fatal(err)
	}
	for _, offset := range []int64{0, 399, 401, -1, 1 << 40} {
		at, err := s.Append(id, offset, bytes.NewReader(file[400:]))
		if f, ok := fault.As(err); at != 400 || !ok || f.Code != "upload.offset" || f.Kind != fault.Conflict || f.Args["offset"] != int64(400) {
			t.Errorf("offset %d: %d, %v", offset, at, err)
		}
	}
	at, err := s.Append(id, 400, io.MultiReader(bytes.NewReader(file[400:500]), iotest.ErrReader(io.ErrUnexpectedEOF)))
	wantFault(t, err, "upload.broken")
	if at != 500 {
		t.Errorf("of a piece that broke off %d bytes count, want 500", at)
	}
	at, err = s.Append(id, 500, bytes.NewReader(noise(2, 501)))
	wantFault(t, err, "upload.long")
	if at != 500 {
		t.Errorf("more than was promised is kept: %d", at)
	}
	if _, err := s.Append(id, 500, bytes.NewReader(file[500:])); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Finish(id); err != nil {
		t.Fatal(err)
	}
	_, err = s.Append(id, 1000, strings.NewReader("more"))
	wantFault(t, err, "upload.offset")
}

func TestAnUploadThatIsNotTheFileItPromisedBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{})
	id := begin(t, s, noise(1, 100))
	if _, err := s.Append(id, 0, bytes.NewReader(noise(2, 100))); err != nil {
		t.Fatal(err)
	}
	_, err := s.Finish(id)
	wantFault(t, err, "upload.hash")
	_, err = s.State(id)
	wantFault(t, err, "upload.gone")
	if s.promised != 0 || len(files(t, dir)) != 0 {
		t.Errorf("left: %d, %v", s.promised, files(t, dir))
	}
}

func TestAPromiseIsWeighedBeforeAByteIsSent(t *testing.T) {
	s := open(t, t.TempDir(), Limits{File: 1000, Total: 1800, Uploads: 2})
	for name, c := range map[string]struct {
		p    Promise
		code string
	}{
		"too large":              {Promise{Size: 1001}, "upload.too_large"},
		"less than nothing":      {Promise{Size: -1}, "upload.promise"},
		"a hash that is a path":  {Promise{Hash: "../../etc/passwd"}, "upload.promise"},
		"a name of a thousand":   {Promise{Name: strings.Repeat("长", 256)}, "upload.promise"},
		"a name that is no text": {Promise{Name: "\xff\xfe"}, "upload.promise"},
	} {
		_, err := s.Begin(c.p)
		if f, ok := fault.As(err); !ok || f.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	first, err := s.Begin(Promise{Size: 1000, Name: "../../../etc/passwd"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Begin(Promise{Size: 900})
	wantFault(t, err, "blob.quota")
	if _, err := s.Begin(Promise{Size: 0}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Begin(Promise{Size: 1})
	wantFault(t, err, "upload.busy")
	if err := s.Abandon(first); err != nil {
		t.Fatal(err)
	}
	second, err := s.Begin(Promise{Size: 900})
	if err != nil || second == first || len(second) != idLength {
		t.Errorf("after one was given up: %q, %v", second, err)
	}
}

func TestTwentyAtOnceSendOneFileAndItIsWhole(t *testing.T) {
	s, file := open(t, t.TempDir(), Limits{}), noise(1, 3<<20)
	id := begin(t, s, file)
	var wg sync.WaitGroup
	var finished sync.Map
	for range 20 {
		wg.Go(func() {
			for {
				st, err := s.State(id)
				if err != nil {
					t.Error(err)
					return
				}
				if st.Offset == st.Size {
					break
				}
				end := min(st.Offset+700_001, st.Size)
				if _, err := s.Append(id, st.Offset, bytes.NewReader(file[st.Offset:end])); err != nil && fault.KindOf(err) != fault.Conflict {
					t.Error(err)
					return
				}
			}
			kept, err := s.Finish(id)
			if err != nil {
				t.Error(err)
			}
			finished.Store(kept, true)
		})
	}
	wg.Wait()
	finished.Range(func(kept, _ any) bool {
		if kept != (Stored{hashed(file), 3 << 20}) {
			t.Errorf("kept %v", kept)
		}
		return true
	})
	holds(t, s, file)
	if s.used != 3<<20 || s.promised != 0 || s.uploads != 0 {
		t.Errorf("counts %d, %d, %d", s.used, s.promised, s.uploads)
	}
}

// A client whose connection hangs must not keep another from going on.
func TestASilentClientKeepsNobodyWaiting(t *testing.T) {
	s, file := open(t, t.TempDir(), Limits{}), noise(1, 2000)
	id := begin(t, s, file)
	silent, speak := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := s.Append(id, 0, silent)
		done <- err
	}()
	if _, err := speak.Write(file[:10]); err != nil { // it has begun, and says no more
		t.Fatal(err)
	}
	if at, err := s.Append(id, 0, bytes.NewReader(file)); err != nil || at != 2000 {
		t.Fatalf("%d, %v", at, err)
	}
	if _, err := s.Finish(id); err != nil {
		t.Fatal(err)
	}
	if err := speak.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; fault.KindOf(err) == "" {
		t.Errorf("the silent one is told %v", err)
	}
	holds(t, s, file)
}

func TestAFullDiskIsSaidAndTheUploadStays(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here: nothing that is always full")
	}
	s, file := open(t, t.TempDir(), Limits{}), noise(1, 1000)
	id := begin(t, s, file)
	if err := errors.Join(os.Remove(s.part(id)), os.Symlink("/dev/full", s.part(id))); err != nil {
		t.Fatal(err)
	}
	at, err := s.Append(id, 0, bytes.NewReader(file))
	wantFault(t, err, "blob.full")
	if at != 0 || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("at %d, %v", at, err)
	}
	if err := errors.Join(os.Remove(s.part(id)), os.WriteFile(s.part(id), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(id, 0, bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Finish(id); err != nil {
		t.Fatal(err)
	}
}

func TestSweepRemovesWhatNobodyTouched(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Limits{})
	stale, fresh, ended := begin(t, s, noise(1, 100)), begin(t, s, noise(2, 100)), begin(t, s, noise(3, 100))
	if _, err := s.Append(ended, 0, bytes.NewReader(noise(3, 100))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Finish(ended); err != nil {
		t.Fatal(err)
	}
	orphan, half := filepath.Join(dir, "parts", strings.Repeat("A", idLength)+".part"), filepath.Join(dir, "incoming", "put-1")
	if err := errors.Join(os.WriteFile(orphan, nil, 0o600), os.WriteFile(half, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	lastWeek := time.Now().Add(-7 * 24 * time.Hour)
	for _, path := range []string{s.part(stale), s.note(stale), s.note(fresh), s.note(ended), orphan, half} {
		if err := os.Chtimes(path, lastWeek, lastWeek); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Sweep(time.Now().Add(-24 * time.Hour)); n != 4 || err != nil {
		t.Errorf("swept %d, %v, want 4; left %v", n, err, files(t, dir))
	}
	if _, err := s.State(fresh); err != nil {
		t.Errorf("an upload still going on: %v", err)
	}
	for _, id := range []string{stale, ended} {
		_, err := s.State(id)
		wantFault(t, err, "upload.gone")
	}
	holds(t, s, noise(3, 100))
	if s.promised != 100 || s.uploads != 1 {
		t.Errorf("counts %d, %d", s.promised, s.uploads)
	}
}

// Between the record and the file's name a kill can strike: both sides go on.
func TestAKillWhileFinishingLosesNothing(t *testing.T) {
	dir, file := t.TempDir(), noise(1, 1000)
	s := open(t, dir, Limits{})
	id := begin(t, s, file)
	if _, err := s.Append(id, 0, bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	st, err := s.State(id)
	if err != nil {
		t.Fatal(err)
	}
	st.Done = &Stored{hashed(file), 1000}
	if err := s.record(id, st); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, Limits{})
	if st, err := s.State(id); err != nil || st.Done != nil {
		t.Errorf("a record before its file is believed: %+v, %v", st, err)
	}
	if kept, err := s.Finish(id); err != nil || kept.Hash != hashed(file) {
		t.Errorf("%v, %v", kept, err)
	}
}

// TestMain turns the test binary into a process that uploads until it is killed.
func TestMain(m *testing.M) {
	dir, id := os.Getenv("BLOB_TEST_DIR"), os.Getenv("BLOB_TEST_UPLOAD")
	if dir == "" {
		os.Exit(m.Run())
	}
	s, err := Open(dir, Limits{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	file := noise(1, 8<<20)
	for {
		st, err := s.State(id)
		if err != nil || st.Offset == st.Size {
			fmt.Println("whole", err)
			select {}
		}
		at, err := s.Append(id, st.Offset, iotest.HalfReader(bytes.NewReader(file[st.Offset:min(st.Offset+300_000, st.Size)])))
		fmt.Println("at", at, err)
	}
}

func TestKilledProcessesFinishAnUploadTogether(t *testing.T) {
	dir, file := t.TempDir(), noise(1, 8<<20)
	id := begin(t, open(t, dir, Limits{}), file)
	said, kills := int64(0), 0
	for ; said < int64(len(file)) && kills < 40; kills++ {
		s := open(t, dir, Limits{})
		st, err := s.State(id)
		if err != nil || st.Offset < said {
			t.Fatalf("%d bytes were acknowledged and %d are there, %v", said, st.Offset, err)
		}
		said = max(said, uploadAndKill(t, dir, id, kills))
	}
	s := open(t, dir, Limits{})
	kept, err := s.Finish(id)
	if err != nil || kept.Hash != hashed(file) {
		t.Fatalf("%v, %v", kept, err)
	}
	if r, err := s.Verify(context.Background()); err != nil || r.Files != 1 || len(r.Damaged) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	t.Logf("whole after %d kills", kills)
}

// uploadAndKill lets a process of its own upload, kills it (SIGKILL) after a few
// words, and gives the furthest offset it acknowledged.
func uploadAndKill(t *testing.T, dir, id string, words int) (said int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "BLOB_TEST_DIR="+dir, "BLOB_TEST_UPLOAD="+id)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1 + words%7 {
		var word, why string
		var at int64
		if n, err := fmt.Fscanln(out, &word, &at, &why); n < 2 || err != nil {
			said = 8 << 20 // it says "whole"
			break
		}
		said = max(said, at)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed: that is its error
	return said
}

func TestAClientThatAsksTwiceGetsItsOneUpload(t *testing.T) {
	s, file := open(t, t.TempDir(), Limits{Uploads: 2}), noise(4, 5000)
	p := Promise{Name: "现场.jpg", Size: 5000, Hash: hashed(file), Owner: "u1", Client: "8d1f7c1e-6f0a-4f3f-9a53-1d5b0a2c9e11"}
	var ids [8]string
	var all sync.WaitGroup
	for i := range ids { // the answers got lost, and another tab asks too
		all.Go(func() {
			id, err := s.Begin(p)
			if err != nil {
				t.Error(err)
			}
			ids[i] = id
		})
	}
	all.Wait()
	for _, id := range ids {
		if id != ids[0] || id != Named("u1", p.Client) {
			t.Fatalf("several uploads: %v", ids)
		}
	}
	if _, err := s.Append(ids[0], 0, bytes.NewReader(file[:2000])); err != nil {
		t.Fatal(err)
	}
	if id, err := s.Begin(p); err != nil || id != ids[0] {
		t.Errorf("begun again half way: %s, %v", id, err)
	}
	if st, err := s.State(ids[0]); err != nil || st.Offset != 2000 {
		t.Errorf("beginning again lost what came: %+v, %v", st, err)
	}
	other := p
	other.Size, other.Hash = 6000, ""
	_, err := s.Begin(other)
	wantFault(t, err, "upload.other")
	other = p
	other.Owner = "u2"
	if id, err := s.Begin(other); err != nil || id == ids[0] {
		t.Errorf("somebody else's upload is taken over: %s, %v", id, err)
	}
	if _, err := s.Append(ids[0], 2000, bytes.NewReader(file[2000:])); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Finish(ids[0]); err != nil {
		t.Fatal(err)
	}
	if id, err := s.Begin(p); err != nil || id != ids[0] {
		t.Errorf("begun again when it was finished: %s, %v", id, err)
	}
	if st, err := s.State(ids[0]); err != nil || st.Done == nil {
		t.Errorf("%+v, %v", st, err)
	}
}
