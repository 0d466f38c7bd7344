package main

// The plan: what is run, how often, and what each figure must reach. The bounds are
// those of the issues (docs/architecture.md names them); a figure without one stands
// there for comparison.

// A run is one go test.
type run struct {
	title string
	pkg   string
	bench string // -bench
	times string // -benchtime
	wants []want
}

// A want is one figure of a run.
type want struct {
	what  string
	name  string // of the benchmark, without "Benchmark"
	unit  string // as go test prints it; ns/op is shown in ms
	bound float64
	least bool // the bound is the least, not the most
}

var plan = []run{
	{"3,000 projects, a county's clerk, without HTTP", "./internal/app", "^BenchmarkPages$/^3000$/^clerk$|^BenchmarkSave$/^3000$", "200x", []want{
		{"table of 50, middle", "Pages/3000/clerk/table", "p50-ms", 8, false},
		{"project", "Pages/3000/clerk/project", "p50-ms", 4, false},
		{"search for two characters", "Pages/3000/clerk/search", "p50-ms", 3, false},
		{"figure saved, journal on the disk", "Save/3000/figure", "p50-ms", 3, false},
		{"the page after it", "Save/3000/page-after-figure", "p50-ms", 0, false},
	}},
	{"3,000 projects, sixteen people at once", "./internal/app", "^BenchmarkCrowd$|^BenchmarkUpdates$", "1000x", []want{
		{"page, slow end", "Crowd", "p95-ms", 60, false},
		{"figures reported, one clerk", "Updates/1-clerks", "updates/s", 200, true},
		{"figures reported, sixteen clerks", "Updates/16-clerks", "updates/s", 200, true},
	}},
	{"3,000 projects, whole requests", "./internal/web", "^BenchmarkPage$/^3000$", "100x", []want{
		{"table, middle", "Page/3000/table", "p50-ms", 8, false},
		{"search", "Page/3000/search", "p50-ms", 3, false},
		{"project", "Page/3000/project", "p50-ms", 4, false},
		{"board", "Page/3000/board", "p50-ms", 0, false},
		{"timetable", "Page/3000/timetable", "p50-ms", 0, false},
	}},
	{"30,000 projects, the city's office and a county's clerk, without HTTP", "./internal/app", "^BenchmarkPages$/^30000$", "20x", []want{
		{"table, filtered and sorted, slow end", "Pages/30000/office/table", "p95-ms", 100, false},
		{"the same, clerk", "Pages/30000/clerk/table", "p95-ms", 100, false},
		{"board, slow end", "Pages/30000/office/board", "p95-ms", 150, false},
		{"project, slow end", "Pages/30000/office/project", "p95-ms", 20, false},
	}},
	{".xlsx of 100,000 rows and 20 columns", "./internal/sheet/xlsx", "^BenchmarkRead100k$/^ours", "3x", []want{
		{"into typed cells, row by row", "Read100k/ours", "ns/op", 3000, false},
		{"memory meanwhile", "Read100k/ours", "peak-MB", 300, false},
		{"a whole sheet of them held", "Read100k/ours-grid", "ns/op", 0, false},
		{"memory meanwhile", "Read100k/ours-grid", "peak-MB", 0, false},
	}},
	{"a ledger understood and given back", "./internal/sheet", "^BenchmarkRead100kRows20Columns$|^BenchmarkWriteLedger30000$", "2x", []want{
		{"100,000 rows understood", "Read100kRows20Columns", "ns/op", 0, false},
		{"30,000 rows written", "WriteLedger30000", "ns/op", 0, false},
	}},
	{"import of 3,000 rows beside 3,000", "./internal/app", "^BenchmarkImport$", "2x", []want{
		{"imported", "Import", "s/import", 3, false},
		{"the same file again", "Import", "s/again", 0, false},
	}},
	{"import of 100,000 rows beside 3,000 alike, the program itself", "./internal/cli", "^BenchmarkImport100k$", "1x", []want{
		{"imported", "Import100k", "s/import", 40, false},
		{"memory at most", "Import100k", "MiB-peak", 700, false},
	}},
	{"start on 30,000 projects, the program itself", "./internal/cli", "^BenchmarkStart30k$", "1x", []want{
		{"listening", "Start30k", "s/listening", 1, false},
		{"first page, asked for at once", "Start30k", "s/first-page", 0, false},
		{"first page, twenty seconds later", "Start30k", "s/later-page", 0.1, false},
		{"all as a ledger: first byte", "Start30k", "s/export-begins", 0, false},
		{"all as a ledger", "Start30k", "s/export", 0, false},
		{"memory at most", "Start30k", "MiB-peak", 600, false},
	}},
	{"3,000 units scored by 50 indicators", "./internal/score", "^BenchmarkScoreRun$|^BenchmarkScoreUpdate$|^BenchmarkScoreSheet$|^BenchmarkScoreFormula$", "1s", []want{
		{"all from scratch", "ScoreRun", "ns/op", 3000, false},
		{"one figure changed, to every list it touches", "ScoreUpdate", "ns/op", 1, false},
		{"one unit's sheet", "ScoreSheet", "ns/op", 0, false},
		{"one formula, on average", "ScoreFormula", "us/formula", 3, false},
	}},
	{"3,000 units by 50 indicators and 10 rates over 1,000,000 projects with 5,000,000 figures", "./internal/indicator", "^BenchmarkFull$|^BenchmarkAs$|^BenchmarkChange$", "2s", []want{
		{"from scratch: four days and every value", "Full", "ns/op", 3000, false},
		{"the same in processor time", "Full", "cpu-s/op", 0, false},
		{"memory of all days, beside the facts", "Full", "book-MiB", 0, false},
		{"memory of the facts themselves", "Full", "facts-MiB", 0, false},
		{"any past day", "As", "ns/op", 50, false},
		{"one fact changed, to every value it touches", "Change", "ns/op", 1, false},
	}},
	{"goals: 4 targets broken down to 300 units by month, 3,000 projects", "./internal/app", "^BenchmarkGoals$", "50x", []want{
		{"the tree, middle", "Goals/tree", "p50-ms", 10, false},
		{"one goal with its breakdown, middle", "Goals/goal", "p50-ms", 60, false},
		{"the same after a figure was saved", "Goals/goal-after-figure", "ns/op", 0, false},
		{"who keeps pace, 1,200 lines, middle", "Goals/paces", "p50-ms", 100, false},
		{"indicators of 300 units, middle", "Goals/indicators", "p50-ms", 60, false},
	}},
	{"approvals: 100,000 projects of 40 items on two cores, and one project", "./internal/approval", "^BenchmarkCity$|^BenchmarkEvent$|^BenchmarkOdds$", "20x", []want{
		{"all swept by the statutory calendar", "City/calendar", "ns/op", 400, false},
		{"the same in processor time, both cores", "City/calendar", "cpu-ms/op", 0, false},
		{"every day counted, in processor time", "City/every-day", "cpu-ms/op", 0, false},
		{"a fact on a project of 40 items, slow end (us)", "Event", "p99-us", 50, false},
		{"10,000 runs of the rest of a project", "Odds", "ns/op", 150, false},
	}},
	{"approvals: 3,000 screened projects of some 17 items", "./internal/app", "^BenchmarkApprovals$", "20x", []want{
		{"all reckoned for the first time", "Approvals/first", "ns/op", 0, false},
		{"one project's page", "Approvals/project", "p50-ms", 4, false},
		{"a department's desk", "Approvals/desk", "p50-ms", 0, false},
		{"the city's budgets", "Approvals/budgets", "p50-ms", 0, false},
		{"whose time it was", "Approvals/figures", "p50-ms", 0, false},
		{"what if, 10,000 runs of the rest", "Approvals/try", "p50-ms", 150, false},
		{"a record noted, flushed", "Approvals/note", "p50-ms", 0, false},
	}},
	{"a figure saved, SQLite and PostgreSQL (without waiting for its disk)", "./internal/store", "^BenchmarkSaveFigure$|^BenchmarkPostgresCities$|^BenchmarkPostgresSaveFigure$", "1000x", []want{
		{"SQLite", "SaveFigure", "ns/op", 3, false},
		{"PostgreSQL", "PostgresSaveFigure", "ns/op", 0, false},
		{"PostgreSQL, one writer", "PostgresCities/1-writers", "updates/s", 0, false},
		{"PostgreSQL, eight writers to eight cities", "PostgresCities/8-writers", "updates/s", 0, false},
	}},
}
