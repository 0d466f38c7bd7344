package schedule

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guatu/internal/workday"
)

// The networks of PSPLIB (Kolisch and Sprecher, 1996) are what the field measures
// itself by; the header of each gives the length of its critical path, MPM-Time.
func TestPublishedNetworksHaveTheirCriticalPathLength(t *testing.T) {
	files, err := filepath.Glob("testdata/psplib/*.tsv")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		for _, unit := range []Unit{CalendarDays, WorkingDays} {
			t.Run(filepath.Base(file)+" in "+string(unit), func(t *testing.T) { holdMPM(t, file, unit) })
		}
	}
}

func holdMPM(t *testing.T, file string, unit Unit) {
	net, mpm := psplib(t, file, unit)
	r, err := net.Plan()
	if err != nil {
		t.Fatal(err)
	}
	cal := workday.EveryDay()
	if unit == WorkingDays {
		cal = workday.Default()
	}
	if got := cal.Between(net.Start-1, r.Finish); got != mpm {
		t.Errorf("%d days to the finish, published are %d", got, mpm)
	}
	days, length := map[string]int{}, 0
	for _, a := range net.Activities {
		days[a.ID] = a.Days
	}
	for _, id := range r.CriticalPath {
		length += days[id]
	}
	if length != mpm {
		t.Errorf("the path %v is %d long, want %d", r.CriticalPath, length, mpm)
	}
	for _, a := range r.Activities {
		if slices.Contains(r.CriticalPath, a.ID) && !a.Critical {
			t.Errorf("%s is on the path and has float %d", a.ID, a.TotalFloat)
		}
	}
}

// psplib reads the facts of one instance.
func psplib(t *testing.T, file string, unit Unit) (Network, int) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	net, mpm := Network{Start: date("2026-01-05")}, 0
	needs := map[string][]Link{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case line[0] == '#':
		case cells[0] == "mpm":
			mpm = number(cells[1])
		default:
			net.Activities = append(net.Activities, Activity{ID: cells[0], Days: number(cells[1]), Unit: unit})
			for _, successor := range strings.Fields(strings.Join(cells[2:], " ")) {
				needs[successor] = append(needs[successor], Link{ID: cells[0]})
			}
		}
	}
	for i := range net.Activities {
		net.Activities[i].Needs = needs[net.Activities[i].ID]
	}
	return net, mpm
}

func date(s string) workday.Date {
	d, err := workday.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
