package web

// drafts placeholder
type drafts struct{}

func newDrafts() *drafts { return &drafts{} }
