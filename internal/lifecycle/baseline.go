package lifecycle

// KeepBaselines makes a date that was planned before baselines were kept its own
// baseline, as the database's migration did. What the journal wrote by then has
// none, and is read with it: when an import is undone, and as known earlier.
func (p *Project) KeepBaselines() {
	for i, f := range p.Stages {
		if f.Baseline.IsZero() {
			p.Stages[i].Baseline = f.Planned
		}
	}
}
