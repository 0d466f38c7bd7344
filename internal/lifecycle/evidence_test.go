package lifecycle

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/fault"
	"guatu/internal/geo"
	"guatu/internal/money"
)

func TestEvidenceTellsAllItsMistakesAtOnce(t *testing.T) {
	rules := &Rules{Kinds: []EvidenceKind{{Code: "filing"}}}
	today := when("2026-06-20").First
	for _, c := range []struct {
		name string
		is   Evidence
		want string
	}{
		{"a permit as it should be", Evidence{Kind: "filing", Number: "涟行审备〔2026〕12号", Issued: when("2026-06-20"), Until: when("2028-06-19"), Amount: wan(5)}, ""},
		{"issued this month, the day not known", Evidence{Kind: "filing", Issued: when("2026-06")}, ""},
		{"valid on the day it was issued only", Evidence{Kind: "filing", Issued: when("2026-06-20"), Until: when("2026-06-20")}, ""},
		{"another holder is for a cross-check to find", Evidence{Kind: "filing", Holder: "别的公司"}, ""},
		{"without a kind", Evidence{}, "kind evidence.kind_empty"},
		{"everything wrong", Evidence{Kind: "wish", Number: strings.Repeat("九", 201), Issued: when("2026-06-21"), Until: when("2026-05"), Amount: money.Some(-1), Files: make([]File, 501), Dropped: true},
			"kind evidence.kind; number project.text_long; issued evidence.issued_future; until evidence.until_early; amount project.amount_bounds; files evidence.many_files; because evidence.drop_reason"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			if f, ok := fault.As(c.is.Check(rules, today)); ok {
				for _, p := range f.Parts {
					got = append(got, p.Field+" "+p.Code)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACertificateIsKnownByItsNumberHoweverItIsSpaced(t *testing.T) {
	known := []Evidence{{ID: "gone", Kind: "filing", Number: "淮审批〔2026〕12号", Dropped: true}, {ID: "a", Kind: "filing", Number: "淮审批〔2026〕12号"}, {ID: "b", Kind: "eia", Number: "淮审批〔2026〕13号"}}
	for number, want := range map[string]string{"淮审批〔2026〕12号": "a", "淮审批 [2026] 12 号": "a", "淮审批（２０２６）12号": "a", "淮审批〔2026〕13号": "", "": "", "〔〕": ""} {
		e, got := Evidence{ID: "new", Kind: "filing", Number: number}, ""
		if o := e.SamePaper(known); o != nil {
			got = o.ID
		}
		if got != want {
			t.Errorf("%q is known as %q, want %q", number, got, want)
		}
	}
	if known[1].SamePaper(known) != nil {
		t.Error("a certificate is its own twin")
	}
}

// The site of the tests, and a point so many metres north of it.
var site = geo.Point{Lon: 119.02, Lat: 33.6}

func north(metres float64) *geo.Point {
	return &geo.Point{Lon: site.Lon, Lat: site.Lat + metres/111_200}
}

func TestFindingsAtPhotos(t *testing.T) {
	twice := CrossCheck{Code: "twice", Compare: PhotoTwice, Of: []string{"site_photo", "end_photo"}, Distance: 8}
	far, early := farCheck, timeCheck
	far.Code, early.Code = "far", "early"
	narrow := far
	narrow.Metres = 10
	checks := []CrossCheck{far, early, twice}
	at := func(t *Told) { t.Project.At = &site }
	started := stage(Started, "2026-05-10")
	set := func(id string, files ...File) func(*Told) {
		return paper(Evidence{ID: id, Kind: "site_photo", Day: 1, Files: files})
	}
	day := when("2026-05-12").First
	taken := func(on string) File { return File{Hash: "h", Taken: on + "T02:00:00Z", Day: day} }
	for _, c := range []struct {
		name   string
		told   *Told
		checks []CrossCheck
		want   string // evidence file check value with
	}{
		{"a photo that says nothing", told(at, started, set("e", File{Hash: "h", Day: day})), checks, ""},
		{"taken where the project stands", told(at, set("e", File{Hash: "h", At: north(2000), Day: day})), checks, ""},
		{"taken five kilometres off", told(at, set("e", File{Hash: "h", At: north(5000), Day: day})), checks, "p0 h far 4999"},
		{"a rule narrower than a shifted datum finds nothing", told(at, set("e", File{Hash: "h", At: north(700), Day: day})), []CrossCheck{narrow}, ""},
		{"a project without a place", told(project(func(p *Project) { p.At = nil }), set("e", File{Hash: "h", At: north(5000), Day: day})), checks, ""},
		{"taken in the year before the start", told(started, set("e", taken("2025-05-10"))), checks, "p0 h early -365 2026-05-10"},
		{"taken after it was received", told(started, set("e", taken("2026-05-15"))), checks, "p0 h early 3 2026-05-12"},
		{"taken the day before the start", told(started, set("e", taken("2026-05-09"))), checks, ""},
		{"taken long after the date on its paper", told(paper(Evidence{ID: "e", Kind: "site_photo", Day: 1, Issued: when("2026-03-01"), Files: []File{taken("2026-05-11")}})), checks, "p0 h early 71 2026-03-01"},
		{"taken on the visit it was made on", told(paper(Evidence{ID: "e", Kind: "site_photo", Visit: "v", Day: 1, Issued: when("2026-01-01"), Files: []File{taken("2026-05-11")}})), checks, ""},
		{"taken long before its visit", told(paper(Evidence{ID: "e", Kind: "site_photo", Visit: "v", Day: 1, Files: []File{taken("2026-03-11")}})), checks, "p0 h early -61 2026-05-11"},
		{"photos of one set are like each other", told(set("e", File{Hash: "h", Sight: "00000000ffffffff", Day: day}, File{Hash: "i", Sight: "00000000ffffffff", Day: day})), checks, ""},
		{"a photo in two sets, handled in between", told(set("e", File{Hash: "h", Sight: "00000000ffffffff", Day: day}), set("f", File{Hash: "i", Sight: "00000000fffffff0", Day: day})), checks, "p0 h twice 4 p1/i; p1 i twice 4 p0/h"},
		{"another photo", told(set("e", File{Hash: "h", Sight: "00000000ffffffff", Day: day}), set("f", File{Hash: "i", Sight: "0f0f0f0f0f0f0f0f", Day: day})), checks, ""},
		{"the same file in two sets, without a fingerprint", told(set("e", File{Hash: "h", Day: day}), set("f", File{Hash: "h", Day: day})), checks, "p0 h twice 0 p1/h; p1 h twice 0 p0/h"},
		{"a set that was dropped", told(set("e", File{Hash: "h", Day: day}), paper(Evidence{ID: "f", Kind: "site_photo", Dropped: true, Day: 1, Files: []File{{Hash: "h", Day: day}}})), checks, ""},
		{"in the order of the files", told(at, set("e", File{Hash: "h", At: north(5000), Day: day}, File{Hash: "i", At: north(9000), Day: day}, File{Hash: "j", At: north(5000), Day: day})), []CrossCheck{far}, "p0 h far 4999; p0 i far 8999; p0 j far 4999"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range Findings(c.told, []Visit{{ID: "v", Day: when("2026-05-11").First}}, c.checks, when("2026-06-20").First) {
				words := []string{f.Evidence, f.File, f.Check, strconv.FormatInt(f.Value, 10)}
				if !f.On.IsZero() {
					words = append(words, f.On.String())
				}
				if f.With != nil {
					words = append(words, f.With.ID+"/"+f.With.File)
				}
				got = append(got, strings.Join(words, " "))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestADoubtAboutPhotosIsAFindingAtEach(t *testing.T) {
	d := Doubt{Check: "twice", Compare: PhotoTwice, Value: 3, Compared: []Compared{{ID: "e", File: "h"}, {ID: "x", File: "y", Project: "q"}, {ID: "e", File: "i"}, {ID: "z", File: "w", Project: "q"}}}
	got := d.Findings()
	if len(got) != 2 || got[1].File != "i" || got[1].With.File != "w" || got[1].With.Project != "q" {
		t.Errorf("%+v", got)
	}
	if other := (&Doubt{Compare: NumberTwice, Compared: d.Compared}).Findings(); other != nil {
		t.Errorf("of a number: %+v", other)
	}
}
