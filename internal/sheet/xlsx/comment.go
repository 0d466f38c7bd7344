package xlsx

// The comments part. Threaded comments of newer versions have a copy here too.

// readComments adds the comments of the sheet in part to l.
func (b *Book) readComments(part string, l *Layout) error {
	rels, err := b.pack.relations(part)
	if err != nil {
		return err
	}
	for _, target := range targets(rels, "comments") {
		if err := b.commentPart(target, l); err != nil {
			return err
		}
	}
	return nil
}

// commentPart reads one part of comments.
func (b *Book) commentPart(part string, l *Layout) error {
	s, closing, err := b.pack.scan(part)
	if err != nil {
		return err
	}
	defer closing()
	var authors []string
	for ok := s.root(); ok && s.child(); {
		switch string(s.name) {
		case "authors":
			for s.child() {
				authors = append(authors, string(s.content(nil)))
				if !roomFor(s, len(authors)) {
					break
				}
			}
		case "commentList":
			l.comments(s, authors)
		default:
			s.skip()
		}
	}
	return s.finish()
}

// comments reads the list.
func (l *Layout) comments(s *scanner, authors []string) {
	for s.child() {
		ref, by := s.attr("ref"), s.attr("authorId")
		row, col, ok := ParseCell(ref)
		if !ok {
			s.fail(invalid(codeCellRef, "part", s.part, "ref", ref))
			return
		}
		if !roomFor(s, len(l.Comments)) {
			return
		}
		c := Comment{Row: row, Col: col}
		if n, ok := parseCount([]byte(by)); ok && n < len(authors) {
			c.Author = authors[n]
		} else if by == "0" && len(authors) > 0 {
			c.Author = authors[0]
		}
		for s.child() {
			if string(s.name) == "text" {
				c.Text = string(s.richText(nil))
				continue
			}
			s.skip()
		}
		l.Comments = append(l.Comments, c)
	}
}
