package xlsx

// The styles part, of which only one thing is wanted: style number → format.

// styles reads the number formats of the cell styles; a workbook without the
// part has none, and every number is General.
func (p *pack) styles(part string) ([]NumberFormat, error) {
	s, closing, err := p.scan(part)
	if err != nil {
		return nil, err
	}
	defer closing()
	custom := map[string]string{}
	var ids []string
	for ok := s.root(); ok && s.child(); {
		switch string(s.name) {
		case "numFmts":
			s.numFmts(custom)
		case "cellXfs":
			ids = s.cellXfs()
		default:
			s.skip()
		}
	}
	if err := s.finish(); err != nil {
		return nil, err
	}
	return formats(ids, custom), nil
}

// numFmts takes up the formats a workbook defines itself.
func (s *scanner) numFmts(custom map[string]string) {
	for s.child() {
		if len(custom) >= s.lim.Marks {
			s.fail(tooLarge(codeMarks, "part", s.part, "limit", s.lim.Marks))
			return
		}
		custom[s.attr("numFmtId")] = s.attr("formatCode")
		s.skip()
	}
}

// cellXfs gives the format id of each cell style, in their order.
func (s *scanner) cellXfs() []string {
	var ids []string
	for s.child() {
		if len(ids) >= s.lim.Marks {
			s.fail(tooLarge(codeMarks, "part", s.part, "limit", s.lim.Marks))
			return nil
		}
		ids = append(ids, s.attr("numFmtId"))
		s.skip()
	}
	return ids
}

// formats resolves ids; a definition of the workbook beats the built-in one,
// because WPS redefines some of them.
func formats(ids []string, custom map[string]string) []NumberFormat {
	known := map[string]NumberFormat{}
	out := make([]NumberFormat, len(ids))
	for i, id := range ids {
		f, ok := known[id]
		if !ok {
			code, own := custom[id]
			if n, isCount := parseCount([]byte(id)); !own && isCount {
				code = builtin[n]
			}
			f = ParseFormat(code)
			known[id] = f
		}
		out[i] = f
	}
	return out
}
