package lifecycle

import (
	"fmt"
	"testing"
)

// thirtyThousand are projects with a year of figures, a few papers and photos.
func thirtyThousand() []*Told {
	list := make([]*Told, 30_000)
	for i := range list {
		list[i] = told(project(func(p *Project) {
			p.ID, p.EnterpriseCode = fmt.Sprintf("p%05d", i), fmt.Sprintf("C%05d", i/3)
		}), months(Dispatch, "2025-07", 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200),
			paper(Evidence{Kind: "construction_permit", Number: fmt.Sprintf("3208312026%06d", i), Issued: when("2026-03-21"), Holder: "江苏恒基新材料有限公司"}))
		for j := range 4 {
			photo(File{Hash: fmt.Sprint(i, j), Day: 1, Taken: "2026-03-02T01:00:00Z", Sight: fmt.Sprintf("%016x", uint64(i*4+j+1)*0x9e3779b97f4a7c15)})(list[i])
		}
	}
	return list
}

func BenchmarkDoubtsOf30000(b *testing.B) {
	list, on := thirtyThousand(), day("2026-06-20")
	checks := []CrossCheck{nameCheck, amountCheck, permitCheck, storeCheck, earlyCheck, skipCheck, jumpCheck, fallCheck, stallCheck, shortCheck, farCheck, timeCheck}
	for b.Loop() {
		for _, t := range list {
			Doubts(t, checks, on)
		}
	}
}

func BenchmarkPeersOf30000(b *testing.B) {
	list := thirtyThousand()
	for b.Loop() {
		x := NewPeers(peerChecks(), day("2026-06-20"))
		for _, t := range list {
			x.Put(t, nil)
		}
		for _, t := range list {
			x.Doubts(t.Project.ID)
		}
	}
}

func BenchmarkPeersPutOne(b *testing.B) {
	list := thirtyThousand()
	x := NewPeers(peerChecks(), day("2026-06-20"))
	for _, t := range list {
		x.Put(t, nil)
	}
	for b.Loop() {
		x.Put(list[7], map[string]bool{})
	}
}
