package web

import (
	"net/http"
	"strings"
	"testing"

	"guatu/internal/sheet"
	"guatu/internal/workday"
)

func TestALedgerGivenReadsBackAsItIs(t *testing.T) {
	c := newCity(t)
	a := c.as("office").get("/projects/export.xlsx?stage=started&layout=standard")
	if a.status != http.StatusOK || a.header.Get("Content-Type") != workbookType {
		t.Fatalf("%d %s", a.status, a.header.Get("Content-Type"))
	}
	file, err := sheet.Read("out.xlsx", strings.NewReader(a.body), int64(len(a.body)), sheet.Options{Today: workday.DateOf(fixtureNow)})
	c.must(err)
	rows := 0
	for _, s := range file.Sheets {
		for _, r := range s.Rows {
			rows++
			if !strings.HasPrefix(r.Name, "示例项目") || r.Stage != "started" || !r.Total.OK {
				t.Errorf("read back: %+v", r)
			}
		}
	}
	if rows != 6 {
		t.Errorf("%d rows, want 6", rows)
	}
	if reporter := c.as("reporter").get("/projects/export.xlsx"); strings.Contains(reporter.body, "盱眙县") {
		t.Error("a county's export holds another county")
	}
	if keeper := c.as("keeper").get("/projects/export.xlsx"); keeper.status != http.StatusForbidden {
		t.Errorf("who may not read exports: %d", keeper.status)
	}
}
