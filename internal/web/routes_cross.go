package web

import "slices"

// crossRoutes are the pages made by comparing: doubts, the two senses of
// investment, the windows into statistics.
func (s *Server) crossRoutes() []route {
	return slices.Concat(s.doubtRoutes(), s.sensesRoutes(), s.windowRoutes())
}
